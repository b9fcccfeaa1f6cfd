package io.matchlock.audit.sim.scenario;

import static io.matchlock.audit.sim.scenario.Theme.NS_PER_S;

import io.matchlock.audit.sim.fault.Fault;
import io.matchlock.audit.sim.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Faults of the archiver, and restarts of matchers that begin with its snapshots. */
final class ArchiverTrouble {
    private static final FaultKind[] KINDS = {
        FaultKind.KILL_ARCHIVER, FaultKind.KILL_ARCHIVER, FaultKind.STOP_ARCHIVER, FaultKind.KILL_MATCHER
    };
    private static final int MOST = 4;
    private static final int MOST_MATCHERS = 2;
    /** Rarely is the snapshot taken in time. */
    private static final int LATE_EVENTS = 4;

    private ArchiverTrouble() {}

    static List<Fault> faults(final Random random, final long lengthNs, final boolean isLossy) {
        final List<Fault> faults = new ArrayList<>();
        final double lengthS = lengthNs / NS_PER_S;
        for (int i = random.nextInt(MOST + 1); i > 0; i--) {
            Theme.add(
                    faults,
                    random,
                    KINDS[random.nextInt(KINDS.length)],
                    random.nextDouble() * lengthS,
                    0.1 + 2 * random.nextDouble());
        }
        for (int i = isLossy ? LATE_EVENTS : 0; i > 0; i--) {
            lateEvents(faults, 1 + random.nextDouble() * (lengthS - 3), 0.05 + 0.3 * random.nextDouble());
        }
        return faults;
    }

    /** Events come long after their orders. The log loses them, and not their orders, when a snapshot has them already. */
    private static void lateEvents(final List<Fault> faults, final double atS, final double workS) {
        final double lostAtS = atS + 1 + workS;
        for (int matcher = 0; matcher < MOST_MATCHERS; matcher++) {
            faults.add(fault(FaultKind.STOP_MATCHER, atS, 1, matcher));
            faults.add(fault(FaultKind.KILL_MATCHER, lostAtS, 0.5, matcher));
        }
        faults.add(fault(FaultKind.CRASH_REDIS, lostAtS, 0.1, 0));
    }

    private static Fault fault(final FaultKind kind, final double atS, final double forS, final int target) {
        return new Fault(kind, (long) (atS * NS_PER_S), (long) (forS * NS_PER_S), target);
    }
}

package io.matchlock.audit.sim.scenario;

import static io.matchlock.audit.sim.scenario.Theme.NS_PER_S;

import io.matchlock.audit.sim.fault.Fault;
import io.matchlock.audit.sim.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Faults about a log that loses its end, or is another one. */
final class LogTrouble {
    private static final FaultKind[] LOSS_KINDS = {
        FaultKind.CRASH_REDIS,
        FaultKind.CRASH_REDIS,
        FaultKind.CRASH_REDIS,
        FaultKind.RESTORE_REDIS,
        FaultKind.CUT_REDIS,
        FaultKind.KILL_GATEWAY,
        FaultKind.STOP_GATEWAY,
        FaultKind.KILL_MATCHER,
        FaultKind.STOP_MATCHER,
        FaultKind.HOLD_MATCHER_THREAD,
        FaultKind.STOP_PERSISTER,
        FaultKind.SILENT_AERON,
        FaultKind.LATE_AERON
    };
    static final FaultKind[] MIXUP_KINDS = {
        FaultKind.OTHER_LOG,
        FaultKind.OTHER_LOG,
        FaultKind.OTHER_LOG,
        FaultKind.CUT_REDIS,
        FaultKind.KILL_GATEWAY,
        FaultKind.STOP_GATEWAY,
        FaultKind.KILL_MATCHER,
        FaultKind.STOP_MATCHER,
        FaultKind.STOP_PERSISTER,
        FaultKind.SILENT_AERON
    };

    private static final int MOST_OF_A_KIND = 3;

    private LogTrouble() {}

    /** The log loses its end again and again. */
    static List<Fault> losses(final Random random, final int count, final long lengthNs) {
        final List<Fault> faults = new ArrayList<>();
        Theme.anything(faults, random, LOSS_KINDS, count, lengthNs);
        faults.replaceAll(LogTrouble::losingTail);
        return faults;
    }

    /** Somebody is away while the log loses its end, and grows again. */
    static List<Fault> regrowths(final Random random, final long lengthNs) {
        final List<Fault> faults = new ArrayList<>();
        for (double atS = 1.5 + random.nextDouble();
                atS < lengthNs / NS_PER_S - 1;
                atS += 3 + 2 * random.nextDouble()) {
            regrowth(faults, random, atS);
        }
        return faults;
    }

    /** Often the engine is away as well, so that what was stored for a gateway was seen by nobody. */
    private static void regrowth(final List<Fault> faults, final Random random, final double atS) {
        final FaultKind away = random.nextBoolean() ? FaultKind.STOP_MATCHER : FaultKind.STOP_GATEWAY;
        final double lostAtS = atS + 0.3 * random.nextDouble();
        Theme.add(
                faults,
                random,
                away,
                atS,
                random.nextBoolean() ? 2 + 3 * random.nextDouble() : 0.4 + 1.2 * random.nextDouble());
        if (random.nextBoolean()) {
            final double engineAtS = atS - 0.4 * random.nextDouble();
            stopAll(faults, FaultKind.STOP_MATCHER, engineAtS, lostAtS + 0.2 - engineAtS);
            if (random.nextBoolean()) { // the log does not grow until late messages have come
                stopAll(faults, FaultKind.STOP_GATEWAY, lostAtS, 1 + random.nextDouble());
            }
        }
        Theme.add(faults, random, FaultKind.LATE_AERON, atS - 1, 2);
        faults.add(losingTail(new Fault(
                random.nextInt(3) == 0 ? FaultKind.RESTORE_REDIS : FaultKind.CRASH_REDIS,
                (long) (lostAtS * NS_PER_S),
                (long) (0.2 * random.nextDouble() * NS_PER_S),
                random.nextInt(64))));
    }

    private static void stopAll(final List<Fault> faults, final FaultKind kind, final double atS, final double forS) {
        for (int target = 0; target < MOST_OF_A_KIND; target++) {
            faults.add(new Fault(kind, (long) (atS * NS_PER_S), (long) (forS * NS_PER_S), target));
        }
    }

    private static Fault losingTail(final Fault fault) {
        return fault.kind() == FaultKind.CRASH_REDIS
                ? new Fault(fault.kind(), fault.atNs(), fault.forNs(), 2 * fault.target())
                : fault;
    }
}

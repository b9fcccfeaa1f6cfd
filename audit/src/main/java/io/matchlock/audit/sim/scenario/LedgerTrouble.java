package io.matchlock.audit.sim.scenario;

import io.matchlock.audit.sim.fault.Fault;
import io.matchlock.audit.sim.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What goes wrong in scenarios about the persister and Postgres: answers to commits are lost, and it is killed before it can ask. */
final class LedgerTrouble {
    private static final double NS_PER_S = 1e9;
    private static final FaultKind[] OTHERS = {
        FaultKind.STOP_PERSISTER,
        FaultKind.HOLD_PERSISTER_THREAD,
        FaultKind.STOP_POSTGRES,
        FaultKind.CRASH_POSTGRES,
        FaultKind.CUT_POSTGRES,
        FaultKind.FULL_POSTGRES,
        FaultKind.CUT_REDIS,
        FaultKind.LOSE_REDIS_ANSWERS
    };

    private LedgerTrouble() {}

    static List<Fault> faults(final Random random, final long lengthNs) {
        final List<Fault> faults = new ArrayList<>();
        for (double atS = 0.5 + random.nextDouble(); atS < lengthNs / NS_PER_S; atS += 2 + 2 * random.nextDouble()) {
            add(faults, random, FaultKind.LOSE_COMMITS, atS, 0.5 + 1.5 * random.nextDouble());
            for (int i = random.nextInt(4); i > 0; i--) {
                add(
                        faults,
                        random,
                        FaultKind.KILL_PERSISTER,
                        atS + 1.5 * random.nextDouble(),
                        0.2 * random.nextDouble());
            }
            final FaultKind other = OTHERS[random.nextInt(OTHERS.length)];
            add(
                    faults,
                    random,
                    other,
                    atS + 2 * random.nextDouble(),
                    0.1 + 4 * random.nextDouble() * random.nextDouble());
        }
        return faults;
    }

    private static void add(
            final List<Fault> faults, final Random random, final FaultKind kind, final double atS, final double forS) {
        faults.add(new Fault(kind, (long) (atS * NS_PER_S), (long) (forS * NS_PER_S), random.nextInt(64)));
    }
}

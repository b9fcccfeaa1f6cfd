package io.matchlock.audit.sim.scenario;

import static io.matchlock.audit.sim.scenario.Theme.NS_PER_S;

import io.matchlock.audit.sim.fault.Fault;
import io.matchlock.audit.sim.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** New epochs of the log, often while somebody who follows it, or its server, is away. */
final class EpochTrouble {
    private static final FaultKind[] KINDS = {
        FaultKind.KILL_GATEWAY,
        FaultKind.STOP_GATEWAY,
        FaultKind.HOLD_LOOP,
        FaultKind.KILL_MATCHER,
        FaultKind.STOP_MATCHER,
        FaultKind.KILL_PERSISTER,
        FaultKind.KILL_ARCHIVER,
        FaultKind.STOP_ARCHIVER,
        FaultKind.CRASH_REDIS,
        FaultKind.STOP_REDIS,
        FaultKind.CUT_REDIS,
        FaultKind.LOSE_REDIS_ANSWERS,
        FaultKind.SILENT_AERON
    };
    private static final int MOST = 3;
    private static final int NONE_OF = 3;

    private EpochTrouble() {}

    static List<Fault> faults(final Random random, final long lengthNs) {
        final List<Fault> faults = new ArrayList<>();
        if (random.nextInt(NONE_OF) != 0) {
            return faults;
        }
        final double lengthS = lengthNs / NS_PER_S;
        for (int i = 1 + random.nextInt(MOST); i > 0; i--) {
            final double atS = 0.5 + random.nextDouble() * (lengthS - 1);
            Theme.add(faults, random, FaultKind.OPEN_EPOCH, atS, 5);
            if (random.nextBoolean()) { // somebody hears of the fence before he hears of the end of its epoch
                Theme.add(faults, random, FaultKind.LOSSY_AERON, Math.max(0, atS - 0.5), 0.5 + random.nextDouble());
            }
            if (random.nextInt(3) == 0) { // whoever has heard of it wrongly compares what he has heard
                Theme.add(faults, random, FaultKind.CRASH_REDIS, atS + 1 + 2 * random.nextDouble(), 0.2);
            }
            for (int others = random.nextInt(3); others > 0; others--) {
                Theme.add(
                        faults,
                        random,
                        KINDS[random.nextInt(KINDS.length)],
                        Math.max(0, atS + 0.5 * (random.nextDouble() - 0.7)),
                        0.05 + 1.5 * random.nextDouble());
            }
        }
        return faults;
    }
}

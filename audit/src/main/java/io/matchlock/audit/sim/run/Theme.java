package io.matchlock.audit.sim.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What kind of trouble a scenario is about: most are about all kinds, some about those that take several to go wrong. */
enum Theme {
    /** Anything, at any time. */
    ALL(1, 8, FaultKind.values()),
    /** Gateways and their loops are away for longer than a fence, while another one goes on. */
    ABSENCE(2, 6, FaultKind.STOP_GATEWAY, FaultKind.STOP_GATEWAY, FaultKind.HOLD_LOOP, FaultKind.WRONG_CLOCK),
    /** Clients connect again and again while the engine, or its answer, is away. */
    RECONNECTS(
            1,
            9,
            FaultKind.KILL_GATEWAY,
            FaultKind.STOP_GATEWAY,
            FaultKind.KILL_MATCHER,
            FaultKind.STOP_MATCHER,
            FaultKind.DARK_NETWORK,
            FaultKind.DROP_CLIENT),
    /** The persister and Postgres lose each other, again and again. */
    LEDGER(
            1,
            9,
            FaultKind.KILL_PERSISTER,
            FaultKind.STOP_PERSISTER,
            FaultKind.HOLD_PERSISTER_THREAD,
            FaultKind.STOP_POSTGRES,
            FaultKind.CRASH_POSTGRES,
            FaultKind.LOSE_COMMITS,
            FaultKind.LOSE_COMMITS,
            FaultKind.CUT_POSTGRES,
            FaultKind.FULL_POSTGRES,
            FaultKind.CUT_REDIS,
            FaultKind.LOSE_REDIS_ANSWERS);

    private static final int SEEDS_A_ROUND = 8;
    private static final double NS_PER_S = 1e9;

    private final int minGateways;
    private final int maxFaults;

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final FaultKind[] kinds;

    Theme(final int minGateways, final int maxFaults, final FaultKind... kinds) {
        this.minGateways = minGateways;
        this.maxFaults = maxFaults;
        this.kinds = kinds;
    }

    static Theme of(final long seed) {
        return switch ((int) (seed % SEEDS_A_ROUND)) {
            case 2, 5 -> ABSENCE;
            case 4 -> RECONNECTS;
            case 3 -> LEDGER;
            default -> ALL;
        };
    }

    int minGateways() {
        return minGateways;
    }

    /** Absences take their time. */
    int lengthIndex(final int drawn) {
        return this == ABSENCE ? Math.max(2, drawn) : drawn;
    }

    List<Fault> faults(final Random random, final long lengthNs) {
        final List<Fault> faults = new ArrayList<>();
        for (int i = this == ALL ? random.nextInt(maxFaults + 1) : maxFaults; i > 0; i--) {
            final long atNs = (long) (random.nextDouble() * (random.nextInt(4) == 0 ? 1.5 * NS_PER_S : lengthNs));
            faults.add(new Fault(kinds[random.nextInt(kinds.length)], atNs, forNs(random), random.nextInt(64)));
        }
        return faults;
    }

    /** 100 ms to 120 s, short ones more often; absences 2 to 12 s. */
    private long forNs(final Random random) {
        return this == ABSENCE
                ? (long) ((2 + 10 * random.nextDouble()) * NS_PER_S)
                : (long) (NS_PER_S / 10 * Math.exp(random.nextDouble() * random.nextDouble() * Math.log(1_200)));
    }
}

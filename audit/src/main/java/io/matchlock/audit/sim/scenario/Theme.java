package io.matchlock.audit.sim.scenario;

import io.matchlock.audit.sim.actor.ClientTraits;
import io.matchlock.audit.sim.fault.Fault;
import io.matchlock.audit.sim.fault.FaultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What kind of trouble a scenario is about: most are about all kinds, some about those that take several to go wrong. */
enum Theme {
    /** Anything, at any time. */
    ALL,
    /** A gateway or one of its loops is away for longer than a fence, while others go on and its clients wait for it. */
    ABSENCE,
    /** The only gateway is away with all its loops, so that time leaps when it comes back. */
    LEAP,
    /** Clients connect anew, the gateway starts anew, and the engine answers both later. */
    RECONNECTS,
    /** A gateway stops before its clients' first logon is in the log, and comes back when they try elsewhere. */
    FIRST_LOGONS,
    /** The persister and Postgres lose each other, again and again. */
    LEDGER,
    /** Somebody else writes to the events stream. */
    FORGERY,
    /** The log loses its last second, or is restored from an earlier copy, now and then. */
    LOSS,
    /** Somebody is away while the log loses its end and grows again beyond what he has seen. */
    REGROWTH,
    /** The log's address leads to another segment's log for a while. */
    MIXUP,
    /** One client does not read, and nothing else happens: nobody else may feel it. */
    DEAFNESS,
    /** Two processes have one gateway's number. */
    DOUBLES,
    /** Thousands of orders rest, and are cancelled at once. */
    DEPTH;

    private static final int MAX_FAULTS = 8;
    private static final int SEEDS_A_ROUND = 8;
    private static final int RARE = 4;
    private static final int SHORTEST_FENCE = 4;
    private static final int MANY_TOUCHES = 1_000;
    static final double NS_PER_S = 1e9;
    /** All that may happen wherever: not what ends a run, breaks the promise of an fsync, or lets processes halt. */
    private static final FaultKind[] ANY_KINDS = Arrays.stream(FaultKind.values())
            .filter(kind -> kind != FaultKind.FORGED_EVENTS
                    && kind != FaultKind.RESTORE_REDIS
                    && kind != FaultKind.OTHER_LOG
                    && kind != FaultKind.LATE_AERON
                    && kind != FaultKind.KILL_ARCHIVER
                    && kind != FaultKind.STOP_ARCHIVER
                    && kind != FaultKind.OPEN_EPOCH)
            .toArray(FaultKind[]::new);

    private static final long ABSENCE_S = 20;
    private static final long LATE_WAKE_NS = 10_000_000;

    static Theme of(final long seed) {
        return switch ((int) (seed % SEEDS_A_ROUND)) {
            case 1 -> seed / SEEDS_A_ROUND % RARE == 3 ? DEAFNESS : rare(seed, FORGERY);
            case 2 -> ABSENCE;
            case 3 -> LEDGER;
            case 5 -> LEAP;
            case 4 -> seed / SEEDS_A_ROUND % 2 == 0 ? RECONNECTS : FIRST_LOGONS;
            case 6 ->
                switch ((int) (seed / SEEDS_A_ROUND % RARE)) {
                    case 0 -> LOSS;
                    case 1 -> MIXUP;
                    case 2 -> DOUBLES;
                    default -> ALL;
                };
            case 7 -> seed / SEEDS_A_ROUND % 2 == 0 ? ALL : DEPTH;
            default -> seed / SEEDS_A_ROUND % 2 == 1 ? REGROWTH : ALL;
        };
    }

    private static Theme rare(final long seed, final Theme theme) {
        return seed / SEEDS_A_ROUND % RARE == 2 ? theme : ALL;
    }

    private boolean isOfAnyKind() {
        return this != ABSENCE && this != LEAP && this != RECONNECTS && this != FIRST_LOGONS;
    }

    int gateways(final int drawn) {
        return switch (this) {
            case ALL, DEPTH, LEDGER, FORGERY, LOSS, MIXUP, DEAFNESS, DOUBLES -> drawn;
            case ABSENCE, FIRST_LOGONS, REGROWTH -> Math.max(2, drawn);
            case LEAP, RECONNECTS -> 1;
        };
    }

    int loops(final int drawn) {
        return switch (this) {
            case LEAP -> Math.max(2, drawn);
            case RECONNECTS -> Math.min(2, drawn);
            default -> drawn;
        };
    }

    int matchers(final int drawn) {
        return this == REGROWTH ? 2 : isOfAnyKind() ? drawn : 1;
    }

    /** Whether the log's server may lose what it has acknowledged. */
    boolean isLossy() {
        return this == LOSS || this == REGROWTH;
    }

    int maxTouchedOrders(final int drawn) {
        return this == DEPTH ? MANY_TOUCHES : drawn;
    }

    int fenceTicks(final int drawn) {
        return this == ABSENCE || this == LEAP ? SHORTEST_FENCE : drawn;
    }

    long maxWakeNs(final long drawnNs) {
        return this == RECONNECTS ? LATE_WAKE_NS : drawnNs;
    }

    long lengthNs(final long drawnNs) {
        return isOfAnyKind() ? drawnNs : Math.max(drawnNs, (long) (ABSENCE_S * NS_PER_S));
    }

    /** Whoever waits for a gateway that is away has patience, and sends all the while. */
    ClientTraits client(final ClientTraits drawn, final Random random) {
        return switch (this) {
            case ABSENCE, LEAP -> drawn.withPatience(4_000 + random.nextInt(6_000), 20 + random.nextInt(100));
            case DEPTH -> drawn.withDepth(Segments.MANY_ORDERS / 2 + random.nextInt(Segments.MANY_ORDERS / 4));
            default -> drawn;
        };
    }

    List<Fault> faults(final Random random, final long lengthNs) {
        final List<Fault> faults = new ArrayList<>();
        switch (this) {
            case ALL, DEPTH -> anything(faults, random, ANY_KINDS, random.nextInt(MAX_FAULTS + 1), lengthNs);
            case FORGERY -> {
                anything(faults, random, ANY_KINDS, random.nextInt(MAX_FAULTS / 2), lengthNs);
                add(faults, random, FaultKind.FORGED_EVENTS, 0.6 * lengthNs / NS_PER_S, 0);
            }
            case LOSS -> faults.addAll(LogTrouble.losses(random, MAX_FAULTS, lengthNs));
            case MIXUP -> anything(faults, random, LogTrouble.MIXUP_KINDS, MAX_FAULTS, lengthNs);
            case REGROWTH -> faults.addAll(LogTrouble.regrowths(random, lengthNs));
            case DEAFNESS -> {
                for (double atS = 1 + random.nextDouble(); atS < lengthNs / NS_PER_S - 1; atS += 3) {
                    faults.add(new Fault(
                            FaultKind.DEAF_CLIENT,
                            (long) (atS * NS_PER_S),
                            (long) (2.5 * random.nextDouble() * NS_PER_S),
                            0));
                }
            }
            case DOUBLES -> {
                anything(faults, random, ANY_KINDS, random.nextInt(MAX_FAULTS / 2), lengthNs);
                for (double atS = 1 + random.nextDouble();
                        atS < lengthNs / NS_PER_S - 1;
                        atS += 2 + 2 * random.nextDouble()) {
                    doubled(faults, random, atS);
                }
            }
            case LEDGER -> faults.addAll(LedgerTrouble.faults(random, lengthNs));
            case ABSENCE, LEAP -> {
                for (double atS = 1 + random.nextDouble();
                        atS < lengthNs / NS_PER_S - 1;
                        atS += 7 + 3 * random.nextDouble()) {
                    absence(faults, random, atS);
                }
            }
            case RECONNECTS -> {
                for (double atS = 1 + random.nextDouble(); atS < lengthNs / NS_PER_S - 1; atS += 5) {
                    reconnect(faults, random, atS);
                }
            }
            case FIRST_LOGONS -> firstLogon(faults, random);
        }
        return faults;
    }

    static void anything(
            final List<Fault> faults,
            final Random random,
            final FaultKind[] kinds,
            final int count,
            final long lengthNs) {
        for (int i = 0; i < count; i++) {
            final double lengthS = random.nextInt(4) == 0 ? 1.5 : lengthNs / NS_PER_S;
            add(faults, random, kinds[random.nextInt(kinds.length)], random.nextDouble() * lengthS, anyTimeS(random));
        }
    }

    /** Often the engine, or what it says, is away when they come back: so nobody is told at once what was missed. */
    private static void absence(final List<Fault> faults, final Random random, final double atS) {
        final double forS = SHORTEST_FENCE + 0.3 + 3.5 * random.nextDouble();
        final boolean isLoop = random.nextInt(4) == 0;
        add(faults, random, isLoop ? FaultKind.HOLD_LOOP : FaultKind.STOP_GATEWAY, atS, forS);
        final double endS = atS + forS;
        switch (random.nextInt(4)) {
            case 0 ->
                add(faults, random, FaultKind.STOP_MATCHER, endS - 0.2 * random.nextDouble(), random.nextDouble());
            case 1 ->
                add(faults, random, FaultKind.SILENT_AERON, endS - 0.2 * random.nextDouble(), random.nextDouble());
            case 2 -> add(faults, random, FaultKind.WRONG_CLOCK, atS + forS * random.nextDouble(), anyTimeS(random));
            default -> {
                // nothing else
            }
        }
    }

    private static void reconnect(final List<Fault> faults, final Random random, final double atS) {
        final double killedAtS = 0.3 + 0.7 * random.nextDouble();
        final double awayS = killedAtS + 0.7 + 1.3 * random.nextDouble();
        add(faults, random, random.nextBoolean() ? FaultKind.STOP_MATCHER : FaultKind.KILL_MATCHER, atS, awayS);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            add(faults, random, FaultKind.DROP_CLIENT, atS + killedAtS * random.nextDouble(), 0);
        }
        add(faults, random, FaultKind.KILL_GATEWAY, atS + killedAtS, 0.1 + 0.4 * random.nextDouble());
    }

    /** Often the engine is away when the second process begins, so that nobody is told of it. */
    private static void doubled(final List<Fault> faults, final Random random, final double atS) {
        add(faults, random, FaultKind.DOUBLE_GATEWAY, atS, 0.3 + 1.5 * random.nextDouble());
        if (random.nextBoolean()) {
            add(faults, random, FaultKind.STOP_MATCHER, atS - 0.1 * random.nextDouble(), 0.2 + random.nextDouble());
        }
    }

    private static void firstLogon(final List<Fault> faults, final Random random) {
        final double atS = 0.1 + 0.4 * random.nextDouble();
        final double endS = 3.7 + random.nextDouble();
        final double matcherAtS = 3 + 0.6 * random.nextDouble();
        add(faults, random, FaultKind.STOP_GATEWAY, atS, endS - atS);
        add(faults, random, FaultKind.STOP_MATCHER, matcherAtS, endS - matcherAtS + 0.5 * random.nextDouble());
    }

    /** 100 ms to 120 s, short ones more often. */
    private static double anyTimeS(final Random random) {
        return 0.1 * Math.exp(random.nextDouble() * random.nextDouble() * Math.log(1_200));
    }

    static void add(
            final List<Fault> faults, final Random random, final FaultKind kind, final double atS, final double forS) {
        faults.add(new Fault(kind, (long) (atS * NS_PER_S), (long) (forS * NS_PER_S), random.nextInt(64)));
    }
}

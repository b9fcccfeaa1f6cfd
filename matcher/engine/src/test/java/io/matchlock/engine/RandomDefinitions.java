package io.matchlock.engine;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import java.util.List;
import java.util.Random;

/**
 * Draws definitions of instruments: narrow, with prices that lie within some twenty ticks, so that orders meet often; or wide, so
 * that a side has many levels.
 */
final class RandomDefinitions {
    static final int[] SECURITIES = {1, 2, -3, 4, 5};

    private static final long UNIT = 1_000_000_000L;
    private static final int MIDDLE = 100;
    private static final int NARROW = 9;
    private static final int WIDE = 45;
    private static final int WIDE_LEAN = 8;

    private final Random random;
    private final long maxQty;
    private final int around;
    private final int leaning;

    RandomDefinitions(final EngineLimits limits, final boolean wide, final Random random) {
        around = wide ? WIDE : NARROW;
        leaning = wide ? WIDE_LEAN : 1;
        this.random = random;
        this.maxQty = Long.MAX_VALUE / (limits.maxOrders() + 1L);
    }

    boolean oneIn(final int chances) {
        return random.nextInt(chances) == 0;
    }

    static long tickSize(final int securityId) {
        return switch (securityId) {
            case 1 -> 1;
            case 2 -> 5;
            default -> UNIT;
        };
    }

    static long lotSize(final int securityId) {
        return securityId == 2 ? 10 : 1;
    }

    /** A price at which others are. */
    long price(final int securityId, final int lean) {
        final int ticks = MIDDLE + lean * leaning - around + random.nextInt(2 * around + 1);
        return tickSize(securityId) * (oneIn(4) ? ticks : ticks & ~1);
    }

    /** One of few prices, so that stops share levels. */
    long stopPrice(final int securityId) {
        return tickSize(securityId) * (MIDDLE - 4 + 4 * random.nextInt(3));
    }

    Instrument definition(final int securityId, final long nowNs) {
        final long tick = oneIn(40) ? 2 : tickSize(securityId);
        final long lot = lotSize(securityId);
        final long low = oneIn(3) ? 1 : (MIDDLE - around - 4 * leaning) * tick;
        final boolean large = securityId == -3 && oneIn(2);
        return Instrument.builder(securityId)
                .tickSize(tick)
                .tickSteps(steps(tick))
                .lotSize(lot)
                .minQty(oneIn(3) ? 3 * lot : lot)
                .maxQty(oneIn(25) ? maxQty + 1 : large ? maxQty : 60 * lot)
                .minNotional(securityId > 2 && oneIn(2) ? 300 : 0)
                .maxNotional(securityId > 2 && oneIn(2) ? 5_000 : 0)
                .lowLimitPrice(low)
                .highLimitPrice(oneIn(3) ? Math.max(low, (1L << 47) - 1) : (MIDDLE + around + 4 * leaning) * tick)
                .bandBasisPoints(!oneIn(3) ? 0 : 100 * (2 + random.nextInt(7)))
                .haltSeconds(oneIn(2) ? 0 : 1 + random.nextInt(4))
                .referencePrice(oneIn(2) ? 0 : (MIDDLE - around + random.nextInt(2 * around)) * tick)
                .dayEndNs(oneIn(2) ? 0 : Math.max(1, nowNs + random.nextInt(40) * UNIT))
                .status(oneIn(3) ? Codes.TRADING_PRE_OPEN : Codes.TRADING_CONTINUOUS)
                .replaceLosesPriority(oneIn(5))
                .build();
    }

    private List<Instrument.TickStep> steps(final long tick) {
        if (!oneIn(3)) {
            return List.of();
        }
        final Instrument.TickStep first = new Instrument.TickStep((MIDDLE - 4) * tick, 2 * tick);
        return oneIn(2) ? List.of(first) : List.of(first, new Instrument.TickStep((MIDDLE + 4) * tick, tick));
    }
}

package io.matchlock.engine.request;

import java.util.List;

/**
 * What the engine must know of an instrument. Prices in 10<sup>-9</sup>, quantities in the instrument's smallest unit, times in
 * nanoseconds UTC.
 *
 * @param securityId as in the messages; any value but {@link Integer#MIN_VALUE}
 * @param tickSize the base tick, above 0: every price is a multiple of it
 * @param tickSteps further steps of the tick table, ascending, at most {@link #MAX_TICK_STEPS}
 * @param lotSize a quantity must be a multiple of it, above 0
 * @param minQty least order quantity, above 0
 * @param maxQty greatest order quantity, not below {@code minQty}
 * @param minNotional least price × quantity in whole units of price, 0 for none
 * @param maxNotional greatest price × quantity in whole units of price, 0 for none
 * @param lowLimitPrice least price, inclusive; a price must be above 0 whatever stands here
 * @param highLimitPrice greatest price, inclusive; {@code highLimitPrice / tickSize} must be below 2<sup>48</sup>
 * @param bandBasisPoints how far from the last trade an aggressor may trade, 0 for no band, at most 10,000
 * @param haltSeconds how long a volatility halt lasts, 0 until a record ends it
 * @param referencePrice for an uncross before the first trade, 0 for none
 * @param dayEndNs when Day orders expire, again each 24 hours; 0 for never
 * @param status by which it begins, {@code Codes.STATUS_*} of FIX 326; not looked at in a change
 * @param replaceLosesPriority whether every replace goes to the end of its level
 */
public record Instrument(
        int securityId,
        long tickSize,
        List<TickStep> tickSteps,
        long lotSize,
        long minQty,
        long maxQty,
        long minNotional,
        long maxNotional,
        long lowLimitPrice,
        long highLimitPrice,
        int bandBasisPoints,
        int haltSeconds,
        long referencePrice,
        long dayEndNs,
        int status,
        boolean replaceLosesPriority) {

    /** Steps of the tick table beyond the base tick. */
    public static final int MAX_TICK_STEPS = 3;

    private static final long MAX_TICKS = 1L << 48;
    private static final int MAX_BASIS_POINTS = 10_000;

    /**
     * From a price on, another tick size holds.
     *
     * @param fromPrice inclusive, a multiple of the base tick
     * @param tickSize a multiple of the base tick
     */
    public record TickStep(long fromPrice, long tickSize) {}

    /** Checks each bound; throws {@link IllegalArgumentException} that names the instrument and what is wrong. */
    public Instrument {
        tickSteps = List.copyOf(tickSteps);
        check(securityId, securityId != Integer.MIN_VALUE, "securityId is the null value");
        check(securityId, tickSize > 0, "tickSize must be above 0");
        check(securityId, lotSize > 0, "lotSize must be above 0");
        check(securityId, minQty > 0 && minQty <= maxQty, "minQty must be above 0 and not above maxQty");
        check(securityId, minNotional >= 0 && maxNotional >= 0, "minNotional and maxNotional must not be negative");
        check(securityId, lowLimitPrice <= highLimitPrice, "lowLimitPrice is above highLimitPrice");
        check(securityId, highLimitPrice > 0, "highLimitPrice must be above 0");
        check(securityId, highLimitPrice / tickSize < MAX_TICKS, "highLimitPrice is 2^48 ticks or more");
        check(securityId, bandBasisPoints >= 0 && bandBasisPoints <= MAX_BASIS_POINTS, "band must be 0 to 10,000");
        check(securityId, haltSeconds >= 0, "haltSeconds must not be negative");
        check(securityId, referencePrice >= 0 && referencePrice % tickSize == 0, "referencePrice is no price");
        check(securityId, dayEndNs >= 0, "dayEndNs must not be negative");
        check(securityId, Codes.isTradingStatus(status), "unknown status");
        checkSteps(securityId, tickSize, tickSteps);
    }

    /**
     * An instrument that trades continuously, without tick steps, band, notional limits and day end.
     *
     * @param securityId as above
     * @param tickSize as above
     * @param lotSize as above
     * @param minQty as above
     * @param maxQty as above
     * @param lowLimitPrice as above
     * @param highLimitPrice as above
     * @return it
     */
    public static Instrument continuous(
            final int securityId,
            final long tickSize,
            final long lotSize,
            final long minQty,
            final long maxQty,
            final long lowLimitPrice,
            final long highLimitPrice) {
        return new Instrument(
                securityId,
                tickSize,
                List.of(),
                lotSize,
                minQty,
                maxQty,
                0,
                0,
                lowLimitPrice,
                highLimitPrice,
                0,
                0,
                0,
                0,
                Codes.TRADING_CONTINUOUS,
                false);
    }

    private static void checkSteps(final int securityId, final long tickSize, final List<TickStep> steps) {
        check(securityId, steps.size() <= MAX_TICK_STEPS, "at most 3 tick steps");
        long before = 0;
        for (final TickStep step : steps) {
            check(securityId, step.fromPrice > before, "tick steps must ascend");
            check(securityId, step.fromPrice % tickSize == 0, "a tick step's price is no multiple of tickSize");
            check(
                    securityId,
                    step.tickSize > 0 && step.tickSize % tickSize == 0,
                    "a step's tick size is no multiple of tickSize");
            before = step.fromPrice;
        }
    }

    private static void check(final int securityId, final boolean good, final String wrong) {
        if (!good) {
            throw new IllegalArgumentException("instrument " + securityId + ": " + wrong);
        }
    }
}

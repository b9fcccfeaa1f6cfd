package io.matchlock.protocol.segment;

import java.util.List;

/**
 * One instrument as the genesis entry, or a record since, defines it.
 *
 * @param securityId unique in its segment, not negative
 * @param symbol 1 to 20 ASCII characters
 * @param priceScale decimals shown
 * @param quantityScale a quantity of 1 is 10^-scale
 * @param tickSize 10^-9, positive
 * @param tickSteps from a price on another tick size holds: ascending, at most {@link #MAX_TICK_STEPS}
 * @param lotSize quantities are multiples of it, positive
 * @param minQuantity the smallest order
 * @param maxQuantity the largest order
 * @param minNotional the least price × quantity, in whole units of price, 0 for none
 * @param maxNotional the greatest, 0 for none
 * @param lowLimitPrice 10^-9, the lowest price taken, positive
 * @param highLimitPrice 10^-9, the highest price taken
 * @param bandBasisPoints how far from the last trade an aggressor may trade, 0 for no band
 * @param haltSeconds how long a volatility halt lasts, 0 until a record ends it
 * @param referencePrice 10^-9, for an uncross before the first trade, 0 for none
 * @param dayEndNs UTC, when Day orders expire, again each 24 hours; 0 for never
 * @param status FIX 326 by which it begins
 * @param replaceLosesPriority whether every replace goes to the end of its level
 */
public record InstrumentDefinition(
        int securityId,
        String symbol,
        int priceScale,
        int quantityScale,
        long tickSize,
        List<TickStep> tickSteps,
        long lotSize,
        long minQuantity,
        long maxQuantity,
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
    /** FIX 326: trades continuously. */
    public static final int CONTINUOUS = 17;

    /**
     * A step of the tick table.
     *
     * @param fromPrice 10^-9, inclusive
     * @param tickSize 10^-9
     */
    public record TickStep(long fromPrice, long tickSize) {}

    public InstrumentDefinition {
        tickSteps = List.copyOf(tickSteps);
    }

    /**
     * An instrument that trades continuously, without tick steps, band, notional limits and day end.
     *
     * @param securityId as above
     * @param symbol as above
     * @param priceScale as above
     * @param quantityScale as above
     * @param tickSize as above
     * @param lotSize as above
     * @param minQuantity as above
     * @param maxQuantity as above
     * @param lowLimitPrice as above
     * @param highLimitPrice as above
     */
    public InstrumentDefinition(
            final int securityId,
            final String symbol,
            final int priceScale,
            final int quantityScale,
            final long tickSize,
            final long lotSize,
            final long minQuantity,
            final long maxQuantity,
            final long lowLimitPrice,
            final long highLimitPrice) {
        this(
                securityId,
                symbol,
                priceScale,
                quantityScale,
                tickSize,
                List.of(),
                lotSize,
                minQuantity,
                maxQuantity,
                0,
                0,
                lowLimitPrice,
                highLimitPrice,
                0,
                0,
                0,
                0,
                CONTINUOUS,
                false);
    }
}

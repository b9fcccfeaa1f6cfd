package io.matchlock.matcher.engine;

/**
 * What the engine must know of an instrument. Prices in 10<sup>-9</sup>, quantities in the instrument's smallest unit.
 *
 * @param securityId as in the messages; any value but {@link Integer#MIN_VALUE}
 * @param tickSize a price must be a multiple of it, above 0
 * @param lotSize a quantity must be a multiple of it, above 0
 * @param minQty least order quantity, above 0
 * @param maxQty greatest order quantity, not below {@code minQty}
 * @param lowLimitPrice least price, inclusive; a price must be above 0 whatever stands here
 * @param highLimitPrice greatest price, inclusive; {@code highLimitPrice / tickSize} must be below 2<sup>48</sup>
 */
public record Instrument(
        int securityId,
        long tickSize,
        long lotSize,
        long minQty,
        long maxQty,
        long lowLimitPrice,
        long highLimitPrice) {

    private static final long MAX_TICKS = 1L << 48;

    /** Checks each bound; throws {@link IllegalArgumentException} that names the instrument and what is wrong. */
    public Instrument {
        check(securityId, securityId != Integer.MIN_VALUE, "securityId is the null value");
        check(securityId, tickSize > 0, "tickSize must be above 0");
        check(securityId, lotSize > 0, "lotSize must be above 0");
        check(securityId, minQty > 0 && minQty <= maxQty, "minQty must be above 0 and not above maxQty");
        check(securityId, lowLimitPrice <= highLimitPrice, "lowLimitPrice is above highLimitPrice");
        check(securityId, highLimitPrice > 0, "highLimitPrice must be above 0");
        check(securityId, highLimitPrice / tickSize < MAX_TICKS, "highLimitPrice is 2^48 ticks or more");
    }

    private static void check(final int securityId, final boolean good, final String wrong) {
        if (!good) {
            throw new IllegalArgumentException("instrument " + securityId + ": " + wrong);
        }
    }
}

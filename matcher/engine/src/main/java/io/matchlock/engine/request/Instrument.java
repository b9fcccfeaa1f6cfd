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

    /** {@return an instrument that trades continuously, by its terms' names, each of which can be set} */
    public static Builder builder(final int securityId) {
        return new Builder(securityId);
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
        return builder(securityId)
                .tickSize(tickSize)
                .lotSize(lotSize)
                .minQty(minQty)
                .maxQty(maxQty)
                .lowLimitPrice(lowLimitPrice)
                .highLimitPrice(highLimitPrice)
                .build();
    }

    /** An instrument's terms by their names. */
    public static final class Builder {
        private final int securityId;
        private long tickSize = 1;
        private List<TickStep> tickSteps = List.of();
        private long lotSize = 1;
        private long minQty = 1;
        private long maxQty = Long.MAX_VALUE;
        private long minNotional = 0;
        private long maxNotional = 0;
        private long lowLimitPrice = 1;
        private long highLimitPrice = MAX_TICKS - 1;
        private int bandBasisPoints = 0;
        private int haltSeconds = 0;
        private long referencePrice = 0;
        private long dayEndNs = 0;
        private int status = Codes.TRADING_CONTINUOUS;
        private boolean replaceLosesPriority = false;

        private Builder(final int securityId) {
            this.securityId = securityId;
        }

        /** Sets {@link Instrument#tickSize()}; 1 unless set. */
        public Builder tickSize(final long value) {
            tickSize = value;
            return this;
        }

        /** Sets {@link Instrument#tickSteps()}; none unless set. */
        public Builder tickSteps(final List<TickStep> value) {
            tickSteps = value;
            return this;
        }

        /** Sets {@link Instrument#lotSize()}; 1 unless set. */
        public Builder lotSize(final long value) {
            lotSize = value;
            return this;
        }

        /** Sets {@link Instrument#minQty()}; 1 unless set. */
        public Builder minQty(final long value) {
            minQty = value;
            return this;
        }

        /** Sets {@link Instrument#maxQty()}; no bound unless set. */
        public Builder maxQty(final long value) {
            maxQty = value;
            return this;
        }

        /** Sets {@link Instrument#minNotional()}; none unless set. */
        public Builder minNotional(final long value) {
            minNotional = value;
            return this;
        }

        /** Sets {@link Instrument#maxNotional()}; none unless set. */
        public Builder maxNotional(final long value) {
            maxNotional = value;
            return this;
        }

        /** Sets {@link Instrument#lowLimitPrice()}; 1 unless set. */
        public Builder lowLimitPrice(final long value) {
            lowLimitPrice = value;
            return this;
        }

        /** Sets {@link Instrument#highLimitPrice()}; 2<sup>48</sup> - 1 unless set. */
        public Builder highLimitPrice(final long value) {
            highLimitPrice = value;
            return this;
        }

        /** Sets {@link Instrument#bandBasisPoints()}; no band unless set. */
        public Builder bandBasisPoints(final int value) {
            bandBasisPoints = value;
            return this;
        }

        /** Sets {@link Instrument#haltSeconds()}; 0 unless set. */
        public Builder haltSeconds(final int value) {
            haltSeconds = value;
            return this;
        }

        /** Sets {@link Instrument#referencePrice()}; none unless set. */
        public Builder referencePrice(final long value) {
            referencePrice = value;
            return this;
        }

        /** Sets {@link Instrument#dayEndNs()}; never unless set. */
        public Builder dayEndNs(final long value) {
            dayEndNs = value;
            return this;
        }

        /** Sets {@link Instrument#status()}; continuous trading unless set. */
        public Builder status(final int value) {
            status = value;
            return this;
        }

        /** Sets {@link Instrument#replaceLosesPriority()}; false unless set. */
        public Builder replaceLosesPriority(final boolean value) {
            replaceLosesPriority = value;
            return this;
        }

        /**
         * The instrument.
         *
         * @return with all terms
         * @throws IllegalArgumentException if one is out of its range
         */
        public Instrument build() {
            return new Instrument(
                    securityId,
                    tickSize,
                    tickSteps,
                    lotSize,
                    minQty,
                    maxQty,
                    minNotional,
                    maxNotional,
                    lowLimitPrice,
                    highLimitPrice,
                    bandBasisPoints,
                    haltSeconds,
                    referencePrice,
                    dayEndNs,
                    status,
                    replaceLosesPriority);
        }
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

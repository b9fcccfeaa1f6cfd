package io.matchlock.engine.request;

/**
 * The engine's capacities, fixed for the life of a log (they stand in its genesis entry). Full is a reject, never growth.
 *
 * @param maxOrders live orders, 1 to 30,000,000
 * @param maxDetailedOrders of these, orders with details (stops, icebergs, those that expire, self-trade groups), 1 to 30,000,000
 * @param maxPriceLevels price levels in all books and on all sides, those of stops included, 1 to 4,000,000
 * @param maxSessions sessions that are kept at one time (ever negotiated, by versions 1 to 4 of the rules), 1 to 10,000,000
 * @param maxChains chain ids (gateway loops) that are not fenced (ever seen, by versions 1 to 4 of the rules), 1 to 65,536
 * @param maxInstruments instruments, 1 to 32,767
 * @param maxAccounts accounts ever seen, 1 to 10,000,000
 * @param maxPositions pairs of account and instrument ever seen, 1 to 16,000,000
 * @param maxTouchedOrders the work of one record, in orders, at least 1; what is more is carried on by the records that follow
 * @param maxDeferredRecords records that may wait behind such work, 64 to 1,000,000
 * @param gatewayFenceTicks ticks without an entry after which a chain is fenced (seconds of engine time, by versions 1 and 2 of
 *     the rules); 0 for never
 * @param sessionIdleTicks ticks after which an idle session may give way to a new one, if there is no room; 0 for never
 */
public record EngineLimits(
        int maxOrders,
        int maxDetailedOrders,
        int maxPriceLevels,
        int maxSessions,
        int maxChains,
        int maxInstruments,
        int maxAccounts,
        int maxPositions,
        int maxTouchedOrders,
        int maxDeferredRecords,
        int gatewayFenceTicks,
        int sessionIdleTicks) {

    /** Checks each bound; throws {@link IllegalArgumentException} that names the limit, its value and its range. */
    public EngineLimits {
        check("maxOrders", maxOrders, 1, 30_000_000);
        check("maxDetailedOrders", maxDetailedOrders, 1, 30_000_000);
        check("maxPriceLevels", maxPriceLevels, 1, 4_000_000);
        check("maxSessions", maxSessions, 1, 10_000_000);
        check("maxChains", maxChains, 1, 65_536);
        check("maxInstruments", maxInstruments, 1, 32_767);
        check("maxAccounts", maxAccounts, 1, 10_000_000);
        check("maxPositions", maxPositions, 1, 16_000_000);
        check("maxTouchedOrders", maxTouchedOrders, 1, Integer.MAX_VALUE);
        check("maxDeferredRecords", maxDeferredRecords, 64, 1_000_000);
        check("gatewayFenceTicks", gatewayFenceTicks, 0, Integer.MAX_VALUE);
        check("sessionIdleTicks", sessionIdleTicks, 0, Integer.MAX_VALUE);
    }

    /** {@return limits of a small engine, each of which can be set} */
    public static Builder builder() {
        return new Builder();
    }

    /** Limits by their names. */
    public static final class Builder {
        private int orders = 1 << 20;
        private int detailedOrders = 1 << 10;
        private int priceLevels = 1 << 16;
        private int sessions = 16;
        private int chains = 1;
        private int instruments = 16;
        private int accounts = 16;
        private int positions = 256;
        private int touchedOrders = 1_000;
        private int deferredRecords = 64;
        private int fenceTicks = 0;
        private int idleTicks = 0;

        private Builder() {}

        /** Sets {@link EngineLimits#maxOrders()}; 1,048,576 unless set. */
        public Builder orders(final int limit) {
            orders = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxDetailedOrders()}; 1,024 unless set. */
        public Builder detailedOrders(final int limit) {
            detailedOrders = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxPriceLevels()}; 65,536 unless set. */
        public Builder priceLevels(final int limit) {
            priceLevels = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxSessions()}; 16 unless set. */
        public Builder sessions(final int limit) {
            sessions = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxChains()}; 1 unless set. */
        public Builder chains(final int limit) {
            chains = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxInstruments()}; 16 unless set. */
        public Builder instruments(final int limit) {
            instruments = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxAccounts()}; 16 unless set. */
        public Builder accounts(final int limit) {
            accounts = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxPositions()}; 256 unless set. */
        public Builder positions(final int limit) {
            positions = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxTouchedOrders()}; 1,000 unless set. */
        public Builder touchedOrders(final int limit) {
            touchedOrders = limit;
            return this;
        }

        /** Sets {@link EngineLimits#maxDeferredRecords()}; 64 unless set. */
        public Builder deferredRecords(final int limit) {
            deferredRecords = limit;
            return this;
        }

        /** Sets {@link EngineLimits#gatewayFenceTicks()}; 0 unless set. */
        public Builder fenceTicks(final int limit) {
            fenceTicks = limit;
            return this;
        }

        /** Sets {@link EngineLimits#sessionIdleTicks()}; 0 unless set. */
        public Builder idleTicks(final int limit) {
            idleTicks = limit;
            return this;
        }

        /**
         * The limits.
         *
         * @return all of them
         * @throws IllegalArgumentException if one is out of its range
         */
        public EngineLimits build() {
            return new EngineLimits(
                    orders,
                    detailedOrders,
                    priceLevels,
                    sessions,
                    chains,
                    instruments,
                    accounts,
                    positions,
                    touchedOrders,
                    deferredRecords,
                    fenceTicks,
                    idleTicks);
        }
    }

    private static void check(final String name, final int value, final int min, final int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", must be from " + min + " to " + max);
        }
    }
}

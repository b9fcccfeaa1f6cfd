package io.matchlock.protocol.segment;

import java.util.List;

/**
 * A segment as its genesis entry defines it: what the engine may grow to, and what it trades. It never changes.
 *
 * @param name 1 to 8 ASCII characters
 * @param id that no other segment has; {@link SegmentId#NONE} to be written without one
 * @param rulesVersion of the matching rules, by which it begins
 * @param maxOrders live at one time
 * @param maxDetailedOrders of these, with details: stops, icebergs, those that expire, self-trade groups, minimum quantities
 * @param maxPriceLevels at one time, all instruments together
 * @param maxSessions kept at one time
 * @param maxChains gateways times loops
 * @param maxInstruments of the segment
 * @param maxAccounts ever seen
 * @param maxPositions pairs of account and instrument ever seen
 * @param maxTouchedOrders that one record may touch
 * @param maxDeferredRecords that may wait behind a record which has more to do
 * @param gatewayFenceTicks seconds of engine time after which a silent gateway loop is fenced
 * @param sessionIdleTicks ticks after which an idle session may give way to a new one
 * @param instruments the instruments at the start
 */
public record SegmentDefinition(
        String name,
        SegmentId id,
        int rulesVersion,
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
        int sessionIdleTicks,
        List<InstrumentDefinition> instruments) {
    /** Orders with details, where a genesis entry names none; never more than orders. */
    public static final int DEFAULT_MAX_DETAILED_ORDERS = 200_000;
    /** Accounts, where a genesis entry names none. */
    public static final int DEFAULT_MAX_ACCOUNTS = 100_000;
    /** Pairs of account and instrument, where a genesis entry names none. */
    public static final int DEFAULT_MAX_POSITIONS = 400_000;
    /** Records that may wait, where a genesis entry names none. */
    public static final int DEFAULT_MAX_DEFERRED_RECORDS = 4_096;
    /** Ticks, mostly seconds, for which an idle session is kept, where a genesis entry names none: an hour. */
    public static final int DEFAULT_SESSION_IDLE_TICKS = 3_600;

    public SegmentDefinition {
        instruments = List.copyOf(instruments);
    }

    /**
     * A segment whose genesis entry does not name all that later ones do: it has no id, and the rest has its defaults.
     *
     * @param name as above
     * @param rulesVersion as above
     * @param maxOrders as above
     * @param maxPriceLevels as above
     * @param maxSessions as above
     * @param maxChains as above
     * @param maxInstruments as above
     * @param maxTouchedOrders as above
     * @param gatewayFenceTicks as above
     * @param instruments as above
     */
    public SegmentDefinition(
            final String name,
            final int rulesVersion,
            final int maxOrders,
            final int maxPriceLevels,
            final int maxSessions,
            final int maxChains,
            final int maxInstruments,
            final int maxTouchedOrders,
            final int gatewayFenceTicks,
            final List<InstrumentDefinition> instruments) {
        this(
                name,
                SegmentId.NONE,
                rulesVersion,
                maxOrders,
                Math.min(maxOrders, DEFAULT_MAX_DETAILED_ORDERS),
                maxPriceLevels,
                maxSessions,
                maxChains,
                maxInstruments,
                DEFAULT_MAX_ACCOUNTS,
                DEFAULT_MAX_POSITIONS,
                maxTouchedOrders,
                DEFAULT_MAX_DEFERRED_RECORDS,
                gatewayFenceTicks,
                DEFAULT_SESSION_IDLE_TICKS,
                instruments);
    }

    /**
     * The same segment under an id.
     *
     * @param newId to take
     * @return a copy
     */
    public SegmentDefinition withId(final SegmentId newId) {
        return new SegmentDefinition(
                name,
                newId,
                rulesVersion,
                maxOrders,
                maxDetailedOrders,
                maxPriceLevels,
                maxSessions,
                maxChains,
                maxInstruments,
                maxAccounts,
                maxPositions,
                maxTouchedOrders,
                maxDeferredRecords,
                gatewayFenceTicks,
                sessionIdleTicks,
                instruments);
    }
}

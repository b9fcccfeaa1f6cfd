package io.matchlock.protocol.log;

import java.util.List;

/**
 * A segment as its genesis entry defines it: what the engine may grow to, and what it trades. It never changes.
 *
 * @param name 1 to 8 ASCII characters
 * @param rulesVersion of the matching rules
 * @param maxOrders resting at one time
 * @param maxPriceLevels at one time, all instruments together
 * @param maxSessions ever negotiated
 * @param maxChains gateways times loops
 * @param maxInstruments of the segment
 * @param maxTouchedOrders that one record may touch
 * @param gatewayFenceTicks seconds of engine time after which a silent gateway loop is fenced
 * @param instruments the instruments at the start
 */
public record SegmentDefinition(
        String name,
        int rulesVersion,
        int maxOrders,
        int maxPriceLevels,
        int maxSessions,
        int maxChains,
        int maxInstruments,
        int maxTouchedOrders,
        int gatewayFenceTicks,
        List<InstrumentDefinition> instruments) {
    public SegmentDefinition {
        instruments = List.copyOf(instruments);
    }
}

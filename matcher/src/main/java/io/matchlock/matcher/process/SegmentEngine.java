package io.matchlock.matcher.process;

import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;

/** Makes the engine that a segment's genesis entry asks for. */
public final class SegmentEngine {
    /** The version of the matching rules by which new segments begin: the latest of this build. */
    public static final int RULES_VERSION = Engine.RULES_VERSION;

    private SegmentEngine() {}

    /**
     * Makes an engine with empty books.
     *
     * @param segment that it is for
     * @param listener is told what happens
     * @return the engine, its regions allocated
     * @throws IllegalArgumentException if the segment asks for what cannot be
     */
    public static Engine create(final SegmentDefinition segment, final EngineListener listener) {
        if (!Engine.hasRules(segment.rulesVersion())) {
            throw new IllegalArgumentException("segment " + segment.name() + " goes by version "
                    + segment.rulesVersion() + " of the matching rules, this build has 1 to " + RULES_VERSION);
        }
        final Engine engine = new Engine(limits(segment), segment.rulesVersion(), listener);
        for (final InstrumentDefinition instrument : segment.instruments()) {
            engine.addInstrument(Instruments.of(instrument));
        }
        return engine;
    }

    private static EngineLimits limits(final SegmentDefinition segment) {
        return EngineLimits.builder()
                .orders(segment.maxOrders())
                .detailedOrders(segment.maxDetailedOrders())
                .priceLevels(segment.maxPriceLevels())
                .sessions(segment.maxSessions())
                .chains(segment.maxChains())
                .instruments(segment.maxInstruments())
                .accounts(segment.maxAccounts())
                .positions(segment.maxPositions())
                .touchedOrders(segment.maxTouchedOrders())
                .deferredRecords(segment.maxDeferredRecords())
                .fenceTicks(segment.gatewayFenceTicks())
                .idleTicks(segment.sessionIdleTicks())
                .build();
    }
}

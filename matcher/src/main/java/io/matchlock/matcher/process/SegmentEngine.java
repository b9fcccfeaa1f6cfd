package io.matchlock.matcher.process;

import io.matchlock.matcher.engine.Engine;
import io.matchlock.matcher.engine.EngineLimits;
import io.matchlock.matcher.engine.EngineListener;
import io.matchlock.matcher.engine.Instrument;
import io.matchlock.protocol.log.InstrumentDefinition;
import io.matchlock.protocol.log.SegmentDefinition;

/** Makes the engine that a segment's genesis entry asks for. */
public final class SegmentEngine {
    /** The version of the matching rules that this build follows. */
    public static final int RULES_VERSION = 1;

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
        if (segment.rulesVersion() != RULES_VERSION) {
            throw new IllegalArgumentException("segment " + segment.name() + " goes by version "
                    + segment.rulesVersion() + " of the matching rules, this build by " + RULES_VERSION);
        }
        final Engine engine = new Engine(
                new EngineLimits(
                        segment.maxOrders(),
                        segment.maxPriceLevels(),
                        segment.maxSessions(),
                        segment.maxChains(),
                        segment.maxInstruments(),
                        segment.maxTouchedOrders(),
                        segment.gatewayFenceTicks()),
                listener);
        for (final InstrumentDefinition instrument : segment.instruments()) {
            engine.addInstrument(new Instrument(
                    instrument.securityId(),
                    instrument.tickSize(),
                    instrument.lotSize(),
                    instrument.minQuantity(),
                    instrument.maxQuantity(),
                    instrument.lowLimitPrice(),
                    instrument.highLimitPrice()));
        }
        return engine;
    }
}

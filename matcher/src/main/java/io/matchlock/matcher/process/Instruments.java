package io.matchlock.matcher.process;

import io.matchlock.engine.request.Instrument;
import io.matchlock.protocol.segment.InstrumentDefinition;

/** Makes the engine's instruments of the log's definitions. */
final class Instruments {
    private Instruments() {}

    /** Throws {@link IllegalArgumentException} that names the instrument and what is wrong with it. */
    static Instrument of(final InstrumentDefinition definition) {
        return new Instrument(
                definition.securityId(),
                definition.tickSize(),
                definition.tickSteps().stream()
                        .map(step -> new Instrument.TickStep(step.fromPrice(), step.tickSize()))
                        .toList(),
                definition.lotSize(),
                definition.minQuantity(),
                definition.maxQuantity(),
                definition.minNotional(),
                definition.maxNotional(),
                definition.lowLimitPrice(),
                definition.highLimitPrice(),
                definition.bandBasisPoints(),
                definition.haltSeconds(),
                definition.referencePrice(),
                definition.dayEndNs(),
                definition.status(),
                definition.replaceLosesPriority());
    }
}

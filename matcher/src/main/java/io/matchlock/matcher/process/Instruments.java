package io.matchlock.matcher.process;

import io.matchlock.engine.request.Instrument;
import io.matchlock.protocol.segment.InstrumentDefinition;

/** Makes the engine's instruments of the log's definitions. */
final class Instruments {
    private Instruments() {}

    /** Throws {@link IllegalArgumentException} that names the instrument and what is wrong with it. */
    static Instrument of(final InstrumentDefinition definition) {
        return Instrument.builder(definition.securityId())
                .tickSize(definition.tickSize())
                .tickSteps(definition.tickSteps().stream()
                        .map(step -> new Instrument.TickStep(step.fromPrice(), step.tickSize()))
                        .toList())
                .lotSize(definition.lotSize())
                .minQty(definition.minQuantity())
                .maxQty(definition.maxQuantity())
                .minNotional(definition.minNotional())
                .maxNotional(definition.maxNotional())
                .lowLimitPrice(definition.lowLimitPrice())
                .highLimitPrice(definition.highLimitPrice())
                .bandBasisPoints(definition.bandBasisPoints())
                .haltSeconds(definition.haltSeconds())
                .referencePrice(definition.referencePrice())
                .dayEndNs(definition.dayEndNs())
                .status(definition.status())
                .replaceLosesPriority(definition.replaceLosesPriority())
                .build();
    }
}

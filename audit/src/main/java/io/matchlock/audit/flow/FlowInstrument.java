package io.matchlock.audit.flow;

import io.matchlock.protocol.segment.InstrumentDefinition;

/**
 * What a flow knows of an instrument.
 *
 * @param securityId of the instrument
 * @param tickSize 10^-9
 * @param lotSize in units
 * @param minQuantity in units
 * @param maxQuantity in units
 * @param lowLimitTicks the lowest price taken, in ticks
 * @param highLimitTicks the highest price taken, in ticks
 * @param startTicks the price at which the walk begins, and to which it is drawn back, in ticks
 */
public record FlowInstrument(
        int securityId,
        long tickSize,
        long lotSize,
        long minQuantity,
        long maxQuantity,
        long lowLimitTicks,
        long highLimitTicks,
        long startTicks) {
    private static final double MAX_START_TICKS = 20_000;

    /**
     * Takes what the segment defines; the walk begins at the geometric mean of the price limits, but not above 20,000 ticks.
     *
     * @param definition of the instrument
     * @return the instrument
     */
    public static FlowInstrument of(final InstrumentDefinition definition) {
        final long low = Math.max(1, definition.lowLimitPrice() / definition.tickSize());
        final long high = Math.max(low, definition.highLimitPrice() / definition.tickSize());
        final long start = (long) Math.min(Math.sqrt((double) low * high), MAX_START_TICKS);
        return new FlowInstrument(
                definition.securityId(),
                definition.tickSize(),
                definition.lotSize(),
                Math.max(definition.minQuantity(), definition.lotSize()),
                definition.maxQuantity(),
                low,
                high,
                Math.max(low, Math.min(high, start)));
    }

    long price(final long ticks) {
        return Math.max(lowLimitTicks, Math.min(highLimitTicks, ticks)) * tickSize;
    }

    long quantity(final long lots) {
        return Math.max(minQuantity, Math.min(maxQuantity, lots * lotSize));
    }
}

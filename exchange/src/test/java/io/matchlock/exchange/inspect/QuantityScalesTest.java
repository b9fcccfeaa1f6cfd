package io.matchlock.exchange.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.log.entry.EntryHandler;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.InstrumentRecord;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

final class QuantityScalesTest {
    private static final long UNIT = 1_000_000_000L;

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private int reads;

    @Test
    void shouldKnowInstrumentsThatWereAddedSinceTheSegmentBegan() {
        final QuantityScales scales = new QuantityScales(
                List.of(instrument(1, 3)), handler -> read(handler, instrument(1, 5), instrument(9, 8)));

        assertEquals(3, scales.applyAsInt(1));
        assertEquals(0, reads);
        assertEquals(8, scales.applyAsInt(9));
        assertEquals(3, scales.applyAsInt(1));
        assertEquals(0, scales.applyAsInt(10));
        assertEquals(1, reads);
    }

    private void read(final EntryHandler handler, final InstrumentDefinition... added) {
        reads++;
        final OrdersEntryEncoder entry = new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, 1 << 16, 3, 1);
        for (final InstrumentDefinition instrument : added) {
            final int offset = entry.claim(OrdersEntry.CLIENT_MESSAGE, 0, 0, 5, InstrumentRecord.CHANGED_LENGTH);
            InstrumentRecord.encodeChanged(instrument, 7, buffer, offset);
        }
        handler.onEntry(EntryId.of(1, 1), buffer, 0, entry.finish(5));
    }

    private static InstrumentDefinition instrument(final int securityId, final int quantityScale) {
        return new InstrumentDefinition(securityId, "ADDED", 2, quantityScale, UNIT, 1, 1, 100, UNIT, 1_000 * UNIT);
    }
}

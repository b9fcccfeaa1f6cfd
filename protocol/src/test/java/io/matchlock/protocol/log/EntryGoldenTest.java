package io.matchlock.protocol.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.matchlock.protocol.Golden;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.InstrumentRecord;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.util.Collections;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** One entry of each kind against the bytes that it had when it was laid down. */
final class EntryGoldenTest {
    @Test
    void shouldKeepLayoutOfOrdersEntry() {
        final UnsafeBuffer entry = SampleEntries.orders();

        Golden.assertGolden("entry/orders", entry, 0, entry.capacity(), orders(entry));
        assertEquals(orders(entry), orders(Golden.bytes("entry/orders")));
    }

    @Test
    void shouldKeepLayoutOfEventsEntry() {
        final UnsafeBuffer entry = SampleEntries.events();

        Golden.assertGolden("entry/events", entry, 0, entry.capacity(), events(entry));
        assertEquals(events(entry), events(Golden.bytes("entry/events")));
    }

    @Test
    void shouldKeepLayoutOfGenesis() {
        final UnsafeBuffer entry = SampleEntries.genesis();
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();

        Golden.assertGolden("entry/genesis", entry, 0, entry.capacity(), orders(entry));
        final UnsafeBuffer golden = Golden.bytes("entry/genesis");
        assertNull(decoder.wrap(golden, 0, golden.capacity()));
        assertEquals(SampleEntries.segment(), Genesis.decode(decoder));
    }

    @Test
    void shouldReadGenesisOfFirstRules() {
        final UnsafeBuffer golden = Golden.bytes("entry/genesis-1");
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();

        assertNull(decoder.wrap(golden, 0, golden.capacity()));
        assertEquals(SampleEntries.firstSegment(), Genesis.decode(decoder));
    }

    @Test
    void shouldReadGenesisWithoutId() {
        final UnsafeBuffer golden = Golden.bytes("entry/genesis-2");
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();

        assertNull(decoder.wrap(golden, 0, golden.capacity()));
        assertEquals(SampleEntries.secondSegment(), Genesis.decode(decoder));
    }

    @Test
    void shouldDeriveDifferentIdsFromDifferentEntries() {
        final SegmentDefinition segment = SampleEntries.firstSegment().withId(SegmentId.NONE);

        assertNotEquals(idOf(segment, 1L), idOf(segment, 2L));
        assertEquals(idOf(segment, 1L), idOf(segment, 1L));
    }

    @Test
    void shouldWriteAsManyInstrumentsAsPromised() {
        final SegmentDefinition full = new SegmentDefinition(
                "full", 2, 1, 1, 1, 1, 256, 1, 10, Collections.nCopies(256, SampleEntries.auction()));
        final UnsafeBuffer entry = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();

        assertNull(decoder.wrap(entry, 0, Genesis.encode(full, entry, 1L)));
        assertEquals(full, Genesis.decode(decoder).withId(full.id()));
    }

    @Test
    void shouldReadChangedInstrumentAsItWasWritten() {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[InstrumentRecord.CHANGED_LENGTH]);

        InstrumentRecord.encodeChanged(SampleEntries.auction(), 99L, record, 0);

        assertEquals(SampleEntries.auction(), InstrumentRecord.decode(record, 0));
        assertEquals(99L, InstrumentRecord.requestId(record, 0));
    }

    private static SegmentId idOf(final SegmentDefinition segment, final long timeNs) {
        final UnsafeBuffer entry = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
        assertNull(decoder.wrap(entry, 0, Genesis.encode(segment, entry, timeNs)));
        return Genesis.decode(decoder).id();
    }

    private static String orders(final UnsafeBuffer entry) {
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
        assertNull(decoder.wrap(entry, 0, entry.capacity()));
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "kind %d chain %d/%d incarnation %x batch %d count %d turn %d crc %08x",
                decoder.kind(),
                ChainId.gateway(decoder.chainId()),
                ChainId.loop(decoder.chainId()),
                decoder.incarnation(),
                decoder.batchNumber(),
                decoder.count(),
                decoder.turnTimeNs(),
                decoder.crc()));
        while (decoder.next()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%ntype %d session %d client number %d received %d payload %d",
                    decoder.type(),
                    decoder.session(),
                    decoder.clientNumber(),
                    decoder.receiveTimeNs(),
                    decoder.payloadLength()));
        }
        return text.toString();
    }

    private static String events(final UnsafeBuffer entry) {
        final EventsEntryDecoder decoder = new EventsEntryDecoder();
        assertNull(decoder.wrap(entry, 0, entry.capacity()));
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "cause %s crc %08x rules %d chain %d/%d incarnation %x batch %d void %b count %d state %x layout %d crc %08x",
                EntryId.format(decoder.causeId()),
                decoder.causeCrc(),
                decoder.rulesVersion(),
                ChainId.gateway(decoder.chainId()),
                ChainId.loop(decoder.chainId()),
                decoder.incarnation(),
                decoder.batchNumber(),
                decoder.isVoid(),
                decoder.count(),
                decoder.hasStateHash() ? decoder.stateHash() : 0,
                decoder.stateLayout(),
                decoder.crc()));
        while (decoder.next()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%ntype %d session %d owner %d report %d payload %d",
                    decoder.type(),
                    decoder.session(),
                    decoder.owner(),
                    decoder.reportNumber(),
                    decoder.payloadLength()));
        }
        return text.toString();
    }
}

package io.matchlock.log.testing;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What the tests of this module share: a segment, batches, and a look at streams. */
public final class TestLog {
    public static final String SEGMENT = "test";
    public static final String ORDERS = Names.ordersKey(SEGMENT);
    public static final String EVENTS = Names.eventsKey(SEGMENT);

    private TestLog() {}

    public static SegmentDefinition segment() {
        final SegmentDefinition segment = new SegmentDefinition(
                SEGMENT,
                1,
                1000,
                100,
                50,
                8,
                4,
                64,
                10,
                List.of(new InstrumentDefinition(7, "AAPL", 2, 0, 10_000_000L, 1, 1, 1_000_000, 1, 1L << 60)));
        return segment.withId(new SegmentId(3, 4));
    }

    public static LogConnection createSegment(final RedisServer server) {
        final LogConnection connection = LogConnection.open(server.settings(SEGMENT));
        connection.createSegment(segment(), 1L);
        return connection;
    }

    /** An orders entry of one record that carries its batch number and {@code payloadLength} bytes. */
    public static UnsafeBuffer batch(final long number, final int payloadLength) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
        final OrdersEntryEncoder encoder = new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, 1, 9L, number);
        encoder.claim(OrdersEntry.INTERNAL, 0, 0, 1L, payloadLength);
        return new UnsafeBuffer(buffer, 0, encoder.finish(2L));
    }

    public static UnsafeBuffer bytes(final String text) {
        return new UnsafeBuffer(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    public static void configure(final LogConnection connection, final String name, final String value) {
        connection.calls().ask("CONFIG", "SET", name, value);
    }

    /** Every id of a stream, as {@code e-n}. */
    public static List<String> ids(final LogConnection connection, final String key) {
        final List<String> ids = new ArrayList<>();
        read(connection, key, (id, buffer, offset, length) -> ids.add(EntryId.format(id)));
        return ids;
    }

    /** The batch numbers of the orders stream after its genesis. */
    public static List<Long> batchNumbers(final LogConnection connection) {
        final List<Long> numbers = new ArrayList<>();
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
        read(connection, ORDERS, (id, buffer, offset, length) -> {
            Entries.requireSound(decoder, id, buffer, offset, length);
            if (decoder.kind() == OrdersEntry.BATCH) {
                numbers.add(decoder.batchNumber());
            }
        });
        return numbers;
    }

    private static void read(final LogConnection connection, final String key, final EntryHandler handler) {
        final StreamReader reader = connection.reader(key);
        final long[] last = {EntryId.NONE};
        int count;
        do {
            count = reader.read(last[0], 1 << 20, (id, buffer, offset, length) -> {
                last[0] = id;
                handler.onEntry(id, buffer, offset, length);
            });
        } while (count > 0);
    }
}

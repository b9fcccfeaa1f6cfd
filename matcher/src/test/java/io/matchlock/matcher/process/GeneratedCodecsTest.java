package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.Engine;
import io.matchlock.matcher.message.EntryRecords;
import io.matchlock.matcher.testing.AnyMessages;
import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.EventText;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The matcher reads messages and writes reports without the generated codecs. Here another engine is fed by them, and its
 * reports are written by them: each record must have the same bytes.
 */
final class GeneratedCodecsTest {
    private static final int BATCHES = 2_000;
    private static final int OPENING_BATCHES = 2;
    private static final long INCARNATION = 77;
    private static final int TEMPLATE_OFFSET = 2 * (EventsEntry.RECORD_HEADER_LENGTH + Short.BYTES);

    private final SegmentDefinition segment = Segments.latest(1_000);
    private final Parts parts = new Parts();
    private final Pipeline pipeline = new Pipeline(segment, 0, parts);
    private final SbeReports reports = new SbeReports();
    private final Engine engine = SegmentEngine.create(segment, reports);
    private final SbeMessages messages = new SbeMessages(engine);
    private final InternalMessages internals = new InternalMessages(engine, reports);
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
    private final EntryRecords records = new EntryRecords(copy);
    private long id = EntryId.GENESIS;

    @Test
    void shouldReadAndWriteWhatTheGeneratedCodecsReadAndWrite() {
        final long seed = Long.getLong("matchlock.test.seed", System.nanoTime());
        final String named = "-Dmatchlock.test.seed=" + seed;
        System.out.println("GeneratedCodecsTest: " + named);
        pipeline.apply(Segments.genesis(segment));
        final Batches gateway = new Batches(1, 0, INCARNATION);
        compare(gateway.started().close(), named);
        compare(gateway.negotiate(1).establish(1).close(), named);
        final AnyMessages any = new AnyMessages(INCARNATION, OPENING_BATCHES, new Random(seed));
        final Map<String, Integer> countByTemplate = new TreeMap<>();
        for (int i = 0; i < BATCHES; i++) {
            compare(any.next(), named)
                    .forEach(record -> countByTemplate.merge(
                            record.substring(TEMPLATE_OFFSET, TEMPLATE_OFFSET + 4), 1, Integer::sum));
        }
        assertEquals(engine.stateHash(), pipeline.engine().stateHash(), named);
        assertEquals(List.of("c800", "c900", "ca00", "cb00"), List.copyOf(countByTemplate.keySet()), named);
        assertTrue(countByTemplate.values().stream().allMatch(count -> count > BATCHES / 10), named + countByTemplate);
    }

    private List<String> compare(final byte[] entry, final String seed) {
        pipeline.apply(entry);
        applyByGeneratedCodecs(entry);
        final List<String> expected = reports.drain();
        assertEquals(expected, reportsIn(parts.entries().get(parts.entries().size() - 1)), seed);
        return expected;
    }

    private void applyByGeneratedCodecs(final byte[] bytes) {
        copy.putBytes(0, bytes);
        final String fault = orders.wrap(copy, 0, bytes.length);
        assertEquals(null, fault);
        records.wrap(bytes.length, orders.chainId());
        records.next();
        final boolean opens = records.type() == OrdersEntry.INTERNAL && internals.opensChain(records);
        final long startTimeNs = opens ? internals.startTimeNs(records) : 0L;
        id = EntryId.next(id);
        engine.beginEntry(id, orders.chainId(), orders.incarnation(), orders.batchNumber(), opens, startTimeNs);
        records.rewind();
        while (orders.next()) {
            assertTrue(records.next());
            if (orders.type() == OrdersEntry.CLIENT_MESSAGE) {
                messages.apply(orders);
            } else {
                internals.apply(records);
            }
        }
        assertFalse(records.next());
    }

    /** Record header, message and padding of each report of an events entry, in hex. */
    private static List<String> reportsIn(final byte[] bytes) {
        final List<String> records = new ArrayList<>();
        final EventsEntryDecoder entry = EventText.decoder(bytes);
        while (entry.next()) {
            if (entry.type() == EventsEntry.REPORT) {
                final int start = entry.payloadOffset() - EventsEntry.RECORD_HEADER_LENGTH;
                final int end = entry.payloadOffset() + entry.payloadLength();
                records.add(HexFormat.of().formatHex(bytes, start, start + OrdersEntry.align(end - start)));
            }
        }
        return records;
    }
}

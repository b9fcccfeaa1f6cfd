package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.EventText;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EntryProcessorTest {
    private static final long PRICE = 100 * Segments.UNIT;
    private static final int ALPHA = 1;
    private static final int BETA = 2;
    private static final long NO_NUMBER = -1;

    private final Parts parts = new Parts();
    private final Pipeline pipeline = new Pipeline(Segments.small(), 4, parts);
    private final Batches gateway = new Batches(1, 0, 77);

    @BeforeEach
    void establishTwoSessions() {
        pipeline.apply(Segments.genesis(Segments.small()));
        pipeline.apply(gateway.started().close());
        pipeline.apply(gateway.negotiate(1)
                .negotiate(2)
                .establish(1, NO_NUMBER)
                .establish(2, NO_NUMBER)
                .close());
    }

    @Test
    void shouldAnswerEachEntryWithOneOfTheSameId() {
        pipeline.apply(gateway.lead(1).tick(1, Batches.EPOCH_NS).alive().close());
        assertEquals(4, parts.entries().size());
        for (int i = 0; i < 4; i++) {
            assertEquals((1L << 48) + i, decoder(i).causeId());
        }
    }

    @Test
    void shouldEncodeEveryEventAsTheGoldenFileSays() throws IOException {
        pipeline.apply(gateway.lead(1).tick(1, Batches.EPOCH_NS).close());
        pipeline.apply(gateway.limit(ALPHA, 1, 11, Side.Sell, 100, PRICE)
                .limit(BETA, 1, 21, Side.Buy, 30, PRICE)
                .order(BETA, 2, 22, Side.Buy, OrdType.Market, TimeInForce.IOC, 20, Long.MIN_VALUE)
                .replace(ALPHA, 2, 12, 11, Side.Sell, 90, PRICE)
                .cancel(ALPHA, 3, 13, 12, Side.Sell)
                .order(BETA, 3, 23, Side.Buy, OrdType.Limit, TimeInForce.IOC, 5, PRICE)
                .close());
        pipeline.apply(gateway.limit(ALPHA, 4, 14, Side.Sell, 0, PRICE)
                .cancel(ALPHA, 5, 15, 999, Side.Sell)
                .refused(BETA, 4, 24, 4)
                .raw(OrdersEntry.CLIENT_MESSAGE, BETA, 5, 103, 101, 40, 40)
                .release(BETA)
                .close());
        pipeline.apply(gateway.skipBatchNumber().alive().close());
        pipeline.apply(new Batches(1, 0, 78).started().close());
        pipeline.apply(new Batches(1, 0, 79).started(Batches.EPOCH_NS + 1).close());

        assertEquals(golden("events.txt"), texts());
        assertEquals(masked(golden("events.hex")), masked(hex()));
    }

    @Test
    void shouldAnswerAVoidBatchWithTheEndMarkerAlone() {
        pipeline.apply(gateway.skipBatchNumber()
                .limit(ALPHA, 1, 11, Side.Buy, 1, PRICE)
                .close());
        final EventsEntryDecoder events = decoder(3);
        assertTrue(events.isVoid());
        assertEquals(0, events.count());
    }

    @Test
    void shouldGoOnBehindAFence() {
        final byte[] fence = fence(pipeline.appliedId(), pipeline.progress().chainHash());

        pipeline.apply(EntryId.of(2, 0), fence);
        pipeline.apply(gateway.limit(ALPHA, 1, 11, Side.Buy, 1, PRICE).close());

        assertEquals(EntryId.of(2, 0), decoder(3).causeId());
        assertEquals(0, decoder(3).count());
        assertEquals(EntryId.of(2, 1), decoder(4).causeId());
        assertEquals(1, decoder(4).count());
    }

    @Test
    void shouldHaltAtAFenceThatEndsAnotherLog() {
        final long last = pipeline.appliedId();
        final long hash = pipeline.progress().chainHash();

        assertThrows(HaltException.class, () -> pipeline.apply(EntryId.of(2, 0), fence(last - 1, hash)));
        assertThrows(HaltException.class, () -> pipeline.apply(EntryId.of(2, 0), fence(last, hash + 1)));
        assertThrows(HaltException.class, () -> pipeline.apply(last + 1, fence(last, hash)));
    }

    private static byte[] fence(final long lastId, final long chainHash) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final byte[] entry =
                new byte[new EpochFence(lastId, chainHash, LostEntries.Unknown, "a test").encode(buffer, 1L)];
        buffer.getBytes(0, entry);
        return entry;
    }

    @Test
    void shouldIgnoreAMessageThatWasApplied() {
        pipeline.apply(gateway.limit(ALPHA, 1, 11, Side.Buy, 1, PRICE).close());
        pipeline.apply(gateway.limit(ALPHA, 1, 11, Side.Buy, 1, PRICE).close());
        assertEquals(0, decoder(4).count());
    }

    @Test
    void shouldCutLargeEntriesIntoPartsOfADatagram() {
        for (int i = 1; i <= 40; i++) {
            gateway.limit(ALPHA, i, i, Side.Sell, 1, PRICE);
        }
        pipeline.apply(gateway.limit(BETA, 1, 1, Side.Buy, 40, PRICE).close());
        assertEquals(40 + 1 + 80, decoder(3).count());
        assertTrue(parts.lengths().size() > 10);
        assertTrue(parts.lengths().stream().allMatch(length -> length <= Pipeline.PART_LENGTH));
    }

    @Test
    void shouldPutTheHashOfTheSlicesSinceTheLastOneIntoEveryFourthEntry() {
        final Pipeline other = new Pipeline(Segments.small(), 4, (part, offset, length) -> {});
        final Batches same = new Batches(1, 0, 77);
        final byte[][] entries = {
            Segments.genesis(Segments.small()),
            same.started().close(),
            same.negotiate(1).negotiate(2).establish(1).establish(2).close(),
            same.limit(ALPHA, 1, 11, Side.Buy, 1, PRICE).close(),
            same.alive().close()
        };
        long hash = 0;
        for (int i = 0; i < entries.length; i++) {
            other.apply(entries[i]);
            hash = i == 0 ? 0 : other.engine().stateHashSlice(hash, i - 1, 4);
        }

        pipeline.apply(entries[3]);
        pipeline.apply(entries[4]);

        assertTrue(decoder(0).hasStateHash());
        assertEquals(false, decoder(3).hasStateHash());
        assertEquals(0, decoder(3).stateLayout());
        assertTrue(decoder(4).hasStateHash());
        assertEquals(RollingHash.STATE_LAYOUT, decoder(4).stateLayout());
        assertEquals(hash, decoder(4).stateHash());
    }

    @Test
    void shouldHaltAtAnUnknownRecordAndNameIt() {
        gateway.alive().raw(OrdersEntry.INTERNAL, 0, 0, 99, 301, 8, 8);
        assertHalts("orders entry 1-3 record 1 is not understood: internal message of template 99");
    }

    @Test
    void shouldHaltAtAnUnknownRecordType() {
        gateway.raw(9, 0, 0, 1, 301, 8, 8);
        assertHalts("orders entry 1-3 record 0 is not understood: record type 9");
    }

    @Test
    void shouldHaltAtAForeignSchema() {
        gateway.raw(OrdersEntry.CLIENT_MESSAGE, ALPHA, 1, 100, 55, 96, 96);
        assertHalts("orders entry 1-3 record 0 is not understood: client message of schema 55");
    }

    @Test
    void shouldHaltAtABlockThatIsTooShort() {
        gateway.raw(OrdersEntry.CLIENT_MESSAGE, ALPHA, 1, 100, 101, 88, 88);
        assertHalts("orders entry 1-3 record 0 is not understood: "
                + "message of template 100 with block length 88 in 96 bytes");
    }

    @Test
    void shouldHaltAtABlockThatLeavesTheRecord() {
        gateway.raw(OrdersEntry.CLIENT_MESSAGE, ALPHA, 1, 100, 101, 96, 40);
        assertHalts("orders entry 1-3 record 0 is not understood: "
                + "message of template 100 with block length 96 in 48 bytes");
    }

    @Test
    void shouldHaltAtAChainThatOpensInTheMiddle() {
        gateway.alive().started();
        assertHalts("orders entry 1-3 record 1 is not understood: GatewayStarted behind other records");
    }

    @Test
    void shouldCheckAnEntryInFullBeforeAnythingHappens() {
        final long before = pipeline.engine().stateHash();
        gateway.limit(ALPHA, 1, 11, Side.Buy, 1, PRICE).raw(OrdersEntry.INTERNAL, 0, 0, 99, 301, 8, 8);
        assertThrows(HaltException.class, () -> pipeline.apply(gateway.close()));
        assertEquals(before, pipeline.engine().stateHash());
    }

    @Test
    void shouldHaltAtAGenesisInTheWrongPlace() {
        final byte[] genesis = Segments.genesis(Segments.small());
        final HaltException halt = assertThrows(HaltException.class, () -> pipeline.apply(genesis));
        assertEquals("orders entry 1-3 is a genesis entry in the wrong place", halt.getMessage());
    }

    @Test
    void shouldHaltAtRulesThatTheBuildLacksAndNameThem() {
        gateway.alive().rules(9, 99);
        assertHalts("orders entry 1-3 record 1 can't be applied: "
                + "it asks for version 99 of the matching rules, this build has 1 to 5");
    }

    @Test
    void shouldRefuseMassCancelsUntilTheRulesKnowThem() {
        pipeline.apply(gateway.limit(ALPHA, 1, 11, Side.Sell, 100, PRICE)
                .massCancel(ALPHA, 2, 12, MassActionScope.AllOrders)
                .rules(9, 2)
                .massCancel(ALPHA, 3, 13, MassActionScope.AllOrders)
                .close());
        pipeline.apply(gateway.alive().close());

        final String text = EventText.of(parts.entries().get(3));
        assertTrue(text.contains("businessRejectReason=3"), text);
        assertTrue(text.contains("totalAffectedOrders=1"), text);
        assertEquals(1, decoder(3).rulesVersion());
        assertEquals(2, decoder(4).rulesVersion());
    }

    @Test
    void shouldChainAllEntriesFromTheGenesisOn() {
        final SegmentDefinition segment = Segments.latest(1_000).withId(new SegmentId(5, 6));
        final Parts latest = new Parts();
        final Pipeline pipeline = new Pipeline(segment, 4, latest);
        final Batches gateway = new Batches(1, 0, 77);
        final byte[][] entries = {
            Segments.genesis(segment),
            gateway.started().close(),
            gateway.alive().close(),
            gateway.skipBatchNumber().alive().close()
        };
        long hash = ChainHash.first(5, 6);
        final OrdersEntryDecoder cause = new OrdersEntryDecoder();
        for (int i = 0; i < entries.length; i++) {
            pipeline.apply(entries[i]);
            cause.wrap(new UnsafeBuffer(entries[i]), 0, entries[i].length);
            hash = ChainHash.next(
                    hash, EntryId.GENESIS + i, cause.crc(), cause.chainId(), cause.incarnation(), cause.batchNumber());
            final EventsEntryDecoder events = EventText.decoder(latest.entries().get(i));
            assertTrue(events.hasChainHash());
            assertEquals(hash, events.chainHash(), "a void entry counts too");
        }
    }

    @Test
    void shouldSayInTheEndMarkerThatWorkIsLeft() {
        final SegmentDefinition segment = Segments.latest(1);
        final Parts latest = new Parts();
        final Pipeline pipeline = new Pipeline(segment, 0, latest);
        final Batches gateway = new Batches(1, 0, 77);
        pipeline.apply(Segments.genesis(segment));
        pipeline.apply(gateway.started().close());
        pipeline.apply(gateway.negotiate(1).establish(1).close());
        for (int i = 1; i <= 3; i++) {
            gateway.limit(1, i, i, Side.Sell, 1, PRICE);
        }
        pipeline.apply(gateway.limit(1, 4, 4, Side.Buy, 3, PRICE).close());
        pipeline.apply(gateway.alive().close());
        pipeline.apply(gateway.alive().close());

        assertEquals(
                List.of(false, false, false, true, true, false),
                latest.entries().stream()
                        .map(entry -> EventText.decoder(entry).isBusy())
                        .toList());
    }

    private void assertHalts(final String message) {
        final byte[] entry = gateway.close();
        final HaltException halt = assertThrows(HaltException.class, () -> pipeline.apply(entry));
        assertEquals(message, halt.getMessage());
    }

    private EventsEntryDecoder decoder(final int index) {
        return EventText.decoder(parts.entries().get(index));
    }

    private String texts() {
        final StringBuilder texts = new StringBuilder();
        parts.entries().forEach(entry -> texts.append(EventText.of(entry)));
        return texts.toString();
    }

    private String hex() {
        final StringBuilder hex = new StringBuilder();
        parts.entries()
                .forEach(entry -> hex.append(HexFormat.of().formatHex(entry)).append('\n'));
        return hex.toString();
    }

    /** Without what may differ between builds that match alike: the length of a genesis entry (by its CRC) and the state hash. */
    private static String masked(final String hex) {
        return hex.lines().map(EntryProcessorTest::maskedEntry).collect(Collectors.joining("\n"));
    }

    private static String maskedEntry(final String hex) {
        final UnsafeBuffer entry = new UnsafeBuffer(HexFormat.of().parseHex(hex));
        final int end = entry.capacity() - EventsEntry.END_LENGTH;
        final boolean isGenesis = entry.getLong(EventsEntry.CAUSE_OFFSET) == EntryId.GENESIS;
        if (isGenesis) {
            entry.putInt(EventsEntry.CAUSE_CRC_OFFSET, 0);
        }
        if ((entry.getByte(end + EventsEntry.END_FLAGS_OFFSET) & EventsEntry.HAS_STATE_HASH) != 0) {
            entry.putByte(end + EventsEntry.END_STATE_LAYOUT_OFFSET, (byte) 0);
            entry.putLong(end + EventsEntry.END_STATE_HASH_OFFSET, 0);
            entry.putInt(end + EventsEntry.END_CRC_OFFSET, 0);
        }
        return HexFormat.of().formatHex(entry.byteArray());
    }

    private static String golden(final String name) throws IOException {
        try (InputStream file = EntryProcessorTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

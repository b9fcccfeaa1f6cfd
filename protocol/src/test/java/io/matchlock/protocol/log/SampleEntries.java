package io.matchlock.protocol.log;

import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.Golden;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** One entry of each kind, made of the golden messages. */
final class SampleEntries {
    private static final int CAPACITY = OrdersEntry.MAX_LENGTH;

    private SampleEntries() {}

    /** A batch of a client's order, padded, and of a message of the gateway. */
    static UnsafeBuffer orders() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final OrdersEntryEncoder encoder =
                new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, ChainId.of(3, 2), 0x1122334455667788L, 41);
        final UnsafeBuffer order = Golden.bytes("order-entry/NewOrderSingle");
        final UnsafeBuffer reject = Golden.bytes("order-entry/OrderMassActionRequest");
        final UnsafeBuffer tick = Golden.bytes("log/Tick");
        encoder.append(OrdersEntry.CLIENT_MESSAGE, 17, 5, 1_000_000_001L, order, 0, order.capacity());
        encoder.append(OrdersEntry.CLIENT_MESSAGE, 18, 6, 1_000_000_002L, reject, 0, reject.capacity() - 3);
        encoder.append(OrdersEntry.INTERNAL, 0, 0, 1_000_000_003L, tick, 0, tick.capacity());
        return new UnsafeBuffer(buffer, 0, encoder.finish(1_000_000_004L));
    }

    /** The events of such a batch: a report with padding behind it, and a message to all gateways. */
    static UnsafeBuffer events() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        buffer.putInt(MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        buffer.putShort(VERSION_OFFSET, (short) LAYOUT_VERSION, LITTLE_ENDIAN);
        buffer.putInt(RULES_VERSION_OFFSET, 1, LITTLE_ENDIAN);
        buffer.putInt(CHAIN_OFFSET, ChainId.of(3, 2), LITTLE_ENDIAN);
        buffer.putLong(CAUSE_OFFSET, EntryId.of(1, 77), LITTLE_ENDIAN);
        buffer.putLong(INCARNATION_OFFSET, 0x1122334455667788L, LITTLE_ENDIAN);
        buffer.putLong(BATCH_NUMBER_OFFSET, 41, LITTLE_ENDIAN);
        buffer.putInt(CAUSE_CRC_OFFSET, 0xCAFEBABE, LITTLE_ENDIAN);
        int limit = HEADER_LENGTH;
        limit = record(buffer, limit, REPORT, 17, ChainId.of(3, 2), 9, Golden.bytes("order-entry/ExecutionReport"));
        limit = record(buffer, limit, REPORT, 18, 0, 4, Golden.bytes("order-entry/ExecutionReportReject"));
        limit = record(buffer, limit, CONTROL, 0, ChainId.ALL, 0, Golden.bytes("log/TimeTold"));
        return new UnsafeBuffer(buffer, 0, end(buffer, limit, 3));
    }

    static UnsafeBuffer genesis() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        return new UnsafeBuffer(buffer, 0, Genesis.encode(segment(), buffer, 1_000_000_000L));
    }

    static SegmentDefinition segment() {
        return new SegmentDefinition(
                "main",
                new SegmentId(0x0123456789ABCDEFL, 0xFEDCBA9876543210L),
                2,
                1_000_001,
                200_006,
                100_002,
                10_003,
                64,
                258,
                30_007,
                40_008,
                1_005,
                5_009,
                10,
                SegmentDefinition.DEFAULT_SESSION_IDLE_TICKS,
                List.of(
                        auction(),
                        new InstrumentDefinition(8, "BTCUSD", 2, 8, 10_000_000L, 5, 6, 1L << 50, 4, 1L << 59)));
    }

    /** What {@code entry/genesis-2} holds, a genesis entry that names no id. */
    static SegmentDefinition secondSegment() {
        return segment().withId(SegmentId.parse("f9d0ab21-1d30-b15f-30f6-c7e056dcb230"));
    }

    /** What {@code entry/genesis-1} holds, a genesis entry of rules version 1. */
    static SegmentDefinition firstSegment() {
        return new SegmentDefinition(
                        "main",
                        1,
                        1_000_001,
                        100_002,
                        10_003,
                        64,
                        258,
                        1_005,
                        10,
                        List.of(
                                new InstrumentDefinition(7, "AAPL", 2, 0, 10_000_000L, 1, 2, 1_000_000, 3, 1L << 60),
                                new InstrumentDefinition(8, "BTCUSD", 2, 8, 10_000_000L, 5, 6, 1L << 50, 4, 1L << 59)))
                .withId(SegmentId.parse("076f0f78-07d4-023b-66e3-3b50751ab8be"));
    }

    static InstrumentDefinition auction() {
        return new InstrumentDefinition(
                7,
                "AAPL",
                2,
                0,
                10_000_000L,
                List.of(
                        new InstrumentDefinition.TickStep(1_000_000_000L, 50_000_000L),
                        new InstrumentDefinition.TickStep(5_000_000_000L, 100_000_000L)),
                1,
                2,
                1_000_000,
                11,
                12_000_000,
                3,
                1L << 60,
                250,
                30,
                101_000_000_000L,
                1_700_000_000_000_000_000L,
                24,
                true);
    }

    private static int record(
            final UnsafeBuffer buffer,
            final int offset,
            final int type,
            final int session,
            final int owner,
            final long reportNumber,
            final UnsafeBuffer message) {
        final int length = RECORD_HEADER_LENGTH + message.capacity();
        buffer.putInt(offset + RECORD_LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putShort(offset + RECORD_TYPE_OFFSET, (short) type, LITTLE_ENDIAN);
        buffer.putInt(offset + RECORD_SESSION_OFFSET, session, LITTLE_ENDIAN);
        buffer.putInt(offset + RECORD_OWNER_OFFSET, owner, LITTLE_ENDIAN);
        buffer.putLong(offset + RECORD_REPORT_NUMBER_OFFSET, reportNumber, LITTLE_ENDIAN);
        buffer.putBytes(offset + RECORD_HEADER_LENGTH, message, 0, message.capacity());
        return offset + OrdersEntry.align(length);
    }

    private static int end(final UnsafeBuffer buffer, final int offset, final int count) {
        buffer.putInt(offset + RECORD_LENGTH_OFFSET, END_LENGTH, LITTLE_ENDIAN);
        buffer.putShort(offset + RECORD_TYPE_OFFSET, (short) END, LITTLE_ENDIAN);
        buffer.putShort(offset + END_FLAGS_OFFSET, (short) (HAS_STATE_HASH | 3 << Byte.SIZE), LITTLE_ENDIAN);
        buffer.putInt(offset + END_COUNT_OFFSET, count, LITTLE_ENDIAN);
        buffer.putLong(offset + END_STATE_HASH_OFFSET, 0x0102030405060708L, LITTLE_ENDIAN);
        final int crc = new Checksum().of(buffer, 0, offset + END_CRC_OFFSET);
        buffer.putInt(offset + END_CRC_OFFSET, crc, LITTLE_ENDIAN);
        return offset + END_LENGTH;
    }
}

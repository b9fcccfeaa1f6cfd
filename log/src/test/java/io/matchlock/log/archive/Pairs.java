package io.matchlock.log.archive;

import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A log of sound entries of several lengths, made from a seed. */
public final class Pairs {
    static final SegmentId SEGMENT = new SegmentId(0x1122334455667788L, 0x99AABBCCDDEEFF00L);

    private static final int MOST_PAYLOAD = 3000;
    private static final int RULES_VERSION = 4;

    private final List<UnsafeBuffer> orders = new ArrayList<>();
    private final List<UnsafeBuffer> events = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>();

    static Pairs make(final int count, final long seed) {
        final Pairs pairs = new Pairs();
        final Random random = new Random(seed);
        long hash = ChainHash.first(SEGMENT.high(), SEGMENT.low());
        for (int i = 0; i < count; i++) {
            final UnsafeBuffer order = order(i + 1, 1 + random.nextInt(MOST_PAYLOAD));
            final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
            decoder.wrap(order, 0, order.capacity());
            final long id = EntryId.GENESIS + i;
            hash = ChainHash.next(
                    hash, id, decoder.crc(), decoder.chainId(), decoder.incarnation(), decoder.batchNumber());
            pairs.orders.add(order);
            pairs.events.add(event(id, decoder.crc()));
            pairs.hashes.add(hash);
        }
        return pairs;
    }

    /** The log of a quiet segment: entries of one length that differ in numbers and times. */
    static Pairs quiet(final int count, final long seed) {
        final Pairs pairs = new Pairs();
        final Random random = new Random(seed);
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
        long hash = ChainHash.first(SEGMENT.high(), SEGMENT.low());
        long timeNs = 1_700_000_000_000_000_000L;
        for (int i = 0; i < count; i++) {
            timeNs += 1_000_000_000L + random.nextInt(200_000);
            final UnsafeBuffer order = tick(i + 1, timeNs, timeNs + random.nextInt(100_000));
            decoder.wrap(order, 0, order.capacity());
            final long id = EntryId.GENESIS + i;
            hash = ChainHash.next(
                    hash, id, decoder.crc(), decoder.chainId(), decoder.incarnation(), decoder.batchNumber());
            pairs.orders.add(order);
            pairs.events.add(event(id, decoder.crc(), hash));
            pairs.hashes.add(hash);
        }
        return pairs;
    }

    int size() {
        return orders.size();
    }

    long lastId() {
        return id(size() - 1);
    }

    static long id(final int index) {
        return EntryId.GENESIS + index;
    }

    /** Appends those that a writer lacks, up to a number of them in all. */
    void append(final ArchiveWriter writer, final int upTo) {
        for (int i = index(writer.lastId()) + 1; i < upTo; i++) {
            final UnsafeBuffer order = orders.get(i);
            final UnsafeBuffer event = events.get(i);
            writer.append(id(i), order, 0, order.capacity(), event, 0, event.capacity());
        }
    }

    /** Whether these are the bytes of one of them. */
    boolean isSame(
            final long id,
            final DirectBuffer order,
            final int orderOffset,
            final int orderLength,
            final DirectBuffer event,
            final int eventOffset,
            final int eventLength) {
        final int i = index(id);
        return orders.get(i).equals(new UnsafeBuffer(order, orderOffset, orderLength))
                && events.get(i).equals(new UnsafeBuffer(event, eventOffset, eventLength));
    }

    long chainHash() {
        return hashes.get(size() - 1);
    }

    private static int index(final long id) {
        return id == EntryId.NONE ? -1 : (int) (id - EntryId.GENESIS);
    }

    private static UnsafeBuffer tick(final long number, final long timeNs, final long turnTimeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
        final OrdersEntryEncoder encoder = new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, 1, 9L, number);
        buffer.putLong(encoder.claim(OrdersEntry.INTERNAL, 0, 0, timeNs, Long.BYTES), timeNs, LITTLE_ENDIAN);
        final byte[] bytes = new byte[encoder.finish(turnTimeNs)];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private static UnsafeBuffer event(final long causeId, final int causeCrc, final long chainHash) {
        final UnsafeBuffer buffer = event(causeId, causeCrc);
        buffer.putByte(HEADER_LENGTH + END_FLAGS_OFFSET, (byte) HAS_CHAIN_HASH);
        buffer.putLong(HEADER_LENGTH + END_CHAIN_HASH_OFFSET, chainHash, LITTLE_ENDIAN);
        final int checked = buffer.capacity() - Integer.BYTES;
        buffer.putInt(checked, new Checksum().of(buffer, 0, checked), LITTLE_ENDIAN);
        return buffer;
    }

    private static UnsafeBuffer order(final long number, final int payload) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
        final OrdersEntryEncoder encoder = new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, 1, 9L, number);
        final int offset = encoder.claim(OrdersEntry.INTERNAL, 0, 0, 1L, payload);
        for (int i = 0; i < payload; i++) {
            buffer.putByte(offset + i, (byte) (number * i / 7));
        }
        final int length = encoder.finish(2L);
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** An events entry without events. */
    public static UnsafeBuffer event(final long causeId, final int causeCrc) {
        final int length = HEADER_LENGTH + endLength(RULES_VERSION);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
        buffer.putInt(MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        buffer.putShort(VERSION_OFFSET, (short) LAYOUT_VERSION, LITTLE_ENDIAN);
        buffer.putInt(RULES_VERSION_OFFSET, RULES_VERSION, LITTLE_ENDIAN);
        buffer.putLong(CAUSE_OFFSET, causeId, LITTLE_ENDIAN);
        buffer.putInt(CAUSE_CRC_OFFSET, causeCrc, LITTLE_ENDIAN);
        buffer.putInt(HEADER_LENGTH + RECORD_LENGTH_OFFSET, endLength(RULES_VERSION), LITTLE_ENDIAN);
        buffer.putShort(HEADER_LENGTH + RECORD_TYPE_OFFSET, (short) EventsEntry.END, LITTLE_ENDIAN);
        final int crc = new Checksum().of(buffer, 0, length - Integer.BYTES);
        buffer.putInt(length - Integer.BYTES, crc, LITTLE_ENDIAN);
        return buffer;
    }
}

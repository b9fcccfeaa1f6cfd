package io.matchlock.log.archive;

import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A log of sound entries of several lengths, made from a seed. */
public final class Pairs {
    static final SegmentId SEGMENT = new SegmentId(0x1122334455667788L, 0x99AABBCCDDEEFF00L);

    private static final int MOST_PAYLOAD = 3000;
    private static final int RULES_VERSION = 4;

    private final List<Long> ids = new ArrayList<>();
    private final List<UnsafeBuffer> orders = new ArrayList<>();
    private final List<UnsafeBuffer> events = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>();

    static Pairs make(final int count, final long seed) {
        return make(count, seed, count);
    }

    /** One of them, not the first, is a fence. */
    static Pairs make(final int count, final long seed, final int fence) {
        final Pairs pairs = new Pairs();
        final Random random = new Random(seed);
        long hash = ChainHash.first(SEGMENT.high(), SEGMENT.low());
        for (int i = 0; i < count; i++) {
            final long id = i < fence ? id(i) : EntryId.of(2, i - fence);
            final UnsafeBuffer order =
                    i == fence ? fence(id(i - 1), hash) : order(i + 1, 1 + random.nextInt(MOST_PAYLOAD));
            final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
            decoder.wrap(order, 0, order.capacity());
            hash = ChainHash.next(
                    hash, id, decoder.crc(), decoder.chainId(), decoder.incarnation(), decoder.batchNumber());
            pairs.ids.add(id);
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
            pairs.ids.add(id);
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
        return ids.get(size() - 1);
    }

    static long id(final int index) {
        return EntryId.GENESIS + index;
    }

    /** Appends those that a writer lacks, up to a number of them in all. */
    void append(final ArchiveWriter writer, final int upTo) {
        for (int i = index(writer.lastId()) + 1; i < upTo; i++) {
            appendOne(writer, i);
        }
    }

    /** Appends one of them. */
    void appendOne(final ArchiveWriter writer, final int i) {
        writer.append(
                ids.get(i),
                orders.get(i),
                0,
                orders.get(i).capacity(),
                events.get(i),
                0,
                events.get(i).capacity());
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

    /** The id of one of them, also where one is a fence. */
    long idOf(final int index) {
        return ids.get(index);
    }

    private int index(final long id) {
        return Collections.binarySearch(ids, id);
    }

    private static UnsafeBuffer fence(final long lastId, final long chainHash) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
        final byte[] bytes = new byte[new EpochFence(lastId, chainHash, LostEntries.No, "test").encode(buffer, 2L)];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
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

package io.matchlock.persister.testing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes events entries byte by byte from the layout, for tests: what the matcher does, done once more. */
final class EventsEntryBuilder {
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(1 << 16);
    private final Checksum checksum = new Checksum();
    private int limit;
    private int count;

    MutableDirectBuffer buffer() {
        return buffer;
    }

    void begin(final long causeId, final OrdersEntryDecoder cause, final boolean isVoid) {
        buffer.putInt(EventsEntry.MAGIC_OFFSET, EventsEntry.MAGIC, LITTLE_ENDIAN);
        buffer.putShort(EventsEntry.VERSION_OFFSET, (short) EventsEntry.LAYOUT_VERSION, LITTLE_ENDIAN);
        buffer.putShort(EventsEntry.FLAGS_OFFSET, (short) (isVoid ? EventsEntry.VOID : 0), LITTLE_ENDIAN);
        buffer.putInt(EventsEntry.RULES_VERSION_OFFSET, 1, LITTLE_ENDIAN);
        buffer.putInt(EventsEntry.CHAIN_OFFSET, cause.chainId(), LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.CAUSE_OFFSET, causeId, LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.INCARNATION_OFFSET, cause.incarnation(), LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.BATCH_NUMBER_OFFSET, cause.batchNumber(), LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.CAUSE_CRC_OFFSET, cause.crc() & 0xFFFF_FFFFL, LITTLE_ENDIAN);
        limit = EventsEntry.HEADER_LENGTH;
        count = 0;
    }

    /** Begins a record; returns where its SBE header goes. */
    int claim(final int type, final int session, final long reportNumber, final int payloadLength) {
        final int length = EventsEntry.RECORD_HEADER_LENGTH + payloadLength;
        buffer.putLong(limit + OrdersEntry.align(length) - Long.BYTES, 0L);
        buffer.putInt(limit + EventsEntry.RECORD_LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putInt(limit + EventsEntry.RECORD_TYPE_OFFSET, type, LITTLE_ENDIAN);
        buffer.putInt(limit + EventsEntry.RECORD_SESSION_OFFSET, session, LITTLE_ENDIAN);
        buffer.putInt(limit + EventsEntry.RECORD_OWNER_OFFSET, 0, LITTLE_ENDIAN);
        buffer.putLong(limit + EventsEntry.RECORD_REPORT_NUMBER_OFFSET, reportNumber, LITTLE_ENDIAN);
        final int payload = limit + EventsEntry.RECORD_HEADER_LENGTH;
        limit += OrdersEntry.align(length);
        count++;
        return payload;
    }

    /** Closes the entry; returns its length. */
    int finish() {
        buffer.putInt(limit + EventsEntry.RECORD_LENGTH_OFFSET, EventsEntry.END_LENGTH, LITTLE_ENDIAN);
        buffer.putInt(limit + EventsEntry.RECORD_TYPE_OFFSET, EventsEntry.END, LITTLE_ENDIAN);
        buffer.putLong(limit + EventsEntry.END_COUNT_OFFSET, count, LITTLE_ENDIAN);
        buffer.putLong(limit + EventsEntry.END_STATE_HASH_OFFSET, 0L, LITTLE_ENDIAN);
        buffer.putInt(limit + EventsEntry.END_STATE_HASH_OFFSET + Long.BYTES, 0, LITTLE_ENDIAN);
        final int crcOffset = limit + EventsEntry.END_CRC_OFFSET;
        final UnsafeBuffer whole = new UnsafeBuffer(buffer.byteArray());
        buffer.putInt(crcOffset, checksum.of(whole, 0, crcOffset), LITTLE_ENDIAN);
        return limit + EventsEntry.END_LENGTH;
    }
}

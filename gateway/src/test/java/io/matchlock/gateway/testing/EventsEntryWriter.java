package io.matchlock.gateway.testing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes events entries for tests, plainly. */
public final class EventsEntryWriter {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private int position;
    private int count;
    private int record;

    /** Begins the entry that a cause has. */
    public void begin(final long causeId, final OrdersEntryDecoder cause, final boolean isVoid) {
        begin(causeId, cause.chainId(), cause.incarnation(), cause.batchNumber(), isVoid);
        buffer.putInt(EventsEntry.CAUSE_CRC_OFFSET, cause.crc(), LITTLE_ENDIAN);
    }

    /** Begins an entry. */
    public void begin(
            final long causeId,
            final int chainId,
            final long incarnation,
            final long batchNumber,
            final boolean isVoid) {
        buffer.setMemory(0, EventsEntry.HEADER_LENGTH, (byte) 0);
        buffer.putInt(EventsEntry.MAGIC_OFFSET, EventsEntry.MAGIC, LITTLE_ENDIAN);
        buffer.putShort(EventsEntry.VERSION_OFFSET, (short) EventsEntry.LAYOUT_VERSION, LITTLE_ENDIAN);
        buffer.putShort(EventsEntry.FLAGS_OFFSET, (short) (isVoid ? EventsEntry.VOID : 0), LITTLE_ENDIAN);
        buffer.putInt(EventsEntry.CHAIN_OFFSET, chainId, LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.CAUSE_OFFSET, causeId, LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.INCARNATION_OFFSET, incarnation, LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.BATCH_NUMBER_OFFSET, batchNumber, LITTLE_ENDIAN);
        position = EventsEntry.HEADER_LENGTH;
        count = 0;
    }

    /** Begins a record; its payload goes to the returned offset of {@link #buffer()}. */
    public int record(final int type, final int session, final int owner, final long reportNumber, final int length) {
        record = position;
        final int recordLength = EventsEntry.RECORD_HEADER_LENGTH + length;
        final int aligned = OrdersEntry.align(recordLength);
        buffer.setMemory(record, aligned, (byte) 0);
        buffer.putInt(record + EventsEntry.RECORD_LENGTH_OFFSET, recordLength, LITTLE_ENDIAN);
        buffer.putShort(record + EventsEntry.RECORD_TYPE_OFFSET, (short) type, LITTLE_ENDIAN);
        buffer.putInt(record + EventsEntry.RECORD_SESSION_OFFSET, session, LITTLE_ENDIAN);
        buffer.putInt(record + EventsEntry.RECORD_OWNER_OFFSET, owner, LITTLE_ENDIAN);
        buffer.putLong(record + EventsEntry.RECORD_REPORT_NUMBER_OFFSET, reportNumber, LITTLE_ENDIAN);
        position += aligned;
        count++;
        return record + EventsEntry.RECORD_HEADER_LENGTH;
    }

    /** Ends the entry; returns its length. */
    public int end() {
        final int end = position;
        buffer.setMemory(end, EventsEntry.END_LENGTH, (byte) 0);
        buffer.putInt(end + EventsEntry.RECORD_LENGTH_OFFSET, EventsEntry.END_LENGTH, LITTLE_ENDIAN);
        buffer.putShort(end + EventsEntry.RECORD_TYPE_OFFSET, (short) EventsEntry.END, LITTLE_ENDIAN);
        buffer.putInt(end + EventsEntry.END_COUNT_OFFSET, count, LITTLE_ENDIAN);
        final UnsafeBuffer bytes = new UnsafeBuffer(buffer, 0, end + EventsEntry.END_LENGTH);
        buffer.putInt(
                end + EventsEntry.END_CRC_OFFSET,
                new Checksum().of(bytes, 0, end + EventsEntry.END_CRC_OFFSET),
                LITTLE_ENDIAN);
        return end + EventsEntry.END_LENGTH;
    }

    /** {@return where the entry is} */
    public MutableDirectBuffer buffer() {
        return buffer;
    }
}

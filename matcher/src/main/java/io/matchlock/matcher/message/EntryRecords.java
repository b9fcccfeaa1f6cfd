package io.matchlock.matcher.message;

import static io.matchlock.protocol.log.OrdersEntry.*;

import io.matchlock.protocol.LittleEndian;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Goes through the records of an entry that lies at the beginning of a direct buffer. The entry was found sound before, lengths
 * and all: nothing is checked here.
 */
public final class EntryRecords {
    private final DirectBuffer buffer;
    private final long address;
    private int chainId;
    private long end;
    private long record;
    private long nextRecord;

    /**
     * Has no entry yet.
     *
     * @param buffer a direct one, at whose beginning all entries come to lie
     */
    public EntryRecords(final UnsafeBuffer buffer) {
        this.buffer = buffer;
        this.address = buffer.addressOffset();
    }

    /**
     * Takes up the entry that is there now, before its first record.
     *
     * @param length of the entry in bytes
     * @param chain that the entry is of
     */
    public void wrap(final int length, final int chain) {
        chainId = chain;
        end = address + length;
        rewind();
    }

    /** Goes back before the first record. */
    public void rewind() {
        nextRecord = address + HEADER_LENGTH;
    }

    /** {@return whether there is a next record, which is then the current one} */
    public boolean next() {
        if (nextRecord >= end) {
            return false;
        }
        goTo(nextRecord);
        return true;
    }

    /** {@return the address of the current record, for {@link #goTo}} */
    public long current() {
        return record;
    }

    /**
     * Makes a record the current one.
     *
     * @param address of the record, as {@link #current} gave it for the same entry
     */
    public void goTo(final long address) {
        record = address;
        nextRecord = record + align(LittleEndian.getInt(record + RECORD_LENGTH_OFFSET));
    }

    /** {@return the entry's chain} */
    public int chainId() {
        return chainId;
    }

    /** {@return the current record's type: {@code OrdersEntry.CLIENT_MESSAGE} or {@code INTERNAL}} */
    public int type() {
        return LittleEndian.getUint16(record + RECORD_TYPE_OFFSET);
    }

    /** {@return the session of the current record, a slot of the engine; 0 for none} */
    public int session() {
        return LittleEndian.getInt(record + RECORD_SESSION_OFFSET);
    }

    /** {@return the client number of the current record, 0 for none} */
    public long clientNumber() {
        return LittleEndian.getLong(record + RECORD_CLIENT_NUMBER_OFFSET);
    }

    /** {@return when the gateway received the current record, nanoseconds UTC} */
    public long receiveTimeNs() {
        return LittleEndian.getLong(record + RECORD_RECEIVE_TIME_OFFSET);
    }

    /** {@return the address of the current record's SBE header} */
    public long payload() {
        return record + RECORD_HEADER_LENGTH;
    }

    /** {@return the length of SBE header and message in bytes} */
    public int payloadLength() {
        return LittleEndian.getInt(record + RECORD_LENGTH_OFFSET) - RECORD_HEADER_LENGTH;
    }

    /** {@return the buffer that holds the entry} */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** {@return the offset of the current record's SBE header in {@link #buffer}, in bytes} */
    public int payloadOffset() {
        return (int) (payload() - address);
    }
}

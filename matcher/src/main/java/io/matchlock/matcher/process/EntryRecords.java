package io.matchlock.matcher.process;

import static io.matchlock.protocol.log.OrdersEntry.*;

import io.matchlock.protocol.LittleEndian;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Goes through the records of an entry that lies at the beginning of a direct buffer. The entry was found sound before, lengths
 * and all: nothing is checked here.
 */
final class EntryRecords {
    private final DirectBuffer buffer;
    private final long address;
    private int chainId;
    private long end;
    private long record;
    private long nextRecord;

    EntryRecords(final UnsafeBuffer buffer) {
        this.buffer = buffer;
        this.address = buffer.addressOffset();
    }

    /** Takes up the entry that is there now, before its first record. */
    void wrap(final int length, final int chain) {
        chainId = chain;
        end = address + length;
        rewind();
    }

    /** Goes back before the first record. */
    void rewind() {
        nextRecord = address + HEADER_LENGTH;
    }

    /** Goes to the next record; false if there is none. */
    boolean next() {
        if (nextRecord >= end) {
            return false;
        }
        goTo(nextRecord);
        return true;
    }

    /** Address of the current record, for {@link #goTo}. */
    long current() {
        return record;
    }

    /** Makes a record the current one. */
    void goTo(final long address) {
        record = address;
        nextRecord = record + align(LittleEndian.getInt(record + RECORD_LENGTH_OFFSET));
    }

    /** The entry's chain. */
    int chainId() {
        return chainId;
    }

    int type() {
        return LittleEndian.getUint16(record + RECORD_TYPE_OFFSET);
    }

    /** 0 for none. */
    int session() {
        return LittleEndian.getInt(record + RECORD_SESSION_OFFSET);
    }

    /** 0 for none. */
    long clientNumber() {
        return LittleEndian.getLong(record + RECORD_CLIENT_NUMBER_OFFSET);
    }

    /** Nanoseconds UTC. */
    long receiveTimeNs() {
        return LittleEndian.getLong(record + RECORD_RECEIVE_TIME_OFFSET);
    }

    /** Address of the SBE header. */
    long payload() {
        return record + RECORD_HEADER_LENGTH;
    }

    /** Bytes of SBE header and message. */
    int payloadLength() {
        return LittleEndian.getInt(record + RECORD_LENGTH_OFFSET) - RECORD_HEADER_LENGTH;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Where in {@link #buffer} the SBE header is. */
    int payloadOffset() {
        return (int) (payload() - address);
    }
}

package io.matchlock.protocol.log;

import static io.matchlock.protocol.log.OrdersEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Reads an entry of the orders stream. {@link #wrap} checks everything that the walk relies on, so that {@link #next}
 * never leaves the entry. Reusable, one thread.
 */
public final class OrdersEntryDecoder {
    private final Checksum checksum = new Checksum();
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private int record;
    private int nextRecord;

    /**
     * Takes an entry.
     *
     * @param source that holds it
     * @param sourceOffset of the entry
     * @param sourceLength in bytes
     * @return null if it is sound, else a sentence that says what is wrong with it
     */
    public String wrap(final DirectBuffer source, final int sourceOffset, final int sourceLength) {
        buffer = source;
        offset = sourceOffset;
        length = sourceLength;
        rewind();
        if (sourceLength < HEADER_LENGTH) {
            return "shorter than its header: " + sourceLength + " bytes";
        }
        if (source.getInt(sourceOffset + MAGIC_OFFSET, LITTLE_ENDIAN) != MAGIC) {
            return "not an entry of the orders stream (magic)";
        }
        if (uint16(VERSION_OFFSET) != LAYOUT_VERSION) {
            return "layout version " + uint16(VERSION_OFFSET) + ", this build reads " + LAYOUT_VERSION;
        }
        if (source.getInt(sourceOffset + LENGTH_OFFSET, LITTLE_ENDIAN) != sourceLength) {
            return "length " + source.getInt(sourceOffset + LENGTH_OFFSET, LITTLE_ENDIAN) + " in " + sourceLength
                    + " bytes";
        }
        final int crc = OrdersEntry.checksum(checksum, source, sourceOffset, sourceLength);
        if (crc != crc()) {
            return "CRC32C " + Integer.toHexString(crc) + ", entry says " + Integer.toHexString(crc());
        }
        return walk();
    }

    /** Goes back before the first record. */
    public void rewind() {
        record = 0;
        nextRecord = HEADER_LENGTH;
    }

    /**
     * Goes to the next record.
     *
     * @return false if there is none
     */
    public boolean next() {
        if (nextRecord >= length) {
            return false;
        }
        record = offset + nextRecord;
        nextRecord += align(recordLength());
        return true;
    }

    /** {@return the entry's kind: batch, genesis or fence} */
    public int kind() {
        return uint16(KIND_OFFSET);
    }

    /** {@return the CRC32C that the entry carries} */
    public int crc() {
        return buffer.getInt(offset + CRC_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the chain of the writer, as {@link ChainId}} */
    public int chainId() {
        return buffer.getInt(offset + CHAIN_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the number of records} */
    public int count() {
        return buffer.getInt(offset + COUNT_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the chain's incarnation} */
    public long incarnation() {
        return buffer.getLong(offset + INCARNATION_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the batch's number in its chain, from 1} */
    public long batchNumber() {
        return buffer.getLong(offset + BATCH_NUMBER_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the gateway's wall clock at the batch's turn, ns UTC} */
    public long turnTimeNs() {
        return buffer.getLong(offset + TURN_TIME_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the current record's type} */
    public int type() {
        return buffer.getInt(record + RECORD_TYPE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** {@return the current record's session number, 0 for none} */
    public int session() {
        return buffer.getInt(record + RECORD_SESSION_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the current record's client number, 0 for none} */
    public long clientNumber() {
        return buffer.getLong(record + RECORD_CLIENT_NUMBER_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return when the gateway received the current record's message, ns UTC} */
    public long receiveTimeNs() {
        return buffer.getLong(record + RECORD_RECEIVE_TIME_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the offset of the entry in {@link #buffer()}} */
    public int offset() {
        return offset;
    }

    /** {@return the entry's length in bytes} */
    public int length() {
        return length;
    }

    /** {@return the buffer that holds the entry} */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** {@return the offset in {@link #buffer()} of the current record's SBE header} */
    public int payloadOffset() {
        return record + RECORD_HEADER_LENGTH;
    }

    /** {@return the length in bytes of the current record's SBE header and message} */
    public int payloadLength() {
        return recordLength() - RECORD_HEADER_LENGTH;
    }

    private String walk() {
        int records = 0;
        int at = HEADER_LENGTH;
        while (at < length) {
            if (length - at < RECORD_HEADER_LENGTH) {
                return "record " + records + " is cut";
            }
            final int recordLength = buffer.getInt(offset + at + RECORD_LENGTH_OFFSET, LITTLE_ENDIAN);
            if (recordLength < RECORD_HEADER_LENGTH + Long.BYTES || recordLength > length - at) {
                return "record " + records + " has length " + recordLength;
            }
            at += align(recordLength);
            records++;
        }
        if (at != length || records != count()) {
            return records + " records in " + at + " bytes, entry says " + count() + " in " + length;
        }
        return null;
    }

    private int recordLength() {
        return buffer.getInt(record + RECORD_LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    private int uint16(final int at) {
        return buffer.getShort(offset + at, LITTLE_ENDIAN) & 0xFFFF;
    }
}

package io.matchlock.protocol.log;

import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Reads a whole entry of the events stream. {@link #wrap} checks everything that the walk relies on, so that
 * {@link #next} never leaves the entry. Reusable, one thread.
 */
public final class EventsEntryDecoder {
    private final Checksum checksum = new Checksum();
    private DirectBuffer buffer;
    private int offset;
    private int end;
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
        end = 0;
        rewind();
        if (sourceLength < HEADER_LENGTH + endLength(0)) {
            return "shorter than header and end marker: " + sourceLength + " bytes";
        }
        if (source.getInt(sourceOffset + MAGIC_OFFSET, LITTLE_ENDIAN) != MAGIC) {
            return "not an entry of the events stream (magic)";
        }
        final int version = source.getShort(sourceOffset + VERSION_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
        if (version != LAYOUT_VERSION) {
            return "layout version " + version + ", this build reads " + LAYOUT_VERSION;
        }
        final int crc = checksum.of(source, sourceOffset, sourceLength - Integer.BYTES);
        if (crc != crc()) {
            return "CRC32C " + Integer.toHexString(crc) + ", entry says " + Integer.toHexString(crc());
        }
        end = sourceLength - endLength(rulesVersion());
        if (end < HEADER_LENGTH) {
            return "shorter than header and end marker: " + sourceLength + " bytes";
        }
        if (rulesVersion() >= BOUNDED_RULES_VERSION && sourceLength > MAX_LENGTH) {
            return "longer than any entry: " + sourceLength + " bytes";
        }
        return walk();
    }

    /** Goes back before the first record. */
    public void rewind() {
        record = 0;
        nextRecord = HEADER_LENGTH;
    }

    /**
     * Goes to the next record; the end marker is none.
     *
     * @return false if there is none
     */
    public boolean next() {
        if (nextRecord >= end) {
            return false;
        }
        record = offset + nextRecord;
        nextRecord += OrdersEntry.align(recordLength());
        return true;
    }

    /** {@return the id of the orders entry that caused this one} */
    public long causeId() {
        return buffer.getLong(offset + CAUSE_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return whether the cause was void} */
    public boolean isVoid() {
        return (buffer.getShort(offset + FLAGS_OFFSET, LITTLE_ENDIAN) & VOID) != 0;
    }

    /** {@return the version of the rules that the engine went by} */
    public int rulesVersion() {
        return buffer.getInt(offset + RULES_VERSION_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the chain of the cause} */
    public int chainId() {
        return buffer.getInt(offset + CHAIN_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the incarnation of the cause's chain} */
    public long incarnation() {
        return buffer.getLong(offset + INCARNATION_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the batch number of the cause} */
    public long batchNumber() {
        return buffer.getLong(offset + BATCH_NUMBER_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the CRC32C of the orders entry that caused this one} */
    public int causeCrc() {
        return buffer.getInt(offset + CAUSE_CRC_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the number of records, the end marker not counted} */
    public int count() {
        return buffer.getInt(offset + end + END_COUNT_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return whether {@link #stateHash()} is there} */
    public boolean hasStateHash() {
        return (buffer.getByte(offset + end + END_FLAGS_OFFSET) & HAS_STATE_HASH) != 0;
    }

    /** {@return the version of the state's layout that {@link #stateHash()} is over, 0 without one} */
    public int stateLayout() {
        return buffer.getByte(offset + end + END_STATE_LAYOUT_OFFSET) & 0xFF;
    }

    /** {@return the hash of the engine's state after this entry} */
    public long stateHash() {
        return buffer.getLong(offset + end + END_STATE_HASH_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return whether {@link #chainHash()} is there} */
    public boolean hasChainHash() {
        return (buffer.getByte(offset + end + END_FLAGS_OFFSET) & HAS_CHAIN_HASH) != 0;
    }

    /** {@return the hash over all orders entries up to the one that caused this, see {@link ChainHash}} */
    public long chainHash() {
        return buffer.getLong(offset + end + END_CHAIN_HASH_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return whether work is left after this entry, which the records that follow carry on; never under rules 1 and 2} */
    public boolean isBusy() {
        return (buffer.getByte(offset + end + END_FLAGS_OFFSET) & BUSY) != 0;
    }

    /** {@return the CRC32C that the entry carries} */
    public int crc() {
        return buffer.getInt(offset + length - Integer.BYTES, LITTLE_ENDIAN);
    }

    /** {@return the current record's type: report or control} */
    public int type() {
        return buffer.getShort(record + RECORD_TYPE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** {@return the current record's session number, 0 for none} */
    public int session() {
        return buffer.getInt(record + RECORD_SESSION_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the chain that the current record is for} */
    public int owner() {
        return buffer.getInt(record + RECORD_OWNER_OFFSET, LITTLE_ENDIAN);
    }

    /** {@return the current record's number in its session, from 1; 0 in control records} */
    public long reportNumber() {
        return buffer.getLong(record + RECORD_REPORT_NUMBER_OFFSET, LITTLE_ENDIAN);
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
        while (at < end) {
            final int recordLength = buffer.getInt(offset + at + RECORD_LENGTH_OFFSET, LITTLE_ENDIAN);
            if (recordLength < RECORD_HEADER_LENGTH + Long.BYTES || recordLength > end - at) {
                return "record " + records + " has length " + recordLength;
            }
            at += OrdersEntry.align(recordLength);
            records++;
        }
        final int marker = buffer.getShort(offset + end + RECORD_TYPE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
        if (at != end || marker != END || records != count()) {
            return "no end marker after " + records + " records";
        }
        return null;
    }

    private int recordLength() {
        return buffer.getInt(record + RECORD_LENGTH_OFFSET, LITTLE_ENDIAN);
    }
}

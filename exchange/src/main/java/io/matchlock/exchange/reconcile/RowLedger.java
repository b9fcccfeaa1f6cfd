package io.matchlock.exchange.reconcile;

import org.agrona.concurrent.UnsafeBuffer;

/** The hashes of rows that must be there, by a dense number, and whether they were found. 9 bytes each. One thread. */
final class RowLedger {
    private static final int HASH_OFFSET = 0;
    private static final int STATE_OFFSET = HASH_OFFSET + Long.BYTES;
    private static final int RECORD_LENGTH = STATE_OFFSET + Byte.BYTES;
    private static final byte WANTED = 1;
    private static final byte SEEN = 2;

    private final PagedRecords records = new PagedRecords(RECORD_LENGTH);
    private long count;

    void want(final long number, final long hash) {
        final UnsafeBuffer page = records.write(number);
        final int record = records.offset(number);
        page.putLong(record + HASH_OFFSET, hash);
        page.putByte(record + STATE_OFFSET, WANTED);
        count++;
    }

    boolean isWanted(final long number) {
        return state(number) != 0;
    }

    /** Marks a row that is wanted; returns false if it was marked already. */
    boolean see(final long number) {
        final boolean isFirst = state(number) == WANTED;
        records.read(number).putByte(records.offset(number) + STATE_OFFSET, SEEN);
        return isFirst;
    }

    boolean wasSeen(final long number) {
        return state(number) == SEEN;
    }

    long hash(final long number) {
        return records.read(number).getLong(records.offset(number) + HASH_OFFSET);
    }

    long count() {
        return count;
    }

    long end() {
        return records.end();
    }

    private byte state(final long number) {
        final UnsafeBuffer page = records.read(number);
        return page == null ? 0 : page.getByte(records.offset(number) + STATE_OFFSET);
    }
}

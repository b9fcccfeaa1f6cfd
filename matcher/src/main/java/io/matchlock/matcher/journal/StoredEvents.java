package io.matchlock.matcher.journal;

import io.matchlock.log.StreamReader;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.collections.LongArrayList;

/**
 * The events entries that stood in the log before this matcher started, page by page, to be compared with what a replay makes
 * of their causes. Owned by the journal thread.
 */
final class StoredEvents {
    private static final int PAGE_ENTRIES = 128;
    private static final int INITIAL_CAPACITY = 256 * 1024;

    private final ExpandableDirectByteBuffer page = new ExpandableDirectByteBuffer(INITIAL_CAPACITY);
    private final LongArrayList ids = new LongArrayList();
    private final LongArrayList ends = new LongArrayList();
    private int next;
    private int pageLength;
    private long readUpTo = EntryId.NONE;

    /** Whether the page that was read last reaches as far as this entry, which is the next. */
    boolean hasPageFor(final long id) {
        return next < ids.size() || id <= readUpTo;
    }

    /** Reads the page that begins with an entry. */
    void readPage(final StreamReader reader, final long firstId) {
        ids.clear();
        ends.clear();
        next = 0;
        pageLength = 0;
        readUpTo = firstId;
        final long after = firstId == EntryId.GENESIS ? EntryId.NONE : firstId - 1;
        reader.read(after, PAGE_ENTRIES, this::keep);
    }

    /**
     * Compares an entry with the one that is stored. Where both have state hashes, but over different layouts of the state, they
     * are compared but for the hash and the CRC over it.
     *
     * @throws HaltException if they differ, or the stored one is missing
     */
    void compare(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (next == ids.size() || ids.getLong(next) != id) {
            throw new HaltException(
                    "events entry " + EntryId.format(id) + " is missing from the log, which had later ones");
        }
        final int start = next == 0 ? 0 : (int) ends.getLong(next - 1);
        final int storedLength = (int) ends.getLong(next) - start;
        final int differs = firstDifference(start, storedLength, buffer, offset, length);
        if (differs >= 0) {
            throw new HaltException("events entry " + EntryId.format(id) + " of " + storedLength
                    + " bytes in the log differs from the one of " + length
                    + " bytes that its orders entry causes, from byte " + differs);
        }
        next++;
    }

    private void keep(final long id, final DirectBuffer buffer, final int offset, final int length) {
        page.putBytes(pageLength, buffer, offset, length);
        pageLength += length;
        ids.addLong(id);
        ends.addLong(pageLength);
    }

    private int firstDifference(
            final int start, final int storedLength, final DirectBuffer buffer, final int offset, final int length) {
        if (storedLength != length) {
            return firstDifference(start, buffer, offset, 0, Math.min(storedLength, length), true);
        }
        final int marker = length - EventsEntry.END_LENGTH;
        if (!isHashOfOtherLayout(start + marker, buffer, offset + marker)) {
            return firstDifference(start, buffer, offset, 0, length, false);
        }
        final int differs = firstDifference(start, buffer, offset, 0, marker + EventsEntry.END_FLAGS_OFFSET, false);
        return differs >= 0
                ? differs
                : firstDifference(
                        start,
                        buffer,
                        offset,
                        marker + EventsEntry.END_COUNT_OFFSET,
                        marker + EventsEntry.END_STATE_HASH_OFFSET,
                        false);
    }

    /** Whether a build stored the entry whose state had another layout: the hash, and with it the CRC, can't be compared. */
    private boolean isHashOfOtherLayout(final int stored, final DirectBuffer buffer, final int made) {
        final boolean haveHash = (page.getByte(stored + EventsEntry.END_FLAGS_OFFSET)
                        & buffer.getByte(made + EventsEntry.END_FLAGS_OFFSET)
                        & EventsEntry.HAS_STATE_HASH)
                != 0;
        return haveHash
                && page.getByte(stored + EventsEntry.END_STATE_LAYOUT_OFFSET)
                        != buffer.getByte(made + EventsEntry.END_STATE_LAYOUT_OFFSET);
    }

    private int firstDifference(
            final int start,
            final DirectBuffer buffer,
            final int offset,
            final int from,
            final int to,
            final boolean differsAtEnd) {
        int i = from;
        while (i <= to - Long.BYTES && page.getLong(start + i) == buffer.getLong(offset + i)) {
            i += Long.BYTES;
        }
        for (; i < to; i++) {
            if (page.getByte(start + i) != buffer.getByte(offset + i)) {
                return i;
            }
        }
        return differsAtEnd ? to : -1;
    }
}

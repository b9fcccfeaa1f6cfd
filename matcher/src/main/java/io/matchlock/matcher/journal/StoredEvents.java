package io.matchlock.matcher.journal;

import io.matchlock.log.StreamReader;
import io.matchlock.log.events.EventsComparison;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.protocol.log.EntryId;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.collections.LongArrayList;

/**
 * The events entries that stood in the log before this matcher started, page by page, to be compared with what a replay makes
 * of their causes. Owned by the journal thread.
 */
final class StoredEvents {
    private static final int PAGE_BYTES = 1024 * 1024;
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
        final long after = EntryId.before(firstId);
        readUpTo = after;
        reader.read(after, PAGE_BYTES, this::keep);
        readUpTo = firstId; // not before: if the connection broke, the page is still wanted
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
        final int differs = EventsComparison.firstDifference(page, start, storedLength, buffer, offset, length);
        if (differs != EventsComparison.SAME) {
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
}

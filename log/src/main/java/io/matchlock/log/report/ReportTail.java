package io.matchlock.log.report;

import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.protocol.log.EntryId;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the reports are that no closed file of the archive has. A {@link ReportStore} begins it, and reads what nobody else has told;
 * a thread that sees the log's events go by tells them, so that they need not be read again: each entry is taken from whoever has the
 * next one. Where what it has does not go with what comes, because the log or its archive went back in time, it forgets all and is begun
 * anew. Any thread.
 */
public final class ReportTail {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReportTail.class);

    private ReportIndex index;

    /**
     * An entry has gone by.
     *
     * @param id packed
     * @param length of the entry in bytes
     * @param reports of each its session and its number, in the entry's order
     */
    public synchronized void tell(final long id, final int length, final LongArrayList reports) {
        if (isNext(id)) {
            try {
                index.add(id, length, reports);
            } catch (final LogCorruptException e) {
                LOGGER.warn("the index of reports is begun anew: {}", e.getMessage());
                index = null;
            }
        }
    }

    /** {@return the last entry taken in, packed; {@code EntryId.NONE} before any} */
    public synchronized long position() {
        return index == null ? EntryId.NONE : index.lastId();
    }

    synchronized void add(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (isNext(id)) {
            try {
                index.add(id, buffer, offset, length);
            } catch (final LogCorruptException e) {
                index = null;
                throw e;
            }
        }
    }

    synchronized boolean hasBegun() {
        return index != null;
    }

    synchronized void begin(final ReportIndex first) {
        index = first;
    }

    synchronized boolean find(final int session, final long number, final ReportIndex.Piece target) {
        return index != null && index.find(session, number, target);
    }

    synchronized long endNumber(final int session) {
        return index == null ? 0 : index.endNumber(session);
    }

    synchronized void dropBefore(final long id) {
        if (index != null) {
            index.dropBefore(id);
        }
    }

    private boolean isNext(final long id) {
        return index != null && EntryId.mayFollow(id, index.lastId());
    }
}

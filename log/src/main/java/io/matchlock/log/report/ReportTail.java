package io.matchlock.log.report;

import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.protocol.log.EntryId;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the reports are that no closed file of the archive has. A {@link ReportStore} begins it and reads the log; a thread that sees the
 * log's events go by tells them, so that they need not be read: the last of what it told waits until the store has come so far. Where
 * what is there does not go with what comes, because the log or its archive went back in time, all is forgotten and begun anew. Any thread.
 */
public final class ReportTail {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReportTail.class);
    private static final int MAX_AHEAD = 4096;

    private final ArrayDeque<Told> ahead = new ArrayDeque<>();
    private ReportIndex index;

    /** Used again where there are too many of them. */
    private static final class Told {
        private final LongArrayList reports = new LongArrayList();
        private long id;
        private int length;

        void set(final long newId, final int newLength, final LongArrayList newReports) {
            id = newId;
            length = newLength;
            reports.clear();
            reports.addAll(newReports);
        }
    }

    /**
     * An entry has gone by.
     *
     * @param id packed
     * @param length of the entry in bytes
     * @param reports of each its session and its number, in the entry's order; valid during the call
     */
    public synchronized void tell(final long id, final int length, final LongArrayList reports) {
        try {
            if (isNext(id)) {
                index.add(id, length, reports);
            } else if (id > position()) {
                final Told told = ahead.size() == MAX_AHEAD ? ahead.poll() : new Told();
                told.set(id, length, reports);
                ahead.add(told);
            }
        } catch (final LogCorruptException e) {
            LOGGER.warn("the index of reports is begun anew: {}", e.getMessage());
            forget();
        }
    }

    /** {@return the last entry taken in, packed; {@code EntryId.NONE} before any} */
    public synchronized long position() {
        return index == null ? EntryId.NONE : index.lastId();
    }

    synchronized void add(final long id, final DirectBuffer buffer, final int offset, final int length) {
        try {
            if (isNext(id)) {
                index.add(id, buffer, offset, length);
                takeAhead();
            }
        } catch (final LogCorruptException e) {
            forget();
            throw e;
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

    private void forget() {
        index = null;
        ahead.clear();
    }

    private void takeAhead() {
        while (!ahead.isEmpty() && (ahead.peek().id <= index.lastId() || isNext(ahead.peek().id))) {
            final Told told = ahead.poll();
            if (isNext(told.id)) {
                index.add(told.id, told.length, told.reports);
            }
        }
    }

    private boolean isNext(final long id) {
        return index != null && EntryId.mayFollow(id, index.lastId());
    }
}

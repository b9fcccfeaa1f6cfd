package io.matchlock.log.archive.index;

import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;

/**
 * Where the reports of each session are, over a stretch of the log. The stretch is cut into pieces of about 256 KB of events; of each
 * session the index has the first number in each piece, so that a report is found by reading one piece. A session's numbers rise by one
 * from report to report; that is checked. 16 bytes for each session in a piece; where that would be more than is allowed, pieces are
 * joined by twos, and a report is found by reading more. One thread.
 */
public final class ReportIndex {
    private static final int PAIR = 2;

    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final Pieces pieces;
    private final NextNumbers next;
    /** Of each session that gave way to another here, the number behind its last report. */
    private final Long2LongHashMap ends = new Long2LongHashMap(0);
    /** The entry in which a session gave way, and the session, and so on. */
    private final LongArrayList endedIn = new LongArrayList();

    private long lastId;

    /**
     * An index of nothing.
     *
     * @param afterId packed, of the entry before the stretch
     * @param before the sessions' next report numbers there; taken over
     */
    public ReportIndex(final long afterId, final NextNumbers before) {
        this(afterId, before, Long.MAX_VALUE);
    }

    /**
     * An index of nothing, which stays small.
     *
     * @param afterId packed, of the entry before the stretch
     * @param before the sessions' next report numbers there; taken over
     * @param maxRows about as many as there may be, of 16 bytes
     */
    public ReportIndex(final long afterId, final NextNumbers before, final long maxRows) {
        this(afterId, before, new Pieces(maxRows));
    }

    ReportIndex(final long lastId, final NextNumbers next, final Pieces pieces) {
        this.lastId = lastId;
        this.next = next;
        this.pieces = pieces;
    }

    /**
     * Takes the first entry, which says how many sessions there are at one time.
     *
     * @param genesis that is sound
     */
    public void begin(final OrdersEntryDecoder genesis) {
        if (genesis.kind() == OrdersEntry.GENESIS) {
            next.begin(Genesis.decode(genesis));
        }
    }

    /**
     * Takes the next pair of entries; the genesis entry says how many sessions there are.
     *
     * @param id packed
     * @param orders holds the orders entry
     * @param ordersOffset in {@code orders}
     * @param ordersLength in bytes
     * @param buffer holds the events entry
     * @param offset in {@code buffer}
     * @param length in bytes
     * @throws LogCorruptException if the entry is not sound, or a session's number is not its next
     */
    public void add(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (id == EntryId.GENESIS) {
            begin(Entries.requireSound(new OrdersEntryDecoder(), id, orders, ordersOffset, ordersLength));
        }
        add(id, buffer, offset, length);
    }

    /**
     * Takes the next entry.
     *
     * @param id packed
     * @param buffer holds the events entry
     * @param offset in {@code buffer}
     * @param length in bytes
     * @throws LogCorruptException if the entry is not sound, or a session's number is not its next
     */
    public void add(final long id, final DirectBuffer buffer, final int offset, final int length) {
        final String fault = events.wrap(buffer, offset, length);
        if (fault != null) {
            throw new LogCorruptException("events entry " + EntryId.format(id) + " is corrupt: " + fault);
        }
        begin(id, length);
        while (events.next()) {
            if (events.type() == EventsEntry.REPORT) {
                add(id, events.session(), events.reportNumber());
            }
        }
    }

    /**
     * Takes the next entry, of which only its reports are at hand.
     *
     * @param id packed
     * @param length of the entry in bytes
     * @param reports of each its session and its number, in the entry's order
     * @throws LogCorruptException if a session's number is not its next
     */
    public void add(final long id, final int length, final LongArrayList reports) {
        begin(id, length);
        for (int i = 0; i < reports.size(); i += PAIR) {
            add(id, (int) reports.getLong(i), reports.getLong(i + 1));
        }
    }

    private void begin(final long id, final int length) {
        pieces.begin(id, length);
        lastId = id;
    }

    private void add(final long id, final int session, final long number) {
        final int gone = next.before(session);
        final long goneEnd = gone == 0 || gone > session ? 0 : next.of(gone);
        final long expected = next.take(session);
        if (goneEnd != 0) {
            ends.put(gone, goneEnd);
            endedIn.addLong(id);
            endedIn.addLong(gone);
        }
        if (number != expected) {
            throw new LogCorruptException("events entry " + EntryId.format(id) + " has report " + number
                    + " of session " + session + ", "
                    + (expected == NextNumbers.GONE ? "which has given way" : "after report " + (expected - 1)));
        }
        pieces.add(session, number);
    }

    /**
     * The number that a session's next report has behind this stretch.
     *
     * @param session of it
     * @return from 1; more than any number if the session has given way to another
     */
    public long nextNumber(final int session) {
        return next.of(session);
    }

    /**
     * The number behind a session's last report up to the end of this stretch.
     *
     * @param session of it
     * @return from 1; 0 if it gave way before this stretch
     */
    public long endNumber(final int session) {
        final long number = next.of(session);
        return number == NextNumbers.GONE ? ends.get(session) : number;
    }

    /** {@return all sessions' next report numbers behind this stretch} */
    public NextNumbers next() {
        return next;
    }

    /** {@return the last entry of the stretch, packed} */
    public long lastId() {
        return lastId;
    }

    /**
     * Finds the piece that has a report.
     *
     * @param session of the report
     * @param number of the report
     * @param target takes where the piece is
     * @return whether there is one
     */
    public boolean find(final int session, final long number, final Piece target) {
        return number < endNumber(session) && pieces.find(session, number, lastId, target);
    }

    /**
     * Forgets the pieces that end before an entry.
     *
     * @param id packed, of the first entry that is still asked for
     */
    public void dropBefore(final long id) {
        pieces.dropBefore(id);
        while (!endedIn.isEmpty() && endedIn.getLong(0) < pieces.firstId()) {
            ends.remove(endedIn.getLong(1));
            endedIn.removeAt(0);
            endedIn.removeAt(0);
        }
    }

    /**
     * Whether another index says the same.
     *
     * @param other of the same stretch
     * @return whether each report is found in the same piece
     */
    public boolean isSame(final ReportIndex other) {
        return lastId == other.lastId
                && pieces.isSame(other.pieces)
                && ends.equals(other.ends)
                && next.isSame(other.next);
    }

    Long2LongHashMap ends() {
        return ends;
    }

    Pieces pieces() {
        return pieces;
    }

    /** A stretch of entries that has a report. */
    public static final class Piece {
        private long firstId;
        private long lastId;

        void set(final long first, final long last) {
            firstId = first;
            lastId = last;
        }

        /** {@return its first entry, packed} */
        public long firstId() {
            return firstId;
        }

        /** {@return its last entry, packed} */
        public long lastId() {
            return lastId;
        }
    }
}

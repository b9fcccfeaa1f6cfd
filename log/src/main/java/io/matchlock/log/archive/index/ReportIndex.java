package io.matchlock.log.archive.index;

import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;

/**
 * Where the reports of each session are, over a stretch of the log. The stretch is cut into pieces of about 256 KB of events; of each
 * session the index has the first number in each piece, so that a report is found by reading one piece. A session's numbers rise by one
 * from report to report; that is checked. 16 bytes for each session in a piece; where that would be more than is allowed, pieces are
 * joined by twos, and a report is found by reading more. One thread.
 */
public final class ReportIndex {
    private static final int PIECE_BYTES = 256 * 1024;
    private static final int ROW = 2;

    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final LongArrayList firstIds = new LongArrayList();
    /** Of each session: a piece's number and the first report number in it, and so on. */
    private final Int2ObjectHashMap<LongArrayList> rows = new Int2ObjectHashMap<>();

    /** Of each session that gave way to another here, the number behind its last report. */
    private final Long2LongHashMap ends = new Long2LongHashMap(0);
    /** The piece in which a session gave way, and the session, and so on. */
    private final LongArrayList endedIn = new LongArrayList();

    private final NextNumbers next;
    private final long maxRows;
    private long rowCount;
    private long firstPiece;
    private long lastId;
    private long pieceBytes = PIECE_BYTES;
    private long bytes;

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
        lastId = afterId;
        next = before;
        bytes = PIECE_BYTES;
        this.maxRows = maxRows;
    }

    ReportIndex(
            final long lastId,
            final NextNumbers next,
            final LongArrayList firstIds,
            final Int2ObjectHashMap<LongArrayList> rows,
            final Long2LongHashMap ends) {
        this(lastId, next);
        this.firstIds.addAll(firstIds);
        this.rows.putAll(rows);
        this.ends.putAll(ends);
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
        for (int i = 0; i < reports.size(); i += ROW) {
            add(id, (int) reports.getLong(i), reports.getLong(i + 1));
        }
    }

    private void begin(final long id, final int length) {
        if (bytes >= pieceBytes) {
            if (rowCount > maxRows) {
                join();
            }
            firstIds.addLong(id);
            bytes = 0;
        }
        bytes += length;
        lastId = id;
    }

    private void add(final long id, final int session, final long number) {
        final int gone = next.before(session);
        final long goneEnd = gone == 0 || gone > session ? 0 : next.of(gone);
        final long expected = next.take(session);
        if (goneEnd != 0) {
            ends.put(gone, goneEnd);
            endedIn.addLong(firstPiece + firstIds.size() - 1);
            endedIn.addLong(gone);
        }
        if (number != expected) {
            throw new LogCorruptException("events entry " + EntryId.format(id) + " has report " + number
                    + " of session " + session + ", "
                    + (expected == NextNumbers.GONE ? "which has given way" : "after report " + (expected - 1)));
        }
        final LongArrayList found = rows.computeIfAbsent(session, key -> new LongArrayList());
        final long piece = firstPiece + firstIds.size() - 1;
        if (found.isEmpty() || found.getLong(found.size() - ROW) != piece) {
            found.addLong(piece);
            found.addLong(number);
            rowCount++;
        }
    }

    /** Makes one piece of each two. */
    private void join() {
        pieceBytes *= 2;
        rowCount = 0;
        rows.values().forEach(found -> {
            final long[] before = found.toLongArray();
            found.clear();
            for (int i = 0; i < before.length; i += ROW) {
                final long piece = joined(before[i]);
                if (found.isEmpty() || found.getLong(found.size() - ROW) != piece) {
                    found.addLong(piece);
                    found.addLong(before[i + 1]);
                }
            }
            rowCount += found.size() / ROW;
        });
        for (int i = 0; i < endedIn.size(); i += ROW) {
            endedIn.setLong(i, joined(endedIn.getLong(i)));
        }
        final long[] ids = firstIds.toLongArray();
        firstIds.clear();
        for (int i = 0; i < ids.length; i += 2) {
            firstIds.addLong(ids[i]);
        }
    }

    private long joined(final long piece) {
        return firstPiece + (piece - firstPiece) / 2;
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
        final LongArrayList found = rows.get(session);
        if (found == null || number >= endNumber(session)) {
            return false;
        }
        int low = 0;
        int high = found.size() / ROW - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            if (found.getLong(middle * ROW + 1) <= number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (high < 0) {
            return false;
        }
        final int piece = (int) (found.getLong(high * ROW) - firstPiece);
        final boolean isLast = piece == firstIds.size() - 1;
        target.set(firstIds.getLong(piece), isLast ? lastId : endBefore(firstIds.getLong(piece + 1)));
        return true;
    }

    /** An entry up to which all before another one is read: a fence itself, since the one before it is not known here. */
    private static long endBefore(final long id) {
        return EntryId.isFence(id) ? id : EntryId.before(id);
    }

    /**
     * Forgets the pieces that end before an entry.
     *
     * @param id packed, of the first entry that is still asked for
     */
    public void dropBefore(final long id) {
        int drop = 0;
        while (drop + 1 < firstIds.size() && firstIds.getLong(drop + 1) <= id) {
            drop++;
        }
        if (drop == 0) {
            return;
        }
        firstPiece += drop;
        final long[] kept = Arrays.copyOfRange(firstIds.toLongArray(), drop, firstIds.size());
        firstIds.clear();
        Arrays.stream(kept).forEach(firstIds::addLong);
        while (!endedIn.isEmpty() && endedIn.getLong(0) < firstPiece) {
            ends.remove(endedIn.getLong(1));
            endedIn.removeAt(0);
            endedIn.removeAt(0);
        }
        rowCount = 0;
        rows.values().removeIf(found -> {
            int gone = 0;
            while (gone < found.size() && found.getLong(gone) < firstPiece) {
                gone += ROW;
            }
            final long[] left = Arrays.copyOfRange(found.toLongArray(), gone, found.size());
            found.clear();
            Arrays.stream(left).forEach(found::addLong);
            rowCount += left.length / ROW;
            return left.length == 0;
        });
    }

    /**
     * Whether another index says the same.
     *
     * @param other of the same stretch
     * @return whether each report is found in the same piece
     */
    public boolean isSame(final ReportIndex other) {
        return lastId == other.lastId
                && firstIds.equals(other.firstIds)
                && rows.equals(other.rows)
                && ends.equals(other.ends)
                && next.isSame(other.next);
    }

    Long2LongHashMap ends() {
        return ends;
    }

    /** {@return how many rows of 16 bytes it has} */
    long rowCount() {
        return rowCount;
    }

    LongArrayList firstIds() {
        return firstIds;
    }

    Int2ObjectHashMap<LongArrayList> rows() {
        return rows;
    }

    /** A stretch of entries that has a report. */
    public static final class Piece {
        private long firstId;
        private long lastId;

        private void set(final long first, final long last) {
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

package io.matchlock.log.archive.index;

import io.matchlock.protocol.log.EntryId;
import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/**
 * A stretch of the log, cut into pieces, and of each session the first report number in each piece that has any. Pieces have about 256 KB
 * of events, or twice, four times as much and so on where there would be too many rows. One thread.
 */
final class Pieces {
    private static final int BYTES = 256 * 1024;
    private static final int ROW = 2;

    private final LongArrayList firstIds;
    /** Of each session: a piece's number and the first report number in it, and so on. */
    private final Int2ObjectHashMap<LongArrayList> rows;

    private final long maxRows;
    private long rowCount;
    /** The number of the first piece that is left. */
    private long first;

    private long pieceBytes = BYTES;
    private long bytes = BYTES;

    /** None. */
    Pieces(final long maxRows) {
        this(new LongArrayList(), new Int2ObjectHashMap<>(), maxRows);
    }

    /** Those of a file. */
    Pieces(final LongArrayList firstIds, final Int2ObjectHashMap<LongArrayList> rows) {
        this(firstIds, rows, Long.MAX_VALUE);
    }

    private Pieces(final LongArrayList firstIds, final Int2ObjectHashMap<LongArrayList> rows, final long maxRows) {
        this.firstIds = firstIds;
        this.rows = rows;
        this.maxRows = maxRows;
    }

    /** The next entry. */
    void begin(final long id, final int length) {
        if (bytes >= pieceBytes) {
            if (rowCount > maxRows) {
                join();
            }
            firstIds.addLong(id);
            bytes = 0;
        }
        bytes += length;
    }

    /** A report of that entry. */
    void add(final int session, final long number) {
        final LongArrayList found = rows.computeIfAbsent(session, key -> new LongArrayList());
        final long piece = first + firstIds.size() - 1;
        if (found.isEmpty() || found.getLong(found.size() - ROW) != piece) {
            found.addLong(piece);
            found.addLong(number);
            rowCount++;
        }
    }

    /** Finds the piece that has a report, which has come; {@code lastId} is the last entry of all. */
    boolean find(final int session, final long number, final long lastId, final ReportIndex.Piece target) {
        final LongArrayList found = rows.get(session);
        int low = 0;
        int high = found == null ? -1 : found.size() / ROW - 1;
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
        final int piece = (int) (found.getLong(high * ROW) - first);
        final boolean isLast = piece == firstIds.size() - 1;
        target.set(firstIds.getLong(piece), isLast ? lastId : endBefore(firstIds.getLong(piece + 1)));
        return true;
    }

    /** Forgets the pieces that end before an entry. */
    void dropBefore(final long id) {
        int drop = 0;
        while (drop + 1 < firstIds.size() && firstIds.getLong(drop + 1) <= id) {
            drop++;
        }
        if (drop == 0) {
            return;
        }
        first += drop;
        setLongs(firstIds, firstIds.toLongArray(), drop);
        rowCount = 0;
        rows.values().removeIf(found -> {
            int gone = 0;
            while (gone < found.size() && found.getLong(gone) < first) {
                gone += ROW;
            }
            setLongs(found, found.toLongArray(), gone);
            rowCount += found.size() / ROW;
            return found.isEmpty();
        });
    }

    /** The first entry of the first piece, packed; {@code EntryId.NONE} if there is none. */
    long firstId() {
        return firstIds.isEmpty() ? EntryId.NONE : firstIds.getLong(0);
    }

    boolean isSame(final Pieces other) {
        return firstIds.equals(other.firstIds) && rows.equals(other.rows);
    }

    LongArrayList firstIds() {
        return firstIds;
    }

    Int2ObjectHashMap<LongArrayList> rows() {
        return rows;
    }

    /** How many rows of 16 bytes there are. */
    long rowCount() {
        return rowCount;
    }

    /** Makes one piece of each two. */
    private void join() {
        pieceBytes *= 2;
        rowCount = 0;
        rows.values().forEach(found -> {
            final long[] before = found.toLongArray();
            found.clear();
            for (int i = 0; i < before.length; i += ROW) {
                final long piece = first + (before[i] - first) / 2;
                if (found.isEmpty() || found.getLong(found.size() - ROW) != piece) {
                    found.addLong(piece);
                    found.addLong(before[i + 1]);
                }
            }
            rowCount += found.size() / ROW;
        });
        final long[] ids = firstIds.toLongArray();
        firstIds.clear();
        for (int i = 0; i < ids.length; i += 2) {
            firstIds.addLong(ids[i]);
        }
    }

    private static void setLongs(final LongArrayList target, final long[] longs, final int from) {
        target.clear();
        Arrays.stream(longs, from, longs.length).forEach(target::addLong);
    }

    /** An entry up to which all before another one is read: a fence itself, since the one before it is not known here. */
    private static long endBefore(final long id) {
        return EntryId.isFence(id) ? id : EntryId.before(id);
    }
}

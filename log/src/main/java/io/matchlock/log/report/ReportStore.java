package io.matchlock.log.report;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.archive.index.NextNumbers;
import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Gives back any report that a segment ever made, by session and number, with the bytes that it had. What closed archive files have is
 * found by their indexes; what is behind them by an index in memory, which {@link #follow} keeps up with the log. Belongs to the thread
 * of its connection, which waits for Redis and the disk: not the thread of a gateway's loop.
 */
public final class ReportStore {
    private static final int PAGE_BYTES = 1 << 20;
    /** Of the index in memory: 16 MB, or twice that for a moment. */
    private static final long MAX_ROWS = 1 << 20;

    private final StreamReader followed;
    private final StreamReader asked;
    private final SegmentDefinition segment;
    private final ArchivedReports archived;
    private final ReportTail tail;
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final Int2ObjectHashMap<WantedReports> open = new Int2ObjectHashMap<>();

    /**
     * A store that has read nothing yet.
     *
     * @param connection that is open
     * @param archive folder of the segment's archive files, empty if it keeps none
     */
    public ReportStore(final LogConnection connection, final Optional<Path> archive) {
        this(connection, archive, new ReportTail());
    }

    /**
     * A store whose tail others keep up, too, and that may have been begun by a store before this one.
     *
     * @param connection that is open
     * @param archive folder of the segment's archive files, empty if it keeps none
     * @param tail of the same segment's log
     */
    public ReportStore(final LogConnection connection, final Optional<Path> archive, final ReportTail tail) {
        this.tail = tail;
        followed = connection.readerAhead(Names.eventsKey(connection.segment()));
        asked = connection.reader(Names.eventsKey(connection.segment()));
        segment = connection.readGenesis();
        archived =
                archive.map(folder -> new ArchivedReports(folder, segment.id())).orElse(null);
    }

    /**
     * Takes in what has come into the log, about a megabyte at most.
     *
     * @return whether there may be more at once
     * @throws LogCorruptException if an entry is not sound, or a session's reports have a gap
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public boolean follow() {
        if (!tail.hasBegun()) {
            begin();
        }
        final int count = followed.read(tail.position(), PAGE_BYTES, tail::add);
        if (count > 0 && followed.mayHaveMore()) {
            return true;
        }
        if (archived != null && archived.refresh()) {
            tail.dropBefore(EntryId.next(archived.newest().lastId()));
        }
        return false;
    }

    /** {@return the last entry taken in, packed; {@code EntryId.NONE} before any} */
    public long position() {
        return tail.position();
    }

    /**
     * The number that a session's next report will have, as far as {@link #follow} has read; the one behind its last, if the session
     * has given way to another.
     *
     * @param ofSession its number
     * @return from 1
     */
    public long nextNumber(final int ofSession) {
        if (!tail.hasBegun()) {
            return 1;
        }
        final long end = tail.endNumber(ofSession);
        return end != 0 || archived == null ? Math.max(1, end) : archived.endNumber(ofSession);
    }

    /**
     * Reads consecutive reports of a session.
     *
     * @param ofSession its number
     * @param firstNumber of the first report, from 1
     * @param count how many, at least 1
     * @param target takes each in turn
     * @return how many there were: fewer only if the session has had no more yet
     * @throws LogCorruptException if the log has no such report where the index says
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer, or the archive can't be read now
     */
    public int read(final int ofSession, final long firstNumber, final int count, final ReportHandler target) {
        final WantedReports wanted = new WantedReports(ofSession, firstNumber, count, target);
        read(List.of(wanted));
        if (wanted.fault() != null) {
            throw new LogCorruptException(wanted.fault());
        }
        return (int) (wanted.next() - firstNumber);
    }

    /**
     * Reads reports of several sessions, each part of the log once for all of them. What there is of each is read; what can't be read
     * says why.
     *
     * @param wanted of sessions that are all different
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer, or the archive can't be read now
     */
    public void read(final List<WantedReports> wanted) {
        wanted.forEach(one -> {
            one.begin();
            open.put(one.session(), one);
        });
        try {
            for (WantedReports first = findFirst(wanted); first != null; first = findFirst(wanted)) {
                readPiece(first);
            }
        } finally {
            open.clear();
        }
    }

    /** Of those that go on, the one that goes on first in the log. */
    private WantedReports findFirst(final List<WantedReports> wanted) {
        WantedReports first = null;
        for (final WantedReports one : wanted) {
            if (one.isOpen(nextNumber(one.session())) && find(one)) {
                first = first == null || one.piece().firstId() < first.piece().firstId() ? one : first;
            }
        }
        return first;
    }

    private boolean find(final WantedReports one) {
        final boolean isFound = tail.find(one.session(), one.next(), one.piece())
                || (archived != null && archived.find(one.session(), one.next(), one.piece()));
        if (!isFound) {
            one.fail("report " + one.next() + " of session " + one.session() + " is not in an index");
        }
        return isFound;
    }

    /** All that is wanted of a piece is read, or the first one has failed. */
    private void readPiece(final WantedReports first) {
        final long before = first.next();
        final ReportIndex.Piece piece = first.piece();
        try {
            asked.readTo(EntryId.before(piece.firstId()), piece.lastId(), this::onEntry);
        } catch (final LogCorruptException e) {
            first.fail(e.getMessage());
        }
        if (first.next() == before && first.fault() == null) {
            first.fail("report " + before + " of session " + first.session() + " is not in the log between entries "
                    + EntryId.format(piece.firstId()) + " and " + EntryId.format(piece.lastId()));
        }
    }

    private void begin() {
        if (archived != null && archived.refresh()) {
            final ReportIndex newest = archived.newest();
            tail.begin(new ReportIndex(newest.lastId(), new NextNumbers(newest.next()), MAX_ROWS));
        } else {
            final NextNumbers numbers = new NextNumbers();
            numbers.begin(segment);
            tail.begin(new ReportIndex(EntryId.NONE, numbers, MAX_ROWS));
        }
    }

    private void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        Entries.requireSound(events, id, buffer, offset, length);
        while (events.next()) {
            if (events.type() == EventsEntry.REPORT) {
                final WantedReports one = open.get(events.session());
                if (one != null) {
                    one.onReport(events, buffer);
                }
            }
        }
    }
}

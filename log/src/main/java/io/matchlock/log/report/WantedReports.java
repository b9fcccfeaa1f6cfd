package io.matchlock.log.report;

import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.protocol.log.EventsEntryDecoder;
import org.agrona.DirectBuffer;

/** Consecutive reports of a session that somebody wants, and how far a {@link ReportStore} has come with them. One thread. */
public final class WantedReports {
    private final int session;
    private final long end;
    private final ReportHandler target;
    private final ReportIndex.Piece piece = new ReportIndex.Piece();
    private long next;
    private String fault;

    /**
     * Reports that were not read yet.
     *
     * @param session its number
     * @param first number of the first, from 1
     * @param count how many, at least 1
     * @param target takes each in turn
     */
    public WantedReports(final int session, final long first, final int count, final ReportHandler target) {
        if (first < 1 || count < 1) {
            throw new IllegalArgumentException("reports " + first + ", " + count + " of them: both from 1");
        }
        this.session = session;
        this.target = target;
        next = first;
        end = first + count;
    }

    /** {@return the session's number} */
    public int session() {
        return session;
    }

    /** {@return number of the next report to read} */
    public long next() {
        return next;
    }

    /** {@return whether all were read} */
    public boolean isComplete() {
        return next == end;
    }

    /** {@return why the next one can't be read; null if it was not there yet, or nobody has tried} */
    public String fault() {
        return fault;
    }

    ReportIndex.Piece piece() {
        return piece;
    }

    void begin() {
        fault = null;
    }

    void fail(final String reason) {
        fault = reason;
    }

    boolean isOpen(final long sessionsNext) {
        return fault == null && next < Math.min(end, sessionsNext);
    }

    void onReport(final EventsEntryDecoder events, final DirectBuffer buffer) {
        if (next < end && events.reportNumber() == next) {
            target.onReport(next, buffer, events.payloadOffset(), events.payloadLength());
            next++;
        }
    }
}

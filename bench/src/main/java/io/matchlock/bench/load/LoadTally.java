package io.matchlock.bench.load;

import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import org.HdrHistogram.Histogram;

/** What all sessions of a load run together have seen. Times are nanoseconds from when a message was due. One thread. */
final class LoadTally {
    private static final long HIGHEST_NS = 3_600_000_000_000L;

    private final Histogram acknowledgements = new Histogram(HIGHEST_NS, 3);
    private final Histogram answers = new Histogram(HIGHEST_NS, 3);
    private long acknowledged;
    private long reports;
    private long trades;
    private long rejects;
    private long notApplied;
    private long disconnects;
    private String lastDisconnect = "";

    void onAcknowledged(final long timeNs) {
        acknowledged++;
        acknowledgements.recordValue(Math.min(timeNs, HIGHEST_NS));
    }

    void onAnswered(final long timeNs) {
        answers.recordValue(Math.min(timeNs, HIGHEST_NS));
    }

    void onReport(final int templateId) {
        reports++;
        trades += templateId == ExecutionReportTradeDecoder.TEMPLATE_ID ? 1 : 0;
        rejects += templateId == ExecutionReportRejectDecoder.TEMPLATE_ID ? 1 : 0;
    }

    void onNotApplied(final long count) {
        notApplied += count;
    }

    /** A connection that stood is lost. */
    void onDisconnected(final String reason) {
        disconnects++;
        lastDisconnect = reason;
    }

    /** An attempt to connect failed. */
    void onNotConnected(final String reason) {
        lastDisconnect = reason;
    }

    /** Forgets the times so far, not the counts. */
    void resetTimes() {
        acknowledgements.reset();
        answers.reset();
    }

    Histogram acknowledgements() {
        return acknowledgements;
    }

    Histogram answers() {
        return answers;
    }

    long acknowledged() {
        return acknowledged;
    }

    long reports() {
        return reports;
    }

    long trades() {
        return trades;
    }

    long rejects() {
        return rejects;
    }

    long notApplied() {
        return notApplied;
    }

    long disconnects() {
        return disconnects;
    }

    String lastDisconnect() {
        return lastDisconnect;
    }
}

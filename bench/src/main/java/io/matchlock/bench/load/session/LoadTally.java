package io.matchlock.bench.load.session;

import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import org.HdrHistogram.Histogram;

/** What all sessions of a load run together have seen. Times are nanoseconds from when a message was due. One thread. */
public final class LoadTally {
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

    /**
     * A message is known to be durable.
     *
     * @param timeNs since it was due
     */
    public void onAcknowledged(final long timeNs) {
        acknowledged++;
        acknowledgements.recordValue(Math.min(timeNs, HIGHEST_NS));
    }

    /**
     * A message was answered by its first report.
     *
     * @param timeNs since it was due
     */
    public void onAnswered(final long timeNs) {
        answers.recordValue(Math.min(timeNs, HIGHEST_NS));
    }

    /**
     * A report has come.
     *
     * @param templateId of the report
     */
    public void onReport(final int templateId) {
        reports++;
        trades += templateId == ExecutionReportTradeDecoder.TEMPLATE_ID ? 1 : 0;
        rejects += templateId == ExecutionReportRejectDecoder.TEMPLATE_ID ? 1 : 0;
    }

    /**
     * Messages are known not to be applied.
     *
     * @param count how many
     */
    public void onNotApplied(final long count) {
        notApplied += count;
    }

    /** A connection that stood is lost. */
    public void onDisconnected(final String reason) {
        disconnects++;
        lastDisconnect = reason;
    }

    /** An attempt to connect failed. */
    public void onNotConnected(final String reason) {
        lastDisconnect = reason;
    }

    /** Forgets the times so far, not the counts. */
    public void resetTimes() {
        acknowledgements.reset();
        answers.reset();
    }

    /** {@return ns from when messages were due to when they were known to be durable} */
    public Histogram acknowledgements() {
        return acknowledgements;
    }

    /** {@return ns from when messages were due to their first reports} */
    public Histogram answers() {
        return answers;
    }

    /** {@return how many messages are known to be durable} */
    public long acknowledged() {
        return acknowledged;
    }

    /** {@return how many reports have come} */
    public long reports() {
        return reports;
    }

    /** {@return how many reports tell of a trade; a trade has two} */
    public long trades() {
        return trades;
    }

    /** {@return how many reports refuse an order} */
    public long rejects() {
        return rejects;
    }

    /** {@return how many messages are known not to be applied} */
    public long notApplied() {
        return notApplied;
    }

    /** {@return how many connections that stood were lost} */
    public long disconnects() {
        return disconnects;
    }

    /** {@return why a connection was lost or could not be made, the last time; empty for never} */
    public String lastDisconnect() {
        return lastDisconnect;
    }
}

package io.matchlock.audit.auditor.client;

/**
 * One connection of a session as its client saw it: what was told at Establish, how far acknowledgements and reports have come
 * since, and how it ended. One thread.
 */
public final class ClientConnection {
    private enum End {
        NONE,
        LOST,
        BY_CLIENT
    }

    private final long lastApplied;
    private final long firstReport;
    private long nextReport;
    private long acknowledged;
    private End end = End.NONE;

    ClientConnection(final long lastApplied, final long firstReport) {
        this.lastApplied = lastApplied;
        this.firstReport = firstReport;
        nextReport = firstReport;
        acknowledged = lastApplied;
    }

    /** {@return the highest client number that was applied, as told at Establish} */
    public long lastApplied() {
        return lastApplied;
    }

    /** {@return the number of the first report, as told at Establish} */
    public long firstReport() {
        return firstReport;
    }

    /** {@return one above the highest report number that came, or was said to have come} */
    public long nextReport() {
        return nextReport;
    }

    /**
     * Whether a report lies between the first and the last that came, so that it must have come too.
     *
     * @param number of the report
     * @return whether it does
     */
    public boolean spans(final long number) {
        return number >= firstReport && number < nextReport;
    }

    /** {@return whether nobody cut it: the client ended it itself, or it is still up} */
    public boolean stood() {
        return end != End.LOST;
    }

    /** The highest client number of which it is known that it is durable. */
    long acknowledged() {
        return acknowledged;
    }

    void acknowledge(final long upTo) {
        acknowledged = upTo;
    }

    void report(final long number) {
        nextReport = Math.max(nextReport, number + 1);
    }

    void lose() {
        end = end == End.NONE ? End.LOST : end;
    }

    void endByClient() {
        end = end == End.NONE ? End.BY_CLIENT : end;
    }
}

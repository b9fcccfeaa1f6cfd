package io.matchlock.client;

/** Follows the numbers of the gateway's reports: takes each number once, counts the missing ones. Owned by the session's thread. */
final class ReportFlow {
    private final ClientSession session;
    private final ClientListener listener;
    private boolean isKnown;
    private long next = 1;
    private long missed;
    private long repeated;

    ReportFlow(final ClientSession session, final ClientListener listener, final boolean fromTheStart) {
        this.session = session;
        this.listener = listener;
        isKnown = fromTheStart;
    }

    /** The gateway says which number comes next. */
    void expect(final long number) {
        if (isKnown && number > next) {
            missed += number - next;
            listener.onReportGap(session, next, number - next);
        }
        if (!isKnown || number > next) {
            next = number;
        }
        isKnown = true;
    }

    /** A report came; false if it came before. */
    boolean take(final long number) {
        if (number < next) {
            repeated++;
            return false;
        }
        expect(number);
        next = number + 1;
        return true;
    }

    long next() {
        return next;
    }

    long missed() {
        return missed;
    }

    long repeated() {
        return repeated;
    }
}

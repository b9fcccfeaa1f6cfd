package io.matchlock.client;

import io.matchlock.client.wire.UnnumberedMessages;

/**
 * Follows the numbers of the gateway's reports: takes each number once, in order, and asks for those of a gap; what comes
 * behind the gap meanwhile is left out and asked for in its turn. Owned by the session's thread.
 */
final class ReportFlow {
    /** The most reports that a gateway gives back for one request. */
    private static final int MAX_REQUEST = 2_500;

    private final ClientSession session;
    private final ClientListener listener;
    private boolean isKnown;
    private long next;
    /** Behind the highest number that the gateway has named. */
    private long end;
    /** Behind the last number that was asked for, 0 if no request is under way. */
    private long askedEnd;

    private long missed;
    private long repeated;
    private long recovered;

    /** Begins with a number; 0 for whatever the gateway sends next. */
    ReportFlow(final ClientSession session, final ClientListener listener, final long first) {
        this.session = session;
        this.listener = listener;
        isKnown = first > 0;
        next = Math.max(1, first);
        end = next;
    }

    /** The gateway says which number comes next. */
    void expect(final long number) {
        if (!isKnown) {
            isKnown = true;
            next = number;
        }
        end = Math.max(end, number);
    }

    /** A report came; false if it is not the next one. */
    boolean take(final long number) {
        if (number < next) {
            repeated++;
            return false;
        }
        expect(number);
        end = Math.max(end, number + 1);
        if (number > next) {
            return false;
        }
        if (next < askedEnd) {
            recovered++;
        }
        next = number + 1;
        if (next >= askedEnd) {
            askedEnd = 0;
        }
        return true;
    }

    /**
     * The session is established, and the gateway says which number comes next. If it has sent higher ones before, the log has lost them.
     */
    void onEstablished(final long number) {
        if (isKnown && number < next) {
            listener.onReportsLost(session, number, next - number);
            next = number;
            end = number;
        }
        expect(number);
    }

    /** Asks for the reports of a gap, if there is one and nothing was asked for yet; returns how many requests went out. */
    int recover(final UnnumberedMessages messages, final byte[] sessionId, final long nowUtcNs) {
        final int count = wanted();
        if (count == 0 || !messages.sendRetransmitRequest(sessionId, nowUtcNs, next, count)) {
            return 0;
        }
        askedEnd = next + count;
        return 1;
    }

    /** How many reports are to be asked for now; 0 for none. */
    private int wanted() {
        return askedEnd != 0 ? 0 : (int) Math.min(MAX_REQUEST, end - next);
    }

    /** Those that were asked for can't be had. */
    void onRefused() {
        if (askedEnd > next) {
            missed += askedEnd - next;
            listener.onReportGap(session, next, askedEnd - next);
            next = askedEnd;
        }
        askedEnd = 0;
    }

    /** The connection is gone: whoever was asked does not answer any more. */
    void onDisconnected() {
        askedEnd = 0;
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

    long recovered() {
        return recovered;
    }
}

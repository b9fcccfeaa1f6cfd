package io.matchlock.audit.auditor.client;

import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.store.PagedBits;
import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.QueuedStatus;

/**
 * Which of a session's messages were acknowledged and which were refused, in two bits each. Finds those that came out
 * of order. One thread.
 */
public final class Acknowledgements {
    private final SentMessages sent;
    private final Findings findings;
    private final String name;
    private final boolean isExpected;
    private final PagedBits acknowledged = new PagedBits();
    private final PagedBits refused = new PagedBits();
    private long count;

    Acknowledgements(final SentMessages sent, final QueuedMode mode, final String name, final Findings findings) {
        this.sent = sent;
        this.findings = findings;
        this.name = name;
        isExpected = mode != QueuedMode.None;
    }

    /** Messages are durable. {@code connection} is null where none stands. */
    void onQueued(
            final ClientConnection connection, final long fromNumber, final long many, final QueuedStatus status) {
        final long last = lastSent("acknowledged", fromNumber, many);
        if (connection != null && status != QueuedStatus.Duplicate) {
            checkOrder(connection, fromNumber);
            connection.acknowledge(last);
        }
        for (long number = fromNumber; number <= last; number++) {
            count += acknowledged.set(number) ? 1 : 0;
            if (refused.get(number)) {
                findings.different(message(number) + " was both refused and acknowledged");
            }
        }
    }

    /** Messages will never be applied. */
    void onNotApplied(final long fromNumber, final long many) {
        final long last = lastSent("refused", fromNumber, many);
        for (long number = fromNumber; number <= last; number++) {
            refused.set(number);
            if (acknowledged.get(number)) {
                findings.different(message(number) + " was both acknowledged and refused");
            }
        }
    }

    /** A report never overtakes the acknowledgement of its message. */
    void onReport(final ClientConnection connection, final long report, final long answered) {
        if (isExpected && answered > connection.acknowledged()) {
            findings.reordered("report " + report + " of " + name + " answers number " + answered
                    + ", which had not been acknowledged on the connection");
        }
    }

    /** Finds what was sent and neither acknowledged nor refused on a connection that was not cut, the session's last. */
    void findMissing(final ClientConnection connection, final Findings target) {
        for (long number = connection.acknowledged() + 1; isExpected && number < sent.end(); number++) {
            if (sent.isThere(number) && !acknowledged.get(number) && !refused.get(number)) {
                target.lost(message(number) + " was neither acknowledged nor refused on a connection that stood");
            }
        }
    }

    /** {@return how many messages were acknowledged} */
    public long count() {
        return count;
    }

    /**
     * Whether a message was acknowledged.
     *
     * @param number of the client
     * @return whether it was
     */
    public boolean isAcknowledged(final long number) {
        return acknowledged.get(number);
    }

    /**
     * Whether the client was told that a message will never be applied.
     *
     * @param number of the client
     * @return whether it was
     */
    public boolean isRefused(final long number) {
        return refused.get(number);
    }

    /** {@return one above the highest number that may have been acknowledged} */
    public long end() {
        return acknowledged.end();
    }

    /** The last of the numbers, of those that were ever sent. */
    private long lastSent(final String what, final long fromNumber, final long many) {
        final long last = fromNumber + many - 1;
        if (fromNumber < 1 || many < 1 || last >= sent.end()) {
            findings.different("numbers " + fromNumber + " to " + last + " of " + name + " were " + what
                    + ", and the last one sent was " + (sent.end() - 1));
        }
        return Math.min(last, sent.end() - 1);
    }

    private void checkOrder(final ClientConnection connection, final long from) {
        if (from <= connection.acknowledged()) {
            findings.reordered(message(from) + " was acknowledged after number " + connection.acknowledged());
        }
        for (long number = connection.acknowledged() + 1; number < Math.min(from, sent.end()); number++) {
            if (!refused.get(number)) {
                findings.reordered(message(from) + " was acknowledged, and number " + number
                        + " before it neither acknowledged nor refused");
            }
        }
    }

    private String message(final long number) {
        return "number " + number + " of " + name;
    }
}

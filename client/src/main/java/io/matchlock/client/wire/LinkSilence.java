package io.matchlock.client.wire;

/**
 * Who has been silent for how long: when this side must say something, and when the gateway has to be given up. Time is an
 * argument, monotonic, in ns. Owned by the session's thread.
 */
public final class LinkSilence {
    /** An interval that never ends, and can be doubled. */
    private static final long NEVER_NS = Long.MAX_VALUE / 4;

    private final long intervalNs;
    private long gatewayIntervalNs = NEVER_NS;
    private long lastSentNs;
    private long lastReceivedNs;

    /**
     * Nothing was sent or received yet, and the gateway has promised nothing.
     *
     * @param intervalNs the longest silence that this side has promised, ns
     */
    public LinkSilence(final long intervalNs) {
        this.intervalNs = intervalNs;
    }

    /**
     * Something was sent.
     *
     * @param nowNs of a monotonic clock
     */
    public void onSent(final long nowNs) {
        lastSentNs = nowNs;
    }

    /**
     * Something came.
     *
     * @param nowNs of a monotonic clock
     */
    public void onReceived(final long nowNs) {
        lastReceivedNs = nowNs;
    }

    /**
     * The gateway has said how long it is silent at most.
     *
     * @param longestSilenceNs ns
     */
    public void onPromise(final long longestSilenceNs) {
        gatewayIntervalNs = longestSilenceNs;
    }

    /**
     * Whether this side must say something.
     *
     * @param nowNs of a monotonic clock
     * @return whether three quarters of its interval have passed in silence
     */
    public boolean isDue(final long nowNs) {
        return nowNs - lastSentNs >= intervalNs * 3 / 4;
    }

    /**
     * Whether the gateway has to be given up.
     *
     * @param nowNs of a monotonic clock
     * @return whether it was silent for two of its intervals
     */
    public boolean hasLapsed(final long nowNs) {
        return nowNs - lastReceivedNs >= 2 * gatewayIntervalNs;
    }
}

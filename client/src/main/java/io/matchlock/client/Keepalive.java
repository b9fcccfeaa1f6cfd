package io.matchlock.client;

/**
 * Who has been silent for how long: when this side must say something, and when the gateway has to be given up. Time is an
 * argument, monotonic, in ns. Owned by the session's thread.
 */
final class Keepalive {
    /** An interval that never ends, and can be doubled. */
    private static final long NEVER_NS = Long.MAX_VALUE / 4;

    private final long intervalNs;
    private long gatewayIntervalNs = NEVER_NS;
    private long lastSentNs;
    private long lastReceivedNs;

    /** {@code intervalNs}: the longest silence that this side has promised. */
    Keepalive(final long intervalNs) {
        this.intervalNs = intervalNs;
    }

    void onSent(final long nowNs) {
        lastSentNs = nowNs;
    }

    void onReceived(final long nowNs) {
        lastReceivedNs = nowNs;
    }

    /** The gateway has promised that it is never silent for longer. */
    void onPromise(final long longestSilenceNs) {
        gatewayIntervalNs = longestSilenceNs;
    }

    /** Whether three quarters of this side's interval have passed in silence. */
    boolean isDue(final long nowNs) {
        return nowNs - lastSentNs >= intervalNs * 3 / 4;
    }

    /** Whether the gateway was silent for two of its intervals. */
    boolean hasLapsed(final long nowNs) {
        return nowNs - lastReceivedNs >= 2 * gatewayIntervalNs;
    }
}

package io.matchlock.gateway.session;

/** Who has been silent for how long. Pure. */
final class Keepalive {
    /** Nothing to do. */
    static final int QUIET = 0;
    /** Say that we live. */
    static final int SPEAK = 1;
    /** The client is gone. */
    static final int LAPSED = 2;

    private long intervalNs;
    private long heardNs;
    private long spokeNs;
    private boolean asked;

    void begin(final long interval, final long nowNs) {
        intervalNs = interval;
        heardNs = nowNs;
        spokeNs = nowNs;
    }

    void onHeard(final long nowNs) {
        heardNs = nowNs;
        asked = false;
    }

    int onTime(final long nowNs, final boolean hasSpoken) {
        if (hasSpoken) {
            spokeNs = nowNs;
        }
        if (nowNs - heardNs >= 2 * intervalNs) {
            return LAPSED;
        }
        final boolean ask = !asked && nowNs - heardNs >= intervalNs;
        if (ask || nowNs - spokeNs >= intervalNs) {
            asked |= ask;
            spokeNs = nowNs;
            return SPEAK;
        }
        return QUIET;
    }
}

package io.matchlock.persister;

/** How long to wait before the next try: longer each time, up to a bound. One thread. */
final class Backoff {
    private static final long FIRST_NS = 20_000_000L;
    private static final long LONGEST_NS = 1_000_000_000L;

    private long nextNs = FIRST_NS;

    void reset() {
        nextNs = FIRST_NS;
    }

    long nextNs() {
        final long now = nextNs;
        nextNs = Math.min(LONGEST_NS, nextNs * 2);
        return now;
    }
}

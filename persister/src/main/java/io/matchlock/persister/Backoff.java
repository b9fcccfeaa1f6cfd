package io.matchlock.persister;

/** How long to wait before the next try: longer each time, up to a bound. One thread. */
final class Backoff {
    private static final long FIRST_MS = 20;
    private static final long LONGEST_MS = 1_000;

    private long nextMs = FIRST_MS;

    void reset() {
        nextMs = FIRST_MS;
    }

    long nextMs() {
        final long now = nextMs;
        nextMs = Math.min(LONGEST_MS, nextMs * 2);
        return now;
    }
}

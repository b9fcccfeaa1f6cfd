package io.matchlock.log.retry;

/**
 * How long to wait after a failed attempt before the next one: twice as long each time, up to a bound, until an attempt has
 * succeeded. Counts the failures; reads no clock and never waits itself. For one thread.
 */
public final class Backoff {
    private final long firstNs;
    private final long longestNs;
    private long nextNs;
    private boolean hasFailed;

    /**
     * No attempt has failed yet.
     *
     * @param firstNs the wait after the first failure, ns
     * @param longestNs the bound, at least {@code firstNs}
     */
    public Backoff(final long firstNs, final long longestNs) {
        this.firstNs = firstNs;
        this.longestNs = longestNs;
        nextNs = firstNs;
    }

    /**
     * An attempt has failed.
     *
     * @return how long to wait before the next one, ns
     */
    public long failed() {
        final long now = nextNs;
        nextNs = Math.min(longestNs, now * 2);
        hasFailed = true;
        return now;
    }

    /** An attempt has succeeded: the next failure counts as the first. */
    public void succeeded() {
        nextNs = firstNs;
        hasFailed = false;
    }

    /** {@return whether the last attempt has failed} */
    public boolean hasFailed() {
        return hasFailed;
    }
}

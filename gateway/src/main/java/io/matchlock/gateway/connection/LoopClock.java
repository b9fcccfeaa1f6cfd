package io.matchlock.gateway.connection;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/** A loop's clocks, and what they showed when they were read last: all messages of one read from a socket have one time. One thread. */
public final class LoopClock {
    private final NanoClock clock;
    private final EpochNanoClock wallClock;
    private long nowNs;
    private long wallNs;

    /**
     * Begins unread.
     *
     * @param clock monotonic
     * @param wallClock UTC
     */
    public LoopClock(final NanoClock clock, final EpochNanoClock wallClock) {
        this.clock = clock;
        this.wallClock = wallClock;
    }

    /** Reads both clocks. */
    public void read() {
        nowNs = clock.nanoTime();
        wallNs = wallClock.nanoTime();
    }

    /** {@return monotonic ns, as read last} */
    public long nowNs() {
        return nowNs;
    }

    /** UTC, as read last. */
    long wallNs() {
        return wallNs;
    }

    /** Monotonic, at this very moment. */
    long nanoTime() {
        return clock.nanoTime();
    }
}

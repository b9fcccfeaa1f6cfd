package io.matchlock.gateway.loop;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/** A loop's clocks, and what they showed when they were read last: all messages of one read from a socket have one time. One thread. */
final class LoopClock {
    private final NanoClock clock;
    private final EpochNanoClock wallClock;
    private long nowNs;
    private long wallNs;

    LoopClock(final NanoClock clock, final EpochNanoClock wallClock) {
        this.clock = clock;
        this.wallClock = wallClock;
    }

    void read() {
        nowNs = clock.nanoTime();
        wallNs = wallClock.nanoTime();
    }

    /** Monotonic, as read last. */
    long nowNs() {
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

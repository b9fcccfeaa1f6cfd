package io.matchlock.matcher;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a matcher's agent does when there is nothing to do. */
public enum IdleMode {
    /** Looks again at once: lowest latency, takes a core of its own. */
    BUSY_SPIN,
    /** Gives the core to whoever wants it, and looks again. */
    YIELD,
    /** Spins a little, yields a little, then parks for up to 100 µs: for cores that are shared. */
    BACKOFF;

    private static final int SPINS = 100;
    private static final int YIELDS = 20;
    private static final long MIN_PARK_NS = 10_000;
    private static final long MAX_PARK_NS = 100_000;

    /** {@return a new strategy, for one thread} */
    public IdleStrategy newStrategy() {
        return switch (this) {
            case BUSY_SPIN -> new BusySpinIdleStrategy();
            case YIELD -> new YieldingIdleStrategy();
            case BACKOFF -> new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
        };
    }
}

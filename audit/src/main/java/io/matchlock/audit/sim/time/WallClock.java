package io.matchlock.audit.sim.time;

import org.agrona.concurrent.EpochNanoClock;

/** A machine's wall clock, which may be ahead, behind, or stand. */
public final class WallClock implements EpochNanoClock {
    /** When every simulation begins, ns UTC. */
    public static final long BEGIN_NS = 1_700_000_000_000_000_000L;

    private static final long GOES = Long.MIN_VALUE;

    private final Scheduler scheduler;
    private long offsetNs;
    private long standsAtNs = GOES;

    /**
     * A clock that is right.
     *
     * @param scheduler for the true time
     */
    public WallClock(final Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public long nanoTime() {
        return standsAtNs == GOES ? BEGIN_NS + scheduler.nowNs() + offsetNs : standsAtNs;
    }

    /**
     * Sets it wrong, at once.
     *
     * @param ns ahead of the true time, negative for behind
     */
    public void set(final long ns) {
        offsetNs = ns;
        standsAtNs = GOES;
    }

    /** Makes it stand. */
    public void stand() {
        standsAtNs = nanoTime();
    }
}

package io.matchlock.audit.sim.time;

import java.util.ArrayList;
import java.util.List;

/** A thread of a simulated process. Its events happen one after the other, and none while it is stopped. */
public final class Actor {
    private final Scheduler scheduler;
    private final SimProcess process;
    private final String name;
    private final List<Scheduler.Event> deferred = new ArrayList<>();
    private long busyUntilNs;
    private boolean isHeld;
    private int waits;

    Actor(final Scheduler scheduler, final SimProcess process, final String name) {
        this.scheduler = scheduler;
        this.process = process;
        this.name = name;
    }

    /** {@return the process and the thread} */
    public String name() {
        return process.name() + "/" + name;
    }

    /** {@return whether its process has ended} */
    public boolean isDead() {
        return process.isDead();
    }

    /** {@return whether it waits in the middle of an event} */
    public boolean isWaiting() {
        return waits > 0;
    }

    /** {@return whether it is stopped, alone or with its process} */
    public boolean isStopped() {
        return isHeld || waits > 0 || process.isStopped();
    }

    /**
     * Takes time: nothing else happens to it meanwhile.
     *
     * @param ns how long
     */
    public void spend(final long ns) {
        busyUntilNs = Math.max(busyUntilNs, scheduler.nowNs()) + ns;
    }

    /** {@return how much of the time that it has taken is still to pass, ns} */
    public long owesNs() {
        return Math.max(0, busyUntilNs - scheduler.nowNs());
    }

    /**
     * Stops it alone, as a thread that gets no core.
     *
     * @param held whether it is
     */
    public void hold(final boolean held) {
        isHeld = held;
        release();
    }

    /**
     * Waits in the middle of an event, while others go on: whoever lets threads that are held go on has no say in this.
     *
     * @param others what goes on
     */
    public void waitFor(final Runnable others) {
        waits++;
        try {
            others.run();
        } finally {
            waits--;
            release();
        }
    }

    boolean isFree(final long nowNs) {
        return !isDead() && !isStopped() && nowNs >= busyUntilNs;
    }

    void defer(final Scheduler.Event event) {
        if (isStopped()) {
            deferred.add(event);
        } else {
            scheduler.push(busyUntilNs, this, event.task());
        }
    }

    void release() {
        if (!isStopped()) {
            for (final Scheduler.Event event : deferred) {
                scheduler.push(scheduler.nowNs(), this, event.task());
            }
            deferred.clear();
        }
    }
}

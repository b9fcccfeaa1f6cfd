package io.matchlock.audit.sim.time;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/** A process from its start to its end. Once killed, it stays dead; a restart is another process. */
public final class SimProcess {
    private final Scheduler scheduler;
    private final String name;
    private final WallClock wallClock;
    private final long bootNs;
    private final long startedNs;
    private final List<Actor> actors = new ArrayList<>();
    private boolean isDead;
    private boolean isStopped;

    /**
     * A running process.
     *
     * @param scheduler that it lives on
     * @param name for people
     * @param wallClock of its machine
     */
    public SimProcess(final Scheduler scheduler, final String name, final WallClock wallClock) {
        this.scheduler = scheduler;
        this.name = name;
        this.wallClock = wallClock;
        startedNs = scheduler.nowNs();
        bootNs = scheduler.between(0, 1_000_000_000_000L);
    }

    /** {@return when it was started, ns since the simulation's beginning} */
    public long startedNs() {
        return startedNs;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /**
     * Begins a thread.
     *
     * @param thread its name
     * @return the thread
     */
    public Actor actor(final String thread) {
        final Actor actor = new Actor(scheduler, this, thread);
        actors.add(actor);
        return actor;
    }

    /** {@return its threads} */
    public List<Actor> actors() {
        return actors;
    }

    /** {@return its monotonic clock, which goes on while it is stopped} */
    public NanoClock clock() {
        return () -> bootNs + scheduler.nowNs();
    }

    /** {@return its wall clock} */
    public EpochNanoClock wallClock() {
        return wallClock;
    }

    /** {@return whether it was killed} */
    public boolean isDead() {
        return isDead;
    }

    /** {@return whether it is stopped} */
    public boolean isStopped() {
        return isStopped;
    }

    /** Ends it at once. */
    public void kill() {
        isDead = true;
    }

    /** Stops all its threads. */
    public void stop() {
        isStopped = true;
    }

    /** Lets its threads go on. */
    public void resume() {
        isStopped = false;
        actors.forEach(Actor::release);
    }
}

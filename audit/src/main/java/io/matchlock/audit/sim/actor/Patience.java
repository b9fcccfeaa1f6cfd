package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.time.Actor;
import org.agrona.concurrent.IdleStrategy;

/** Waits by letting the one that is waited for go on, and all others where that is not enough. */
final class Patience implements IdleStrategy {
    private final World world;
    private final Actor waiting;
    private final Runnable other;

    Patience(final World world, final Actor waiting, final Runnable other) {
        this.world = world;
        this.waiting = waiting;
        this.other = other;
    }

    @Override
    public void idle(final int workCount) {
        idle();
    }

    @Override
    public void idle() {
        waiting.waitFor(() -> {
            other.run();
            world.waitInside(waiting);
        });
    }

    @Override
    public void reset() {
        // nothing is remembered
    }
}

package io.matchlock.audit.sim.world;

import io.matchlock.audit.sim.time.Actor;
import org.agrona.concurrent.IdleStrategy;

/** Waits by letting the other thread go on; where that is not enough, all others, too. */
public final class Patience implements IdleStrategy {
    private final World world;
    private final Actor waiting;
    private final Runnable other;

    /**
     * Is used by one thread of a process.
     *
     * @param world that goes on meanwhile
     * @param waiting the actor that waits
     * @param other what the one that is waited for does in a turn
     */
    public Patience(final World world, final Actor waiting, final Runnable other) {
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

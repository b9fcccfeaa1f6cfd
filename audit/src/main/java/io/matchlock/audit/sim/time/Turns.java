package io.matchlock.audit.sim.time;

import java.util.function.LongSupplier;

/** A thread's loop: takes turns, rests in between, and can be woken. */
public final class Turns {
    private final Scheduler scheduler;
    private final Actor actor;
    private final LongSupplier turn;
    private long dueNs = Long.MAX_VALUE;
    private int generation;
    private boolean isInTurn;

    /**
     * Not started.
     *
     * @param scheduler that it lives on
     * @param actor whose loop it is
     * @param turn returns for how long to rest, ns; negative for ever
     */
    public Turns(final Scheduler scheduler, final Actor actor, final LongSupplier turn) {
        this.scheduler = scheduler;
        this.actor = actor;
        this.turn = turn;
    }

    /**
     * Makes the next turn come no later than this.
     *
     * @param delayNs from now
     */
    public void wake(final long delayNs) {
        final long timeNs = scheduler.nowNs() + delayNs;
        if (timeNs < dueNs) {
            dueNs = timeNs;
            final int mine = ++generation;
            scheduler.after(delayNs, actor, () -> take(mine));
        }
    }

    /** Takes a turn now, in the middle of another thread's event: as if it ran on another core meanwhile. */
    public void takeMeanwhile() {
        if (!isInTurn && actor.isFree(scheduler.nowNs())) {
            run();
        }
    }

    private void take(final int mine) {
        if (mine == generation) {
            dueNs = Long.MAX_VALUE;
            run();
        }
    }

    private void run() {
        if (isInTurn) {
            throw new IllegalStateException(actor.name() + " begins a turn in the middle of another");
        }
        isInTurn = true;
        try {
            final long restNs = turn.getAsLong();
            if (restNs >= 0) {
                wake(actor.owesNs() + Math.max(restNs, 1_000));
            }
        } finally {
            isInTurn = false;
        }
    }
}

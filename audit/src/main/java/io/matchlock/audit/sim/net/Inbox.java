package io.matchlock.audit.sim.net;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Messages that wait until a listener polls them. It holds a limited number of bytes. A listener that does not poll
 * for too long loses them all, and what arrives until it polls again: the sender does not wait for it.
 */
public final class Inbox {
    private static final int MAX_MESSAGES = 256;
    private static final long MAX_SILENCE_NS = 5_000_000_000L;

    private final Scheduler scheduler;
    private final Actor actor;
    private final Runnable onArrival;
    private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
    private long lastNs;
    private long polledNs;

    /**
     * Nothing has come.
     *
     * @param scheduler that it lives on
     * @param actor that polls
     * @param onArrival is run when something comes, unless the actor is stopped
     */
    public Inbox(final Scheduler scheduler, final Actor actor, final Runnable onArrival) {
        this.scheduler = scheduler;
        this.actor = actor;
        this.onArrival = onArrival;
        polledNs = scheduler.nowNs();
    }

    /**
     * Takes what has come, in order.
     *
     * @param taker of each message
     * @param limit of messages
     * @return how many there were
     */
    public int poll(final Consumer<byte[]> taker, final int limit) {
        int count = 0;
        polledNs = scheduler.nowNs();
        while (count < limit && !messages.isEmpty()) {
            taker.accept(messages.poll());
            count++;
        }
        return count;
    }

    boolean isDead() {
        return actor.isDead();
    }

    /** In order with all others that are not late. */
    void arrive(final long delayNs, final byte[] message) {
        lastNs = Math.max(lastNs, scheduler.nowNs() + delayNs);
        scheduler.after(lastNs - scheduler.nowNs(), null, () -> put(message));
    }

    void arriveLate(final long delayNs, final byte[] message) {
        scheduler.after(delayNs, null, () -> put(message));
    }

    private void put(final byte[] message) {
        if (scheduler.nowNs() - polledNs > MAX_SILENCE_NS) {
            messages.clear();
        } else if (!actor.isDead() && messages.size() < MAX_MESSAGES) {
            messages.add(message);
            if (!actor.isStopped()) {
                onArrival.run();
            }
        }
    }
}

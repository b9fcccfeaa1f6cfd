package io.matchlock.audit.sim.net;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** What has come for one listener and waits to be polled. It holds so much; whoever is stopped for long misses the rest. */
public final class Inbox {
    private static final int MAX_MESSAGES = 256;

    private final Scheduler scheduler;
    private final Actor actor;
    private final Runnable onArrival;
    private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
    private long lastNs;

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
        if (!actor.isDead() && messages.size() < MAX_MESSAGES) {
            messages.add(message);
            if (!actor.isStopped()) {
                onArrival.run();
            }
        }
    }
}

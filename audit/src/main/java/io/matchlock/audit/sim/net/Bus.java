package io.matchlock.audit.sim.net;

import io.matchlock.audit.sim.time.Scheduler;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of Aeron: a message reaches each listener once, twice, late or not at all, and nobody is told which.
 */
public final class Bus {
    private static final long MIN_HOP_NS = 5_000;
    private static final long MAX_HOP_NS = 60_000;
    private static final long MAX_LATE_NS = 3_000_000;
    private static final int NOTHING = -1;

    private final Scheduler scheduler;
    private final List<Inbox> inboxes = new ArrayList<>();
    private final int damagedFrom;
    private final Disguise disguise;
    private double lossShare;
    private double oddShare;
    private long maxLateNs = MAX_LATE_NS;
    private double foreignShare;
    private byte[] lastMessage;

    /** Makes messages that another instance could have sent. */
    public interface Disguise {
        /**
         * A message under the place of one and with the content of another, which names another segment.
         *
         * @param place a message of this segment
         * @param content another one
         * @return a new message
         */
        byte[] foreign(byte[] place, byte[] content);
    }

    /**
     * Nobody listens, and nothing is lost.
     *
     * @param scheduler that it lives on
     * @param damagedFrom offset from which messages that come twice or late may be damaged, negative for never
     * @param disguise makes what another instance sends
     */
    public Bus(final Scheduler scheduler, final int damagedFrom, final Disguise disguise) {
        this.scheduler = scheduler;
        this.damagedFrom = damagedFrom;
        this.disguise = disguise;
    }

    /**
     * Begins to listen; what was sent before is not heard.
     *
     * @param inbox that hears
     */
    public void join(final Inbox inbox) {
        inboxes.removeIf(Inbox::isDead);
        inboxes.add(inbox);
    }

    /**
     * Makes it worse, or better.
     *
     * @param loss share of messages that are lost, 1 for silence
     * @param odd share of messages that come twice or late
     */
    public void spoil(final double loss, final double odd) {
        lossShare = loss;
        oddShare = odd;
    }

    /**
     * Lets messages that come twice come later still, as from the buffers of a receiver that was stopped.
     *
     * @param maxNs how late at most, 0 for as usual
     */
    public void linger(final long maxNs) {
        maxLateNs = Math.max(maxNs, MAX_LATE_NS);
    }

    /**
     * Lets another instance send to the same place.
     *
     * @param share of messages that come with one of its own, just before
     */
    public void shareWithStranger(final double share) {
        foreignShare = share;
    }

    /**
     * Sends a message.
     *
     * @param message its bytes, which nobody changes
     * @return whether anybody listens
     */
    public boolean send(final byte[] message) {
        final boolean isForeignDue = foreignShare > 0 && scheduler.random().nextDouble() < foreignShare;
        final byte[] foreign = isForeignDue && lastMessage != null ? disguise.foreign(message, lastMessage) : null;
        lastMessage = message;
        for (final Inbox inbox : inboxes) {
            if (foreign != null) {
                inbox.arrive(scheduler.between(0, MIN_HOP_NS), foreign);
            }
            if (scheduler.random().nextDouble() >= lossShare) {
                deliver(inbox, message);
            }
        }
        return !inboxes.isEmpty();
    }

    private byte[] damaged(final byte[] message) {
        final byte[] copy = message.clone();
        copy[(int) scheduler.between(damagedFrom, copy.length - 1)] ^= (byte) (1 << scheduler.between(0, 6));
        return copy;
    }

    private void deliver(final Inbox inbox, final byte[] message) {
        inbox.arrive(scheduler.between(MIN_HOP_NS, MAX_HOP_NS), message);
        if (oddShare > 0 && scheduler.random().nextDouble() < oddShare) {
            inbox.arriveLate(scheduler.between(MIN_HOP_NS, maxLateNs), message);
            if (damagedFrom > NOTHING) {
                inbox.arriveLate(scheduler.between(0, MIN_HOP_NS), damaged(message));
            }
        }
    }
}

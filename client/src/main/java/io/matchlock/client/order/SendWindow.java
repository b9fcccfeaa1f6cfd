package io.matchlock.client.order;

import io.matchlock.client.wire.Wire;
import io.matchlock.protocol.Sofh;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The messages of a session that are not acknowledged yet, as frames, each in the slot of its client number. What was
 * handed to the wire stays until it is released, so that a reconnect can send it again.
 *
 * <pre>
 *   settled             sent                 next
 *   ... | to be settled  | to be handed over | free ...
 * </pre>
 *
 * What is released, or dead behind what is settled, is settled: its slot is used again. So a gateway that refuses as many
 * messages as there are slots, one after the other, leaves room for more. Owned by the session's thread.
 */
public final class SendWindow {
    /** The longest frame of a numbered message, in bytes. */
    public static final int SLOT_LENGTH = 144;

    private static final int DEAD = 0;

    private final UnsafeBuffer slots;
    private final int capacity;
    private final int mask;
    private long released;
    private long settled;
    private long sent;
    private long next = 1;

    /**
     * An empty window.
     *
     * @param capacity messages that it holds, a power of two
     */
    public SendWindow(final int capacity) {
        this.capacity = capacity;
        mask = capacity - 1;
        slots = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity * SLOT_LENGTH));
    }

    /** {@return the buffer that holds the slots} */
    public UnsafeBuffer buffer() {
        return slots;
    }

    /** {@return the offset of the next message's slot, or -1 if the window is full} */
    public int claim() {
        return next - 1 - settled < capacity ? slot(next) : -1;
    }

    /**
     * Takes the message that was written to the claimed slot.
     *
     * @param frameLength in bytes, its header included, at most {@link #SLOT_LENGTH}
     * @return the message's client number
     */
    public long commit(final int frameLength) {
        Sofh.write(slots, slot(next), frameLength);
        return next++;
    }

    /**
     * Hands over what is not sent, as far as the wire has room.
     *
     * @param wire that takes it
     * @return how many messages were handed over
     */
    public int pump(final Wire wire) {
        int count = 0;
        while (sent + 1 < next && handOver(wire, slot(sent + 1))) {
            sent++;
            count++;
        }
        if (count > 0) {
            settle();
        }
        return count;
    }

    /**
     * Forgets all up to a number: these were acknowledged.
     *
     * @param upTo client number; what was not offered yet is left out
     */
    public void release(final long upTo) {
        released = Math.max(released, Math.min(upTo, next - 1));
        settle();
    }

    /**
     * Marks a number that must never be sent again.
     *
     * @param number of the client
     * @return false if that was known, or the number is not in the window
     */
    public boolean kill(final long number) {
        if (number <= settled || number >= next || isDead(number)) {
            return false;
        }
        slots.putInt(slot(number) + Sofh.LENGTH_OFFSET, DEAD);
        settle();
        return true;
    }

    /**
     * Begins anew after Establish: what lies above a number will be sent again.
     *
     * @param lastApplied client number up to which all is settled
     */
    public void restart(final long lastApplied) {
        next = Math.max(next, lastApplied + 1);
        released = Math.max(released, lastApplied);
        settle();
        sent = settled;
    }

    /** {@return the client number up to which all was acknowledged} */
    public long released() {
        return released;
    }

    /** {@return the client number up to which nothing more is to be done or waited for} */
    public long settled() {
        return settled;
    }

    /** {@return the client number up to which all was handed over} */
    public long sent() {
        return sent;
    }

    /** {@return the client number of the next message} */
    public long next() {
        return next;
    }

    private void settle() {
        settled = Math.max(settled, released);
        while (settled < sent && isDead(settled + 1)) {
            settled++;
        }
    }

    private boolean isDead(final long number) {
        return Sofh.frameLength(slots, slot(number)) == DEAD;
    }

    private boolean handOver(final Wire wire, final int slot) {
        final int length = Sofh.frameLength(slots, slot);
        return length == DEAD || wire.send(slots, slot, length);
    }

    private int slot(final long number) {
        return (int) (number & mask) * SLOT_LENGTH;
    }
}

package io.matchlock.client;

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
final class SendWindow {
    /** The longest frame of a numbered message, in bytes. */
    static final int SLOT_LENGTH = 144;

    private static final int DEAD = 0;

    private final UnsafeBuffer slots;
    private final int capacity;
    private final int mask;
    private long released;
    private long settled;
    private long sent;
    private long next = 1;

    SendWindow(final int capacity) {
        this.capacity = capacity;
        mask = capacity - 1;
        slots = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity * SLOT_LENGTH));
    }

    UnsafeBuffer buffer() {
        return slots;
    }

    /** The slot of the next message, or -1 if the window is full. */
    int claim() {
        return next - 1 - settled < capacity ? slot(next) : -1;
    }

    /** Takes the message that was written to the claimed slot. */
    long commit(final int frameLength) {
        Sofh.write(slots, slot(next), frameLength);
        return next++;
    }

    /** Hands over what is not sent, as far as the wire has room; returns the number of messages. */
    int pump(final Wire wire) {
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

    /** Forgets all up to a number. */
    void release(final long upTo) {
        released = Math.max(released, Math.min(upTo, next - 1));
        settle();
    }

    /** Marks a number that must never be sent again; returns false if that was known, or the number isn't in the window. */
    boolean kill(final long number) {
        if (number <= settled || number >= next || isDead(number)) {
            return false;
        }
        slots.putInt(slot(number) + Sofh.LENGTH_OFFSET, DEAD);
        settle();
        return true;
    }

    /** After Establish: all up to this number is settled; what lies above will be sent again. */
    void restart(final long lastApplied) {
        next = Math.max(next, lastApplied + 1);
        released = Math.max(released, lastApplied);
        settle();
        sent = settled;
    }

    long released() {
        return released;
    }

    /** The highest number up to which nothing more is to be done or waited for. */
    long settled() {
        return settled;
    }

    long sent() {
        return sent;
    }

    long next() {
        return next;
    }

    boolean isDead(final long number) {
        return Sofh.frameLength(slots, slot(number)) == DEAD;
    }

    private void settle() {
        settled = Math.max(settled, released);
        while (settled < sent && isDead(settled + 1)) {
            settled++;
        }
    }

    private boolean handOver(final Wire wire, final int slot) {
        final int length = Sofh.frameLength(slots, slot);
        return length == DEAD || wire.send(slots, slot, length);
    }

    private int slot(final long number) {
        return (int) (number & mask) * SLOT_LENGTH;
    }
}

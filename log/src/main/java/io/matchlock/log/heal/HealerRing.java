package io.matchlock.log.heal;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** A healer's messages on their way to whoever asked: bounded. The healer, the one writer, waits for room. */
public final class HealerRing {
    private final OneToOneRingBuffer ring;
    private final IdleStrategy whenFull;
    private final BooleanSupplier isRunning;

    HealerRing(final int capacityBytes, final IdleStrategy whenFull, final BooleanSupplier isRunning) {
        ring = new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.whenFull = whenFull;
        this.isRunning = isRunning;
    }

    /**
     * Takes room for a message; waits until there is some. {@link #commit} must follow.
     *
     * @param type of the message
     * @param length in bytes
     * @return index of the message in {@link #buffer()}, not positive if the healer has ended meanwhile
     */
    public int claim(final int type, final int length) {
        whenFull.reset();
        int index = ring.tryClaim(type, length);
        while (index <= 0 && isRunning.getAsBoolean()) {
            whenFull.idle();
            index = ring.tryClaim(type, length);
        }
        return index;
    }

    /** {@return the buffer in which messages are written} */
    public AtomicBuffer buffer() {
        return ring.buffer();
    }

    /**
     * Lets the reader have a message.
     *
     * @param index that {@link #claim} has returned
     */
    public void commit(final int index) {
        ring.commit(index);
    }

    int read(final MessageHandler handler, final int limit) {
        return ring.read(handler, limit);
    }

    int maxMessageLength() {
        return ring.maxMsgLength();
    }
}

package io.matchlock.matcher.journal;

import io.matchlock.matcher.events.PartSink;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The bounded way from the agent to the journal thread. The agent waits for room (nothing may be left out here), unless the
 * matcher has halted or is closing.
 */
public final class JournalRing implements PartSink {
    private static final int PART = 1;
    /** All of it is written over and over: where the kernel grants large pages, the ring is to lie on whole ones. */
    private static final int HUGE_PAGE_BYTES = 2 * 1024 * 1024;

    private final OneToOneRingBuffer ring;
    private final IdleStrategy idle;
    private final Halt halt;
    private final MatcherCounters counters;
    private volatile boolean isClosing;

    /**
     * An empty ring.
     *
     * @param capacityBytes a power of two
     * @param idle how the agent waits for room; the agent's own instance
     * @param halt breaks the wait
     * @param counters to count in
     */
    public JournalRing(
            final int capacityBytes, final IdleStrategy idle, final Halt halt, final MatcherCounters counters) {
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                capacityBytes + RingBufferDescriptor.TRAILER_LENGTH, HUGE_PAGE_BYTES)));
        this.idle = idle;
        this.halt = halt;
        this.counters = counters;
    }

    @Override
    public void onPart(final DirectBuffer buffer, final int offset, final int length) {
        if (!ring.write(PART, buffer, offset, length)) {
            waitAndWrite(buffer, offset, length);
        }
    }

    /** Ends the agent's wait for room: what does not fit then is given up, and written after the next start. */
    public void closing() {
        isClosing = true;
    }

    int read(final ControlledMessageHandler handler, final int limit) {
        return ring.controlledRead(handler, limit);
    }

    boolean isEmpty() {
        return ring.size() == 0;
    }

    private void waitAndWrite(final DirectBuffer buffer, final int offset, final int length) {
        counters.increment(MatcherCounter.JOURNAL_WAITS);
        idle.reset();
        do {
            if (isClosing || halt.isHalted()) {
                throw new HaltException("closed while the journal had no room");
            }
            idle.idle();
        } while (!ring.write(PART, buffer, offset, length));
    }
}

package io.matchlock.gateway.events;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The way of events from the events poller, the one writer, to a loop, the one reader: a bounded ring and a wake-up. When
 * it is full the writer waits: then the poller falls behind, and catches up from the log.
 */
public final class LoopMailbox {
    /** An entry of the loop's own chain: incarnation int64, batch number int64, flags int32, rules version int32. */
    public static final int SEEN = 1;
    /** A report: number int64, session int32, reserved int32, message. */
    public static final int REPORT = 2;
    /** A control message. */
    public static final int CONTROL = 3;
    /** Whether the engine has work left behind an entry of the loop's own chain: int32, 0 or 1. Told when it changes. */
    public static final int BUSY = 4;
    /** All that a batch of the loop's own chain has caused is in front: incarnation int64, batch number int64. */
    public static final int ANSWERED = 5;

    /** Offset of the incarnation in {@link #SEEN} and {@link #ANSWERED}. */
    public static final int INCARNATION_OFFSET = 0;
    /** Offset of the batch number in {@link #SEEN} and {@link #ANSWERED}. */
    public static final int BATCH_NUMBER_OFFSET = INCARNATION_OFFSET + Long.BYTES;
    /** Offset of the entry's flags in {@link #SEEN}, as {@code EventsEntry} has them. */
    public static final int FLAGS_OFFSET = BATCH_NUMBER_OFFSET + Long.BYTES;
    /** Offset of the rules version in {@link #SEEN}. */
    public static final int RULES_VERSION_OFFSET = FLAGS_OFFSET + Integer.BYTES;
    /** Offset of the report number in {@link #REPORT}. */
    public static final int REPORT_NUMBER_OFFSET = 0;
    /** Offset of the session number in {@link #REPORT}. */
    public static final int SESSION_OFFSET = REPORT_NUMBER_OFFSET + Long.BYTES;
    /** Offset of the SBE header in {@link #REPORT}. */
    public static final int MESSAGE_OFFSET = SESSION_OFFSET + Long.BYTES;

    private static final int ANSWERED_LENGTH = BATCH_NUMBER_OFFSET + Long.BYTES;
    private static final int SEEN_LENGTH = RULES_VERSION_OFFSET + Integer.BYTES;

    private final OneToOneRingBuffer ring;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Executor loop;
    private final Runnable drain;
    private final IdleStrategy whenFull;
    private boolean dirty;
    private boolean toldBusy;
    private volatile boolean closed;

    /**
     * Makes a mailbox.
     *
     * @param capacityBytes a power of two
     * @param loop that runs {@code drain}
     * @param drain reads the mailbox, after {@link #onAwake}
     * @param whenFull how the writer waits for room
     */
    public LoopMailbox(
            final int capacityBytes, final Executor loop, final Runnable drain, final IdleStrategy whenFull) {
        ring = new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.loop = loop;
        this.drain = drain;
        this.whenFull = whenFull;
    }

    /**
     * Reads at most {@code limit} messages; called by the loop. One read of the ring ends where its buffer wraps, so it is read
     * until it is empty: nobody wakes the loop for what is left behind.
     *
     * @param handler takes the messages
     * @param limit of messages
     * @return how many there were; fewer than the limit only if none is left
     */
    public int read(final MessageHandler handler, final int limit) {
        int messages = 0;
        long from;
        do {
            from = ring.consumerPosition();
            messages += ring.read(handler, limit - messages);
        } while (messages < limit && ring.consumerPosition() != from);
        return messages;
    }

    /** The loop has begun to read: from here a new message wakes it again. */
    public void onAwake() {
        awake.set(false);
    }

    /** Nobody reads any more: what is written is thrown away. */
    public void close() {
        closed = true;
    }

    void seen(final long incarnation, final long batchNumber, final int flags, final int rulesVersion) {
        final int index = claim(SEEN, SEEN_LENGTH);
        if (index > 0) {
            ring.buffer().putLong(index + INCARNATION_OFFSET, incarnation);
            ring.buffer().putLong(index + BATCH_NUMBER_OFFSET, batchNumber);
            ring.buffer().putInt(index + FLAGS_OFFSET, flags);
            ring.buffer().putInt(index + RULES_VERSION_OFFSET, rulesVersion);
            ring.commit(index);
        }
    }

    void answered(final long incarnation, final long batchNumber) {
        final int index = claim(ANSWERED, ANSWERED_LENGTH);
        if (index > 0) {
            ring.buffer().putLong(index + INCARNATION_OFFSET, incarnation);
            ring.buffer().putLong(index + BATCH_NUMBER_OFFSET, batchNumber);
            ring.commit(index);
        }
    }

    void report(final int session, final long number, final DirectBuffer buffer, final int offset, final int length) {
        final int index = claim(REPORT, MESSAGE_OFFSET + length);
        if (index > 0) {
            ring.buffer().putLong(index + REPORT_NUMBER_OFFSET, number);
            ring.buffer().putInt(index + SESSION_OFFSET, session);
            ring.buffer().putBytes(index + MESSAGE_OFFSET, buffer, offset, length);
            ring.commit(index);
        }
    }

    void control(final DirectBuffer buffer, final int offset, final int length) {
        final int index = claim(CONTROL, length);
        if (index > 0) {
            ring.buffer().putBytes(index, buffer, offset, length);
            ring.commit(index);
        }
    }

    void busy(final boolean isBusy) {
        if (isBusy != toldBusy) {
            final int index = claim(BUSY, Integer.BYTES);
            if (index > 0) {
                ring.buffer().putInt(index, isBusy ? 1 : 0);
                ring.commit(index);
                toldBusy = isBusy;
            }
        }
    }

    /** Wakes the loop if anything was written since. */
    void wake() {
        if (dirty) {
            dirty = false;
            if (!awake.getAndSet(true)) {
                loop.execute(drain);
            }
        }
    }

    private int claim(final int type, final int length) {
        dirty = true;
        int index = ring.tryClaim(type, length);
        while (index < 0 && !closed) {
            wake();
            whenFull.idle();
            dirty = true;
            index = ring.tryClaim(type, length);
        }
        return index;
    }
}

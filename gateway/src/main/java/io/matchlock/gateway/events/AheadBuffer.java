package io.matchlock.gateway.events;

import io.matchlock.protocol.log.EntryId;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps parts that came before their time: one run of them without gaps, up to a fixed size. Whoever breaks the run
 * begins a new one; what is thrown away is in the log. One thread.
 */
final class AheadBuffer {
    private static final int CAUSE_OFFSET = 0;
    private static final int PART_OFFSET_OFFSET = CAUSE_OFFSET + Long.BYTES;
    private static final int LENGTH_OFFSET = PART_OFFSET_OFFSET + Integer.BYTES;
    private static final int LAST_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    private static final int HEADER_LENGTH = LAST_OFFSET + Long.BYTES;

    private final UnsafeBuffer memory;
    private int head;
    private int tail;
    private long tailCause;
    private int tailOffset;

    /** Takes parts; false if it shall stay, because its time has not come. */
    @FunctionalInterface
    interface PartSink {
        boolean onPart(long causeId, int partOffset, boolean last, DirectBuffer buffer, int offset, int length);
    }

    AheadBuffer(final int capacityBytes) {
        memory = new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes));
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Keeps a part; false if the run that was there had to be thrown away for it. */
    boolean add(
            final long causeId,
            final int partOffset,
            final boolean last,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final int needed = HEADER_LENGTH + length;
        boolean kept = true;
        if (!isEmpty()) {
            if (causeId < tailCause || (causeId == tailCause && partOffset < tailOffset)) {
                return true;
            }
            final boolean follows = causeId == tailCause && partOffset == tailOffset;
            if (!follows || tail + needed > memory.capacity()) {
                clear();
                kept = false;
            }
        }
        memory.putLong(tail + CAUSE_OFFSET, causeId);
        memory.putInt(tail + PART_OFFSET_OFFSET, partOffset);
        memory.putInt(tail + LENGTH_OFFSET, length);
        memory.putInt(tail + LAST_OFFSET, last ? 1 : 0);
        memory.putBytes(tail + HEADER_LENGTH, buffer, offset, length);
        tail += needed;
        tailCause = last ? EntryId.next(causeId) : causeId;
        tailOffset = last ? 0 : partOffset + length;
        return kept;
    }

    /** Hands out the parts from the first on, until the sink leaves one. */
    void drain(final PartSink sink) {
        while (head < tail) {
            final int length = memory.getInt(head + LENGTH_OFFSET);
            if (!sink.onPart(
                    memory.getLong(head + CAUSE_OFFSET),
                    memory.getInt(head + PART_OFFSET_OFFSET),
                    memory.getInt(head + LAST_OFFSET) != 0,
                    memory,
                    head + HEADER_LENGTH,
                    length)) {
                return;
            }
            head += HEADER_LENGTH + length;
        }
        clear();
    }

    void clear() {
        head = 0;
        tail = 0;
    }
}

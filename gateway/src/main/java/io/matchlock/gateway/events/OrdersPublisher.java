package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.segment.SegmentId;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Offers a loop's stored batches to the matchers. Never waits and never tries twice: what does not go out is counted, and
 * matchers read it from the log. Offers are the loop's; the way comes from the Aeron link's thread.
 */
public final class OrdersPublisher {
    private final UnsafeBuffer envelope = new UnsafeBuffer(new byte[BatchEnvelope.LENGTH]);
    private volatile Way way;
    private long published;
    private long dropped;

    /** A way to the matchers. */
    @FunctionalInterface
    public interface Way {
        /**
         * Offers a message, without waiting.
         *
         * @param envelope of the batch, all of it
         * @param entry that follows it, from index 0
         * @param length of the entry in bytes
         * @return whether it went out
         */
        boolean offer(DirectBuffer envelope, DirectBuffer entry, int length);
    }

    /**
     * Nothing is offered yet.
     *
     * @param segmentId whose batches these are
     */
    public OrdersPublisher(final SegmentId segmentId) {
        envelope.putLong(BatchEnvelope.SEGMENT_TAG_OFFSET, segmentId.tag(), LITTLE_ENDIAN);
    }

    /**
     * Names where the batches are stored that follow.
     *
     * @param server which start of the log's server
     */
    public void from(final long server) {
        envelope.putLong(BatchEnvelope.SERVER_OFFSET, server, LITTLE_ENDIAN);
    }

    /**
     * Offers a batch.
     *
     * @param entryId under which it is stored, packed
     * @param entry that holds it, from index 0
     * @param length in bytes
     * @param nowNs monotonic
     */
    public void offer(final long entryId, final DirectBuffer entry, final int length, final long nowNs) {
        final Way current = way;
        envelope.putLong(BatchEnvelope.ENTRY_ID_OFFSET, entryId, LITTLE_ENDIAN);
        envelope.putLong(BatchEnvelope.PUBLISHED_OFFSET, nowNs, LITTLE_ENDIAN);
        if (current != null && current.offer(envelope, entry, length)) {
            published++;
        } else {
            dropped++;
        }
    }

    /** {@return how many batches went out} */
    public long published() {
        return published;
    }

    /** {@return how many batches did not} */
    public long dropped() {
        return dropped;
    }

    /**
     * Where batches go from here.
     *
     * @param fresh may be null: nowhere
     */
    public void use(final Way fresh) {
        way = fresh;
    }
}

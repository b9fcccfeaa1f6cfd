package io.matchlock.audit.sim.check;

import io.matchlock.audit.sim.redis.Streams;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.SegmentDefinition;
import org.agrona.concurrent.UnsafeBuffer;

/** The orders entries in their order: within an epoch without gaps, and each fence behind the entry, and the history, that it names. */
final class EntrySequence {
    private final SegmentDefinition segment;
    private final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private long lastId;
    private long chainHash;
    private long count;

    EntrySequence(final SegmentDefinition segment) {
        this.segment = segment;
        startOver();
    }

    /** There are no entries. */
    void startOver() {
        lastId = EntryId.NONE;
        chainHash = ChainHash.first(segment.id().high(), segment.id().low());
        count = 0;
    }

    /** The next entry. */
    void add(final Streams.Entry entry) {
        final long id = entry.id();
        bytes.wrap(entry.bytes());
        final String fault = decoder.wrap(bytes, 0, entry.bytes().length);
        if (fault != null) {
            throw new Violation("orders entry " + EntryId.format(id) + ": " + fault);
        }
        if (decoder.kind() == OrdersEntry.FENCE) {
            requireBehind(id, EpochFence.decode(decoder));
        } else if (id != EntryId.next(lastId)) {
            throw new Violation("orders entry " + EntryId.format(id) + " follows " + EntryId.format(lastId));
        }
        lastId = id;
        chainHash = ChainHash.next(
                chainHash, id, decoder.crc(), decoder.chainId(), decoder.incarnation(), decoder.batchNumber());
        count++;
    }

    /** {@return the last entry, packed} */
    long lastId() {
        return lastId;
    }

    /** {@return how many entries there are} */
    long count() {
        return count;
    }

    private void requireBehind(final long id, final EpochFence fence) {
        if (id != fence.id() || lastId != fence.lastId() || chainHash != fence.chainHash()) {
            throw new Violation("fence " + EntryId.format(id) + " names entry " + EntryId.format(fence.lastId())
                    + " and chain hash " + Long.toHexString(fence.chainHash()) + ", the epoch before ends at "
                    + EntryId.format(lastId) + " with " + Long.toHexString(chainHash));
        }
    }
}

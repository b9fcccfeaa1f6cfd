package io.matchlock.protocol.log;

import io.matchlock.protocol.internal.EpochOpenedDecoder;
import io.matchlock.protocol.internal.EpochOpenedEncoder;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * What a fence entry says, the first entry of each epoch but the first. Once it stands, Redis refuses every append of the epoch
 * before.
 *
 * @param lastId the last entry of the epoch before, packed
 * @param chainHash over all entries up to that one
 * @param lost whether entries that were acknowledged may be missing behind it
 * @param reason an operator's words, printable ASCII, at most {@link #MAX_REASON} characters
 */
public record EpochFence(long lastId, long chainHash, LostEntries lost, String reason) {
    /** The most characters of a reason. */
    public static final int MAX_REASON = EpochOpenedEncoder.reasonLength();

    /** {@return the fence's own id, packed} */
    public long id() {
        return EntryId.of(EntryId.epoch(lastId) + 1, 0);
    }

    /**
     * Writes the entry.
     *
     * @param target of at least {@link OrdersEntry#MAX_LENGTH} bytes
     * @param timeNs wall clock, UTC
     * @return the entry's length in bytes
     */
    public int encode(final MutableDirectBuffer target, final long timeNs) {
        final OrdersEntryEncoder entry =
                new OrdersEntryEncoder().wrap(target, 0, OrdersEntry.FENCE, 0, chainHash, lastId);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + EpochOpenedEncoder.BLOCK_LENGTH;
        final int payload = entry.claim(OrdersEntry.INTERNAL, 0, 0L, timeNs, length);
        target.setMemory(payload, length, (byte) 0);
        new EpochOpenedEncoder()
                .wrapAndApplyHeader(target, payload, new MessageHeaderEncoder())
                .lastEntryId(lastId)
                .chainHash(chainHash)
                .lost(lost)
                .reason(reason);
        return entry.finish(timeNs);
    }

    /**
     * Reads the entry.
     *
     * @param entry that {@link OrdersEntryDecoder#wrap} has found sound
     * @return what it says
     * @throws IllegalArgumentException if it is no fence
     */
    public static EpochFence decode(final OrdersEntryDecoder entry) {
        entry.rewind();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (entry.kind() != OrdersEntry.FENCE
                || !entry.next()
                || entry.payloadLength() < MessageHeaderEncoder.ENCODED_LENGTH + EpochOpenedEncoder.BLOCK_LENGTH
                || header.wrap(entry.buffer(), entry.payloadOffset()).templateId() != EpochOpenedDecoder.TEMPLATE_ID) {
            throw new IllegalArgumentException("not a fence entry");
        }
        final EpochOpenedDecoder opened =
                new EpochOpenedDecoder().wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header);
        if (opened.lastEntryId() != entry.batchNumber() || opened.chainHash() != entry.incarnation()) {
            throw new IllegalArgumentException("a fence entry whose record names another last entry than its header");
        }
        return new EpochFence(opened.lastEntryId(), opened.chainHash(), opened.lost(), opened.reason());
    }
}

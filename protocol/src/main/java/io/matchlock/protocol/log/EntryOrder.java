package io.matchlock.protocol.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Which entry of a stream comes after which: {@code 1-0, 1-1 … 1-n, 2-0, 2-1 …}. Where an epoch ends can't be told from ids. It
 * stands in the header of its fence {@code 2-0}, where batches have their incarnation and number: the chain hash over all
 * entries up to the last one, and that one's id. The fence's events entry has the same header fields, so this serves both streams.
 */
public final class EntryOrder {
    static {
        if (OrdersEntry.BATCH_NUMBER_OFFSET != EventsEntry.BATCH_NUMBER_OFFSET) {
            throw new IllegalStateException("entries of the two streams have their batch numbers at different places");
        }
    }

    private EntryOrder() {}

    /**
     * The id of the entry before one.
     *
     * @param id of the entry, packed
     * @param entry holds it, an entry of either stream
     * @param offset in {@code entry}
     * @param length in bytes
     * @return packed; {@link EntryId#NONE} before the genesis entry
     */
    public static long before(final long id, final DirectBuffer entry, final int offset, final int length) {
        return EntryId.isFence(id) && length >= OrdersEntry.HEADER_LENGTH
                ? entry.getLong(offset + OrdersEntry.BATCH_NUMBER_OFFSET, LITTLE_ENDIAN)
                : EntryId.before(id);
    }

    /**
     * Whether an entry is the next one.
     *
     * @param id of the entry, packed
     * @param lastId of the entry before, packed; {@link EntryId#NONE} for none; or what {@link EntryId#before} says of a fence
     * @param entry holds the entry, of either stream
     * @param offset in {@code entry}
     * @param length in bytes
     * @return whether nothing belongs between the two
     */
    public static boolean follows(
            final long id, final long lastId, final DirectBuffer entry, final int offset, final int length) {
        return id == EntryId.next(lastId)
                || (EntryId.mayFollow(id, lastId) && before(id, entry, offset, length) == lastId);
    }
}

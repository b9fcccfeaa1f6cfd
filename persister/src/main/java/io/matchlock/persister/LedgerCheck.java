package io.matchlock.persister;

import io.matchlock.log.Entries;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.LogUnavailableException;
import io.matchlock.log.StreamReader;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.SegmentId;
import org.agrona.DirectBuffer;

/**
 * Finds out whether a ledger and a log have one history: the same segment, a position that the log reaches, and the same
 * entries up to there. One thread.
 */
final class LedgerCheck {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int LEAST_BYTES = 64 * 1024;

    private final String ledger;
    private final LogSettings log;
    private final String ordersKey;
    private final String eventsKey;
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private long hash;
    private long hashedId;

    /**
     * A check.
     *
     * @param ledger where it is, for messages
     * @param log where that is
     */
    LedgerCheck(final String ledger, final LogSettings log) {
        this.ledger = ledger;
        this.log = log;
        ordersKey = Names.ordersKey(log.segment());
        eventsKey = Names.eventsKey(log.segment());
    }

    /**
     * The segment of a log to which a ledger belongs.
     *
     * @param connection to the log
     * @param checkpoint of the ledger
     * @return the segment's id
     * @throws LogUnavailableException if the log is not there yet, and the ledger is empty
     * @throws StoreException if they don't belong together; one sentence
     */
    SegmentId requireSegment(final LogConnection connection, final Checkpoint checkpoint) {
        final long end = connection.lastId(ordersKey);
        if (end == EntryId.NONE && checkpoint.position() == EntryId.NONE) {
            throw new LogUnavailableException("the log at " + log.place() + " has no " + ordersKey + " yet");
        }
        if (end == EntryId.NONE) {
            throw mismatch(checkpoint, "has no " + ordersKey + ": it was deleted, or the log is another one");
        }
        final SegmentId id = connection.readGenesis().id();
        if (checkpoint.segmentId() != null && !checkpoint.segmentId().equals(id)) {
            throw mismatch(checkpoint, "is of segment " + id);
        }
        if (end < checkpoint.position()) {
            throw mismatch(
                    checkpoint,
                    "ends at entry " + EntryId.format(end) + ": it was cut, made anew, or restored from an old copy");
        }
        return id;
    }

    /**
     * The chain hash at a ledger's position: from the end marker of the events there, else computed from the log's beginning on.
     *
     * @param connection to the log
     * @param id of the log's segment
     * @param checkpoint of the ledger
     * @return the hash; that before any entry, if the ledger is empty
     * @throws StoreException if the ledger has another one; one sentence
     */
    long requireHash(final LogConnection connection, final SegmentId id, final Checkpoint checkpoint) {
        if (checkpoint.position() != EntryId.NONE && isMarked(connection, checkpoint.position())) {
            return requireEqual(checkpoint);
        }
        return go(connection, EntryId.NONE, ChainHash.first(id.high(), id.low()), checkpoint);
    }

    /**
     * Requires that the log has the last entry as it was when it was read.
     *
     * @param connection to the log
     * @param beforeId the entry before it, packed
     * @param hashBefore the chain hash up to there
     * @param checkpoint at the last entry, with its hash
     * @throws StoreException if the log has another one there; one sentence
     */
    void requireLastEntry(
            final LogConnection connection, final long beforeId, final long hashBefore, final Checkpoint checkpoint) {
        go(connection, beforeId, hashBefore, checkpoint);
    }

    private long go(
            final LogConnection connection, final long fromId, final long fromHash, final Checkpoint checkpoint) {
        hash = fromHash;
        hashedId = fromId;
        final StreamReader reader = connection.reader(ordersKey);
        final long end = checkpoint.position();
        while (hashedId < end) {
            final long before = hashedId;
            final int page = hashedId + 1 == end ? LEAST_BYTES : PAGE_BYTES;
            reader.read(hashedId, page, (entryId, buffer, offset, length) -> add(entryId, end, buffer, offset, length));
            if (hashedId == before) {
                throw mismatch(checkpoint, "ends at entry " + EntryId.format(hashedId));
            }
        }
        return requireEqual(checkpoint);
    }

    private boolean isMarked(final LogConnection connection, final long id) {
        hashedId = EntryId.NONE;
        final long before = id == EntryId.GENESIS ? EntryId.NONE : id - 1;
        connection.readerAhead(eventsKey).read(before, LEAST_BYTES, (entryId, buffer, offset, length) -> {
            if (entryId == id) {
                Entries.requireSound(events, entryId, buffer, offset, length);
                mark(id);
            }
        });
        return hashedId == id;
    }

    private void mark(final long id) {
        if (events.hasChainHash()) {
            hash = events.chainHash();
            hashedId = id;
        }
    }

    private long requireEqual(final Checkpoint checkpoint) {
        if (checkpoint.chainHash() != null && checkpoint.chainHash() != hash) {
            throw mismatch(
                    checkpoint,
                    "has other entries up to there: it was cut and has gone another way since (chain hash "
                            + Long.toHexString(hash) + ", in the ledger " + Long.toHexString(checkpoint.chainHash())
                            + ")");
        }
        return hash;
    }

    private void add(final long id, final long end, final DirectBuffer buffer, final int offset, final int length) {
        if (id <= end) {
            Entries.requireSound(orders, id, buffer, offset, length);
            hash = ChainHash.next(hash, id, orders.crc(), orders.chainId(), orders.incarnation(), orders.batchNumber());
            hashedId = id;
        }
    }

    private StoreException mismatch(final Checkpoint checkpoint, final String what) {
        final String id = checkpoint.segmentId() == null ? "" : " " + checkpoint.segmentId();
        return new StoreException(
                "the ledger at " + ledger + " holds segment " + log.segment() + id + " up to entry "
                        + EntryId.format(checkpoint.position()) + ", and the log at " + log.place() + " " + what
                        + "; they don't belong together: bring back the log of this ledger, or give this log an empty database");
    }
}

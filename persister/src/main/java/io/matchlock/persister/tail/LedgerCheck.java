package io.matchlock.persister.tail;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;

/**
 * Finds out whether a ledger and a log have one history: the same segment, a position that the log reaches, and the same
 * entries up to there. One thread.
 */
public final class LedgerCheck {
    private final String ledger;
    private final LogSettings log;
    private final String ordersKey;

    /**
     * A check.
     *
     * @param ledger where it is, for messages
     * @param log where that is
     */
    public LedgerCheck(final String ledger, final LogSettings log) {
        this.ledger = ledger;
        this.log = log;
        ordersKey = Names.ordersKey(log.segment());
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
            throw new LogUnavailableException("the log at " + log.address() + " has no " + ordersKey + " yet");
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
     * The chain hash at a ledger's position.
     *
     * @param connection to the log
     * @param checkpoint of the ledger, which the log reaches
     * @return the hash; that before any entry, if the ledger is empty
     * @throws StoreException if the ledger has another one; one sentence
     */
    long requireHash(final LogConnection connection, final Checkpoint checkpoint) {
        final long hash = hash(connection, checkpoint);
        if (checkpoint.chainHash() != null && checkpoint.chainHash() != hash) {
            throw mismatch(
                    checkpoint,
                    "has other entries up to there: it was cut and has gone another way since (chain hash "
                            + Long.toHexString(hash) + ", in the ledger " + Long.toHexString(checkpoint.chainHash())
                            + ")");
        }
        return hash;
    }

    /** A log that was restored from a copy before the ledger may go on beyond the ledger's position, in another epoch. */
    private long hash(final LogConnection connection, final Checkpoint checkpoint) {
        try {
            return new LogHistory(connection, log.segment()).chainHash(checkpoint.position());
        } catch (final LogCorruptException e) {
            throw mismatch(checkpoint, "can't be compared with it: " + e.getMessage());
        }
    }

    private StoreException mismatch(final Checkpoint checkpoint, final String what) {
        final String id = checkpoint.segmentId() == null ? "" : " " + checkpoint.segmentId();
        return new StoreException(
                "the ledger at " + ledger + " holds segment " + log.segment() + id + " up to entry "
                        + EntryId.format(checkpoint.position()) + ", and the log at " + log.address() + " " + what
                        + "; they don't belong together: bring back the log of this ledger, or give this log an empty database");
    }
}

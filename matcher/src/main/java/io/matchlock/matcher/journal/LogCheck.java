package io.matchlock.matcher.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.LogConnection;
import io.matchlock.log.history.LogHistory;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.segment.SegmentId;
import org.agrona.DirectBuffer;

/**
 * Knows by its chain hash what was applied, and makes sure that the log which the events are written to still says the same: a log
 * that went back in time must never be followed. While its server runs a log loses nothing; so it is looked at on each new
 * connection, and before events are written of causes that came out of another server's log. Owned by the journal thread.
 */
final class LogCheck {
    private final String segment;
    private LogHistory history;
    private long server = LogHistory.NO_SERVER;
    private long causeId = EntryId.NONE;
    private long chainHash;
    private boolean isDoubtful;

    /** Nothing was applied yet. */
    LogCheck(final String segment, final SegmentId id) {
        this.segment = segment;
        chainHash = ChainHash.first(id.high(), id.low());
    }

    /** Goes on behind an entry that another has applied. */
    void goOn(final long id, final long hash) {
        causeId = id;
        chainHash = hash;
        isDoubtful = true;
    }

    /** Goes on over another connection. */
    void onConnected(final LogConnection connection) {
        history = new LogHistory(connection, segment);
        server = history.server();
        isDoubtful = causeId != EntryId.NONE;
    }

    /** Takes the cause of an events entry that has been made, and whose log it was in. */
    void applied(final long id, final long ofServer, final DirectBuffer buffer, final int offset) {
        causeId = id;
        chainHash = ChainHash.next(
                chainHash,
                id,
                buffer.getInt(offset + EventsEntry.CAUSE_CRC_OFFSET, LITTLE_ENDIAN),
                buffer.getInt(offset + EventsEntry.CHAIN_OFFSET, LITTLE_ENDIAN),
                buffer.getLong(offset + EventsEntry.INCARNATION_OFFSET, LITTLE_ENDIAN),
                buffer.getLong(offset + EventsEntry.BATCH_NUMBER_OFFSET, LITTLE_ENDIAN));
        isDoubtful |= ofServer != server;
    }

    /**
     * Looks whether the log still has all that was applied, if that is in doubt.
     *
     * @throws io.matchlock.log.entry.LogCorruptException if it has not
     */
    void requireUnchanged() {
        if (isDoubtful) {
            history.require(causeId, chainHash, "this matcher");
            isDoubtful = false;
        }
    }
}

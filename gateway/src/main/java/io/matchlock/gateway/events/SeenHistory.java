package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.history.LogPosition;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EventsEntry;
import org.agrona.DirectBuffer;

/**
 * How far the log's history was seen: up to the last entry of whose events anything was handed on, with the chain hash up to there,
 * out of what the events say of their causes. One thread.
 */
final class SeenHistory implements EventsFollower.Sink {
    private final EventsFollower.Sink next;
    private long id;
    private long chainHash;

    SeenHistory(final LogPosition start, final EventsFollower.Sink next) {
        this.next = next;
        id = start.id();
        chainHash = start.chainHash();
    }

    @Override
    public void onBytes(
            final long causeId, final int entryOffset, final DirectBuffer buffer, final int offset, final int length) {
        if (entryOffset == 0) {
            id = causeId;
            chainHash = ChainHash.next(
                    chainHash,
                    causeId,
                    buffer.getInt(offset + EventsEntry.CAUSE_CRC_OFFSET, LITTLE_ENDIAN),
                    buffer.getInt(offset + EventsEntry.CHAIN_OFFSET, LITTLE_ENDIAN),
                    buffer.getLong(offset + EventsEntry.INCARNATION_OFFSET, LITTLE_ENDIAN),
                    buffer.getLong(offset + EventsEntry.BATCH_NUMBER_OFFSET, LITTLE_ENDIAN));
        }
        next.onBytes(causeId, entryOffset, buffer, offset, length);
    }

    /** The last entry of which anything was seen, packed. */
    long id() {
        return id;
    }

    /** Over all orders entries up to that one. */
    long chainHash() {
        return chainHash;
    }
}

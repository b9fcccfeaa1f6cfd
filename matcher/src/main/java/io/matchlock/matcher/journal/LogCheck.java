package io.matchlock.matcher.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import org.agrona.DirectBuffer;

/**
 * Remembers the last cause that was applied and, whenever the log has been away, makes sure that it still says the same: a log
 * that went back in time must never be followed. Owned by the journal thread.
 */
final class LogCheck {
    private final String segment;
    private long causeId = EntryId.NONE;
    private int causeCrc;
    private int foundCrc;
    private boolean isFound;

    LogCheck(final String segment) {
        this.segment = segment;
    }

    /** Takes the cause of an events entry that has been made. */
    void applied(final long id, final DirectBuffer buffer, final int offset) {
        causeId = id;
        causeCrc = buffer.getInt(offset + EventsEntry.CAUSE_CRC_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Looks whether the log still holds that cause.
     *
     * @throws HaltException if it does not
     */
    void requireUnchanged(final LogConnection connection) {
        if (causeId == EntryId.NONE) {
            return;
        }
        isFound = false;
        final StreamReader orders = connection.reader(Names.ordersKey(segment));
        final long after = causeId == EntryId.GENESIS ? EntryId.NONE : causeId - 1;
        orders.readTo(after, causeId, this::look);
        if (!isFound) {
            throw new HaltException("orders entry " + EntryId.format(causeId)
                    + " has been applied and is no longer in the log: this matcher is ahead of the log");
        }
        if (foundCrc != causeCrc) {
            throw new HaltException("orders entry " + EntryId.format(causeId)
                    + " has been applied and has changed in the log: CRC32C " + Integer.toHexString(foundCrc)
                    + ", was " + Integer.toHexString(causeCrc));
        }
    }

    private void look(final long id, final DirectBuffer buffer, final int offset, final int length) {
        isFound = id == causeId && length >= OrdersEntry.HEADER_LENGTH;
        foundCrc = isFound ? buffer.getInt(offset + OrdersEntry.CRC_OFFSET, LITTLE_ENDIAN) : 0;
    }
}

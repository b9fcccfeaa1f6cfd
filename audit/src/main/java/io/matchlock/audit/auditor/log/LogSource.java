package io.matchlock.audit.auditor.log;

import io.matchlock.log.entry.EntryHandler;

/** Both streams of a segment's log, to be read in order. */
public interface LogSource {
    /**
     * The end of the orders stream.
     *
     * @return its last id, packed; {@code EntryId.NONE} if it is empty
     */
    long lastOrdersId();

    /**
     * Reads some orders entries.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first
     * @param handler takes each during the call, in order
     * @return how many there were, 0 if none follows
     * @throws io.matchlock.log.entry.LogCorruptException if the stream has a gap
     */
    int readOrders(long afterId, EntryHandler handler);

    /**
     * Reads some events entries.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first
     * @param handler takes each during the call, in order
     * @return how many there were, 0 if none follows
     * @throws io.matchlock.log.entry.LogCorruptException if the stream has a gap
     */
    int readEvents(long afterId, EntryHandler handler);
}

package io.matchlock.audit.auditor.log;

import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;

/**
 * Is shown the entries of the log one by one: each orders entry with the events entry that it caused. Both are sound.
 */
public interface EntryVisitor {
    /**
     * One entry.
     *
     * @param id packed
     * @param cause the orders entry, valid only during the call, before its first record
     * @param effect the events entry, likewise
     */
    void onEntry(long id, OrdersEntryDecoder cause, EventsEntryDecoder effect);
}

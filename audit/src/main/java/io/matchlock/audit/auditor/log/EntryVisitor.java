package io.matchlock.audit.auditor.log;

import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;

/** Is shown one entry of the log after the other: cause and effect, both sound and belonging together. */
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

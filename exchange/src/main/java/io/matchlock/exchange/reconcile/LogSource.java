package io.matchlock.exchange.reconcile;

import io.matchlock.log.EntryHandler;

/** Both streams of a segment's log, to be read in order. */
interface LogSource {
    /** The last id of the orders stream, packed. */
    long lastOrdersId();

    /** Reads orders entries after an id; returns how many. */
    int readOrders(long afterId, int maxEntries, EntryHandler handler);

    /** Reads events entries after an id; returns how many. */
    int readEvents(long afterId, int maxEntries, EntryHandler handler);
}

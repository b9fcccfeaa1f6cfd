package io.matchlock.audit.auditor.log;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.protocol.Names;

/** The log in Redis, over a connection of its own. One thread. */
public final class RedisLog implements LogSource, AutoCloseable {
    private static final int PAGE_BYTES = 1024 * 1024;

    private final LogConnection connection;
    private final String ordersKey;
    private final String eventsKey;
    private final StreamReader orders;
    private final StreamReader events;

    /**
     * Connects.
     *
     * @param settings where to
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis can't be reached
     */
    public RedisLog(final LogSettings settings) {
        connection = LogConnection.open(settings);
        ordersKey = Names.ordersKey(settings.segment());
        eventsKey = Names.eventsKey(settings.segment());
        orders = connection.reader(ordersKey);
        events = connection.reader(eventsKey);
    }

    @Override
    public long lastOrdersId() {
        return connection.lastId(ordersKey);
    }

    /** {@return the last id of the events stream, packed} */
    public long lastEventsId() {
        return connection.lastId(eventsKey);
    }

    @Override
    public int readOrders(final long afterId, final EntryHandler handler) {
        return orders.read(afterId, PAGE_BYTES, handler);
    }

    @Override
    public int readEvents(final long afterId, final EntryHandler handler) {
        return events.read(afterId, PAGE_BYTES, handler);
    }

    @Override
    public void close() {
        connection.close();
    }
}

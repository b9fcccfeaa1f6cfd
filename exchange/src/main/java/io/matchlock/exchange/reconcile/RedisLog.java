package io.matchlock.exchange.reconcile;

import io.matchlock.log.EntryHandler;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.StreamReader;
import io.matchlock.protocol.Names;

/** The log in Redis, over a connection of its own. One thread. */
final class RedisLog implements LogSource, AutoCloseable {
    private final LogConnection connection;
    private final String ordersKey;
    private final StreamReader orders;
    private final StreamReader events;

    RedisLog(final LogSettings settings) {
        connection = LogConnection.open(settings);
        ordersKey = Names.ordersKey(settings.segment());
        orders = connection.reader(ordersKey);
        events = connection.reader(Names.eventsKey(settings.segment()));
    }

    @Override
    public long lastOrdersId() {
        return connection.lastId(ordersKey);
    }

    @Override
    public int readOrders(final long afterId, final int maxEntries, final EntryHandler handler) {
        return orders.read(afterId, maxEntries, handler);
    }

    @Override
    public int readEvents(final long afterId, final int maxEntries, final EntryHandler handler) {
        return events.read(afterId, maxEntries, handler);
    }

    @Override
    public void close() {
        connection.close();
    }
}

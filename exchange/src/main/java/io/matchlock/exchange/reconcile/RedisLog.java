package io.matchlock.exchange.reconcile;

import io.matchlock.log.EntryHandler;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.StreamReader;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;

/** The log in Redis, over a connection of its own. One thread. */
final class RedisLog implements LogSource, AutoCloseable {
    private static final int PAGE_BYTES = 1024 * 1024;

    private final LogConnection connection;
    private final String ordersKey;
    private final StreamReader orders;
    private final StreamReader events;

    RedisLog(final LogSettings settings) {
        connection = LogConnection.open(settings);
        ordersKey = Names.ordersKey(settings.segment());
        orders = connection.reader(ordersKey);
        events = connection.readerAhead(Names.eventsKey(settings.segment()));
    }

    @Override
    public long lastOrdersId() {
        return connection.lastId(ordersKey);
    }

    @Override
    public int readOrders(final long afterId, final int maxEntries, final EntryHandler handler) {
        final int[] taken = {0};
        orders.read(afterId, PAGE_BYTES, (id, buffer, offset, length) -> {
            if (taken[0] < maxEntries) {
                taken[0]++;
                handler.onEntry(id, buffer, offset, length);
            }
        });
        return taken[0];
    }

    @Override
    public int readEvents(final long afterId, final int maxEntries, final EntryHandler handler) {
        final long first = afterId == EntryId.NONE ? EntryId.GENESIS : afterId + 1;
        return events.readTo(afterId, first + maxEntries - 1, handler);
    }

    @Override
    public void close() {
        connection.close();
    }
}

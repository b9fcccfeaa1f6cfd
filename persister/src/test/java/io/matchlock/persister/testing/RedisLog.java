package io.matchlock.persister.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a flow's entries into a real Redis, as gateway and matcher would. */
public final class RedisLog implements AutoCloseable {
    private static final byte[] ORDERS = Names.ordersKey(Flow.SEGMENT).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENTS = Names.eventsKey(Flow.SEGMENT).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIELD = {'b'};
    private static final int PIPELINE = 500;

    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final List<RedisFuture<String>> pending = new ArrayList<>();

    /**
     * Connects.
     *
     * @param url of Redis
     */
    public RedisLog(final String url) {
        client = RedisClient.create(url);
        connection = client.connect(ByteArrayCodec.INSTANCE);
        connection.setAutoFlushCommands(false);
    }

    /**
     * Makes and stores some entries of a flow.
     *
     * @param flow to go on with
     * @param entries how many
     */
    public void append(final Flow flow, final int entries) {
        for (int i = 0; i < entries; i++) {
            flow.next();
            add(ORDERS, flow.id(), flow.ordersBytes());
            add(EVENTS, flow.id(), flow.eventsBytes());
            if (pending.size() >= PIPELINE) {
                flush();
            }
        }
        flush();
    }

    /**
     * Stores one entry of the events stream.
     *
     * @param id packed
     * @param bytes of the entry
     */
    public void appendEvents(final long id, final byte[] bytes) {
        add(EVENTS, id, bytes);
        flush();
    }

    /**
     * Stores one entry of the orders stream.
     *
     * @param id packed
     * @param bytes of the entry
     */
    public void appendOrders(final long id, final byte[] bytes) {
        add(ORDERS, id, bytes);
        flush();
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }

    private void add(final byte[] key, final long id, final byte[] bytes) {
        pending.add(connection.async().xadd(key, new XAddArgs().id(EntryId.format(id)), Map.of(FIELD, bytes)));
    }

    private void flush() {
        connection.flushCommands();
        pending.forEach(answer -> answer.toCompletableFuture().join());
        pending.clear();
    }
}

package io.matchlock.persister.status;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.matchlock.persister.fold.Batch;
import io.matchlock.persister.fold.OrderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes orders' status to a Redis that may forget, after it is in Postgres. Never waits: while the last batch is on its
 * way, or Redis is not there, a batch is skipped and counted, and all is flushed before the next one, so that nothing old
 * stays. Owned by the thread that writes batches; its database holds nothing else.
 */
public final class StatusCache implements AutoCloseable {
    private static final int ORDERS_PER_COMMAND = 256;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final RedisURI uri;
    private final StatusText text;
    private final RedisClient client;
    private final List<RedisFuture<String>> pending = new ArrayList<>();
    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connecting;
    private CommandArgs<byte[], byte[]> args;
    private int ordersInArgs;
    private long position;
    private long sinceNs;
    private long skips;
    private boolean isStale = true;

    private StatusCache(final RedisURI uri, final String segment) {
        this.uri = uri;
        this.text = new StatusText(segment);
        this.client = uri == null ? null : client(uri);
    }

    /**
     * A cache.
     *
     * @param url of its Redis, empty for no cache at all
     * @param segment whose orders it holds
     * @return not connected yet
     */
    public static StatusCache of(final Optional<String> url, final String segment) {
        return new StatusCache(url.map(RedisURI::create).orElse(null), segment);
    }

    /**
     * Writes the orders of a batch, or skips it.
     *
     * @param batch that is in Postgres
     */
    public void write(final Batch batch) {
        if (client == null) {
            return;
        }
        final StatefulRedisConnection<byte[], byte[]> connection = connection();
        if (connection == null || !isIdle(connection)) {
            skip();
            return;
        }
        if (isStale) {
            dispatch(connection, CommandType.FLUSHDB, new CommandArgs<>(ByteArrayCodec.INSTANCE).add("ASYNC"));
            isStale = false;
        }
        position = batch.last();
        sinceNs = System.nanoTime();
        batch.forEachOrder(order -> add(connection, order));
        send(connection);
        connection.flushCommands();
    }

    /** Leaves out a batch that is in Postgres. */
    public void skip() {
        skips++;
        isStale = true;
    }

    /** {@return batches that were skipped so far} */
    public long skips() {
        return skips;
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    private static RedisClient client(final RedisURI uri) {
        uri.setTimeout(Duration.ofSeconds(5));
        final RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        return client;
    }

    /** The connection, null while there is none; begins to connect if it is time to. */
    private StatefulRedisConnection<byte[], byte[]> connection() {
        if (connecting == null) {
            if (skips == 0 || System.nanoTime() - sinceNs > RETRY_NS) {
                sinceNs = System.nanoTime();
                connecting = client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
            }
            return null;
        }
        if (!connecting.isDone()) {
            return null;
        }
        if (connecting.isCompletedExceptionally()) {
            connecting = null;
            return null;
        }
        final StatefulRedisConnection<byte[], byte[]> connection = connecting.join();
        if (connection.isOpen()) {
            connection.setAutoFlushCommands(false);
            return connection;
        }
        drop(connection);
        return null;
    }

    /** Whether all that was sent has been answered well; a connection on which it was not is dropped. */
    private boolean isIdle(final StatefulRedisConnection<byte[], byte[]> connection) {
        for (final RedisFuture<String> answer : pending) {
            final CompletableFuture<String> future = answer.toCompletableFuture();
            if (future.isCompletedExceptionally() || (!future.isDone() && System.nanoTime() - sinceNs > TIMEOUT_NS)) {
                drop(connection);
                return false;
            }
            if (!future.isDone()) {
                return false;
            }
        }
        pending.clear();
        return true;
    }

    private void drop(final StatefulRedisConnection<byte[], byte[]> connection) {
        connection.close();
        connecting = null;
        pending.clear();
        sinceNs = System.nanoTime();
    }

    private void add(final StatefulRedisConnection<byte[], byte[]> connection, final OrderState order) {
        if (ordersInArgs == 0) {
            args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        }
        args.addKey(text.orderKey(order.orderId())).addValue(text.value(order, position));
        if (order.hasNewClOrdId()) {
            args.addKey(text.clOrdIdKey(order.session(), order.clOrdId()))
                    .addValue(StatusText.ascii(Long.toString(order.orderId())));
        }
        if (++ordersInArgs == ORDERS_PER_COMMAND) {
            send(connection);
        }
    }

    private void send(final StatefulRedisConnection<byte[], byte[]> connection) {
        if (ordersInArgs > 0) {
            dispatch(connection, CommandType.MSET, args);
            ordersInArgs = 0;
        }
    }

    private void dispatch(
            final StatefulRedisConnection<byte[], byte[]> connection,
            final CommandType type,
            final CommandArgs<byte[], byte[]> arguments) {
        final AsyncCommand<byte[], byte[], String> command =
                new AsyncCommand<>(new Command<>(type, new StatusOutput<>(ByteArrayCodec.INSTANCE), arguments));
        connection.dispatch(command);
        pending.add(command);
    }
}

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
import io.matchlock.persister.fold.OrderState;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.store.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes the status of orders to a Redis that may forget, once it is in Postgres. With it go the segment and the position, so that
 * readers can tell whose it is. Never waits: while the last batch is on its way, or Redis is not there, a batch is skipped and
 * counted; before the next one everything is flushed, so that nothing old stays. What a new connection finds is flushed at once.
 * Owned by the thread that writes batches; its database holds nothing else.
 */
public final class StatusCache implements AutoCloseable {
    private static final int ORDERS_PER_COMMAND = 256;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final RedisURI uri;
    private final StatusLine text;
    private final RedisClient client;
    private final List<RedisFuture<String>> pending = new ArrayList<>();
    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connecting;
    private CommandArgs<byte[], byte[]> args;
    private int ordersInArgs;
    private Checkpoint ledger;
    private long sinceNs;
    private long skips;
    private boolean isStale;

    private StatusCache(final RedisURI uri, final String segment, final Checkpoint ledger) {
        this.uri = uri;
        this.text = new StatusLine(segment);
        this.client = uri == null ? null : client(uri);
        this.ledger = ledger;
    }

    /**
     * A cache.
     *
     * @param url of its Redis, empty for no cache at all
     * @param segment whose orders it holds
     * @param ledger up to where Postgres has them
     * @return about to connect
     */
    public static StatusCache of(final Optional<String> url, final String segment, final Checkpoint ledger) {
        final StatusCache cache = new StatusCache(url.map(RedisURI::create).orElse(null), segment, ledger);
        if (cache.client != null) {
            cache.connect();
        }
        return cache;
    }

    /**
     * Writes the orders of a batch, or skips it.
     *
     * @param batch that is in Postgres
     */
    public void write(final RowBatch batch) {
        if (client == null) {
            return;
        }
        ledger = new Checkpoint(batch.last(), batch.segmentId(), batch.chainHash());
        final StatefulRedisConnection<byte[], byte[]> connection = connection();
        if (connection == null || !isIdle(connection)) {
            skip();
            return;
        }
        if (isStale) {
            dispatch(connection, CommandType.FLUSHDB, new CommandArgs<>(ByteArrayCodec.INSTANCE).add("ASYNC"));
            isStale = false;
        }
        sinceNs = System.nanoTime();
        batch.forEachOrder(order -> add(connection, order));
        begin();
        args.addKey(text.historyKey()).addValue(StatusLine.history(batch.segmentId(), batch.last()));
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
            if (System.nanoTime() - sinceNs > RETRY_NS) {
                connect();
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

    private void connect() {
        final CacheTakeOver takeOver = new CacheTakeOver(uri.getHost() + ":" + uri.getPort(), text, ledger);
        sinceNs = System.nanoTime();
        connecting = client.connectAsync(ByteArrayCodec.INSTANCE, uri)
                .thenCompose(takeOver::flush)
                .toCompletableFuture();
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
        begin();
        args.addKey(text.orderKey(order.orderId())).addValue(text.value(order, ledger.position()));
        if (order.hasNewClOrdId()) {
            args.addKey(text.clOrdIdKey(order.session(), order.clOrdId()))
                    .addValue(StatusLine.ascii(Long.toString(order.orderId())));
        }
        if (++ordersInArgs == ORDERS_PER_COMMAND) {
            send(connection);
        }
    }

    private void begin() {
        if (args == null) {
            args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        }
    }

    private void send(final StatefulRedisConnection<byte[], byte[]> connection) {
        dispatch(connection, CommandType.MSET, args);
        args = null;
        ordersInArgs = 0;
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

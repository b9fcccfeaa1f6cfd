package io.matchlock.persister.status;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.protocol.log.EntryId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Compares each order that the status cache has with its row. The persister may go on meanwhile: a line that is older than the row is
 * only wrong if the cache says that it has come further. One thread.
 */
public final class StatusCacheCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int KEYS_PER_STEP = 1_000;
    private static final String SELECT =
            OrderStatusReader.COLUMNS + ", last_entry_id FROM orders WHERE order_id = ANY (?)";

    private final StatusLine text;
    private final String url;
    private final DatabaseSettings database;
    private final Consumer<String> findings;
    private long compared;

    /**
     * A check that has not begun.
     *
     * @param url of the cache's Redis
     * @param segment whose orders it has
     * @param database that holds the rows
     * @param findings takes each finding, one sentence
     */
    public StatusCacheCheck(
            final String url, final String segment, final DatabaseSettings database, final Consumer<String> findings) {
        this.url = url;
        this.text = new StatusLine(segment);
        this.database = database;
        this.findings = findings;
    }

    /**
     * Compares.
     *
     * @return how many orders the cache had; nothing if it does not answer
     * @throws SQLException if Postgres does not answer
     */
    public OptionalLong run() throws SQLException {
        final RedisURI uri = RedisURI.create(url);
        uri.setTimeout(TIMEOUT);
        final RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
                Connection rows = database.connect();
                PreparedStatement select = rows.prepareStatement(SELECT)) {
            final RedisCommands<byte[], byte[]> cache = connection.sync();
            final ScanArgs orders = ScanArgs.Builder.matches(text.anyOrder()).limit(KEYS_PER_STEP);
            KeyScanCursor<byte[]> cursor = cache.scan(orders);
            compare(cache, cursor.getKeys(), select);
            while (!cursor.isFinished()) {
                cursor = cache.scan(ScanCursor.of(cursor.getCursor()), orders);
                compare(cache, cursor.getKeys(), select);
            }
            return OptionalLong.of(compared);
        } catch (final RedisException e) {
            return OptionalLong.empty();
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    /** First how far the cache has come, then its lines, then the rows: so each is as of a moment not before the one in front of it. */
    private void compare(
            final RedisCommands<byte[], byte[]> cache, final List<byte[]> keys, final PreparedStatement select)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        final long reached = Optional.ofNullable(cache.get(text.historyKey()))
                .flatMap(StatusLine::parseHistory)
                .map(Checkpoint::position)
                .orElse(EntryId.NONE);
        final Map<Long, OrderStatus> lines = new HashMap<>();
        for (final KeyValue<byte[], byte[]> line : cache.mget(keys.toArray(new byte[0][]))) {
            if (line.hasValue()) {
                parse(line, lines);
            }
        }
        compared += lines.size();
        select.setObject(1, lines.keySet().toArray(new Long[0]));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                final OrderStatus stored = OrderStatusReader.status(row, EntryId.NONE);
                compare(lines.remove(stored.orderId()), stored, row.getLong("last_entry_id"), reached);
            }
        }
        lines.values().stream()
                .filter(line -> line.position() <= reached)
                .forEach(line -> findings.accept("the status cache has order " + line.orderId() + " as of entry "
                        + EntryId.format(line.position()) + ", and Postgres has no such order"));
    }

    private void parse(final KeyValue<byte[], byte[]> line, final Map<Long, OrderStatus> lines) {
        final String key = new String(line.getKey(), StandardCharsets.ISO_8859_1);
        try {
            final long orderId = Long.parseLong(key.substring(key.lastIndexOf(':') + 1));
            lines.put(orderId, StatusLine.parse(orderId, line.getValue()));
        } catch (final RuntimeException e) { // whatever is wrong with it, it is no status
            findings.accept("the status cache has no readable line under " + key);
        }
    }

    private void compare(final OrderStatus line, final OrderStatus stored, final long lastEntryId, final long reached) {
        final boolean isBehind = lastEntryId > line.position();
        if (isBehind && lastEntryId <= reached) {
            findings.accept("the status cache has order " + line.orderId() + " as of entry "
                    + EntryId.format(line.position()) + ", and it changed in entry " + EntryId.format(lastEntryId));
        } else if (!isBehind && !isSame(line, stored)) {
            findings.accept("the status cache has order " + line.orderId() + " as of entry "
                    + EntryId.format(line.position()) + " with other values than its row: " + line + ", by its row "
                    + stored);
        }
    }

    private static boolean isSame(final OrderStatus line, final OrderStatus stored) {
        return line.session() == stored.session()
                && line.clOrdId() == stored.clOrdId()
                && line.securityId() == stored.securityId()
                && line.side() == stored.side()
                && line.status() == stored.status()
                && line.qty() == stored.qty()
                && line.cumQty() == stored.cumQty()
                && line.leavesQty() == stored.leavesQty()
                && isSame(line.price(), stored.price());
    }

    private static boolean isSame(final BigDecimal one, final BigDecimal other) {
        return (one == null) == (other == null) && (one == null || one.compareTo(other) == 0);
    }
}

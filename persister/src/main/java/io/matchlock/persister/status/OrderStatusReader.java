package io.matchlock.persister.status;

import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.segment.SegmentId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Finds an order's status: in the cache, or in Postgres if the cache does not have it, is not there or is another segment's. One
 * thread.
 */
public final class OrderStatusReader implements AutoCloseable {
    private static final Duration CACHE_TIMEOUT = Duration.ofMillis(500);
    static final String COLUMNS = "SELECT order_id, session, cl_ord_id, security_id, side, status,"
            + " trim_scale(price) AS price, qty, cum_qty, leaves_qty, trim_scale(avg_price) AS avg_price";
    private static final String SELECT =
            COLUMNS + ", (SELECT max(position) FROM checkpoint) AS position FROM orders WHERE ";
    private static final String BY_ORDER_ID =
            SELECT + "order_id = ? AND day = (SELECT max(day) FROM days WHERE first_order_id <= ?)";
    private static final String BY_CL_ORD_ID =
            SELECT + "session = ? AND cl_ord_id = ? ORDER BY status = '8', order_id DESC LIMIT 1";

    private static final String SELECT_DETACHED_DAYS =
            "SELECT day FROM days WHERE detached_at IS NOT NULL ORDER BY day";
    private static final String SELECT_DETACHED_DAY = "SELECT day FROM days WHERE detached_at IS NOT NULL"
            + " AND day = (SELECT max(day) FROM days WHERE first_order_id <= ?)";
    private static final String SELECT_SEGMENT = "SELECT segment_id FROM checkpoint";

    private final DatabaseSettings database;
    private final HikariDataSource pool;
    private final StatusLine text;
    private final SegmentId segmentId;
    private final RedisClient client;
    private StatefulRedisConnection<byte[], byte[]> cache;

    /**
     * Makes no connection yet.
     *
     * @param database where Postgres is
     * @param cacheUrl of the status cache's Redis, empty for none
     * @param segment whose orders are asked for
     * @param segmentId its id; null if that is not known: then the cache is not asked, and any ledger is taken
     */
    public OrderStatusReader(
            final DatabaseSettings database,
            final Optional<String> cacheUrl,
            final String segment,
            final SegmentId segmentId) {
        this.database = database;
        this.segmentId = segmentId;
        this.pool = database.pool("matchlock-status", 1, null);
        this.text = new StatusLine(segment);
        this.client = cacheUrl.filter(url -> segmentId != null)
                .map(OrderStatusReader::client)
                .orElse(null);
    }

    /**
     * Looks for an order.
     *
     * @param orderId engine-assigned
     * @return its status, empty if there is no such order
     * @throws SQLException if it is not in the cache and Postgres does not answer
     * @throws StoreException if Postgres holds another segment; one sentence
     */
    public Optional<OrderStatus> byOrderId(final long orderId) throws SQLException {
        final Optional<OrderStatus> cached = cached(orderId);
        if (cached.isPresent()) {
            return cached;
        }
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(BY_ORDER_ID)) {
            query.setLong(1, orderId);
            query.setLong(2, orderId);
            return stored(query);
        }
    }

    /**
     * Looks for the latest order that goes by a client's own id, a rejected one only if there is no other.
     *
     * @param session number
     * @param clOrdId unsigned
     * @return its status, empty if there is no such order
     * @throws SQLException if it is not in the cache and Postgres does not answer
     * @throws StoreException if Postgres holds another segment; one sentence
     */
    public Optional<OrderStatus> byClOrdId(final int session, final long clOrdId) throws SQLException {
        final Optional<OrderStatus> cached = cachedId(session, clOrdId)
                .flatMap(this::cached)
                .filter(status -> status.session() == session && status.clOrdId() == clOrdId);
        if (cached.isPresent()) {
            return cached;
        }
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(BY_CL_ORD_ID)) {
            query.setInt(1, session);
            query.setLong(2, clOrdId);
            return stored(query);
        }
    }

    /**
     * The day on which an order was entered, if the ledger does not have that day any more.
     *
     * @param orderId engine-assigned
     * @return the day, empty if it is in the ledger
     * @throws SQLException if Postgres does not answer
     */
    public Optional<LocalDate> detachedDay(final long orderId) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(SELECT_DETACHED_DAY)) {
            query.setLong(1, orderId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, LocalDate.class)) : Optional.empty();
            }
        }
    }

    /**
     * The days that the ledger does not have any more.
     *
     * @return in their order
     * @throws SQLException if Postgres does not answer
     */
    public List<LocalDate> detachedDays() throws SQLException {
        final List<LocalDate> days = new ArrayList<>();
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(SELECT_DETACHED_DAYS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                days.add(row.getObject(1, LocalDate.class));
            }
        }
        return days;
    }

    @Override
    public void close() {
        pool.close();
        if (client != null) {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    private static RedisClient client(final String url) {
        final RedisURI uri = RedisURI.create(url);
        uri.setTimeout(CACHE_TIMEOUT);
        final RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        return client;
    }

    private Optional<OrderStatus> cached(final long orderId) {
        return get(text.orderKey(orderId)).map(value -> StatusLine.parse(orderId, value));
    }

    private Optional<Long> cachedId(final int session, final long clOrdId) {
        return get(text.clOrdIdKey(session, clOrdId))
                .map(value -> Long.parseLong(new String(value, StandardCharsets.US_ASCII)));
    }

    private Optional<byte[]> get(final byte[] key) {
        if (client == null) {
            return Optional.empty();
        }
        try {
            if (cache == null || !cache.isOpen()) {
                cache = client.connect(ByteArrayCodec.INSTANCE);
            }
            final List<KeyValue<byte[], byte[]>> found = cache.sync().mget(text.historyKey(), key);
            final boolean isOurs = found.get(0)
                    .optional()
                    .flatMap(StatusLine::parseHistory)
                    .filter(history -> history.segmentId().equals(segmentId))
                    .isPresent();
            return isOurs ? found.get(1).optional() : Optional.empty();
        } catch (final RedisException e) {
            return Optional.empty(); // a cache that is not there is a miss
        }
    }

    private Connection connection() throws SQLException {
        final Connection connection = pool.getConnection();
        try {
            requireSegment(connection);
            return connection;
        } catch (final SQLException | StoreException e) {
            connection.close();
            throw e;
        }
    }

    private void requireSegment(final Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT_SEGMENT);
                ResultSet row = query.executeQuery()) {
            final UUID found = row.next() ? row.getObject(1, UUID.class) : null;
            if (segmentId != null && found != null && !segmentId.uuid().equals(found)) {
                throw new StoreException("the ledger at " + database.address() + " is of segment " + found
                        + ", and the order asked for of segment " + segmentId);
            }
        }
    }

    private static Optional<OrderStatus> stored(final PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(status(row, row.getLong("position"))) : Optional.empty();
        }
    }

    /** The present row of a query for {@link #COLUMNS}. */
    static OrderStatus status(final ResultSet row, final long position) throws SQLException {
        final BigDecimal price = row.getBigDecimal("price");
        return new OrderStatus(
                row.getLong("order_id"),
                row.getInt("session"),
                row.getLong("cl_ord_id"),
                row.getInt("security_id"),
                row.getString("side").charAt(0),
                row.getString("status").charAt(0),
                price,
                row.getLong("qty"),
                row.getLong("cum_qty"),
                row.getLong("leaves_qty"),
                row.getBigDecimal("avg_price"),
                position,
                false);
    }
}

package io.matchlock.persister.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.matchlock.log.embedded.EmbeddedRedis;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.persister.Persister;
import io.matchlock.persister.PersisterSettings;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.persister.testing.RedisLog;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the cache says must be what Postgres says; without it nothing but the cache is missing. */
final class StatusCacheTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long LAST_ORDER = 100;
    private static final SegmentId OTHER = new SegmentId(1, 2);

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @RegisterExtension
    final RedisServer redis = new RedisServer();

    @RegisterExtension
    final RedisServer cache = new RedisServer(EmbeddedRedis.Role.CACHE);

    private final Flow flow = new Flow(3, 3, 10, true);
    private final SegmentId segmentId = segmentId();

    @Test
    void shouldAnswerFromCacheAsFromPostgres() throws SQLException {
        try (RedisLog log = new RedisLog(redis.url());
                Persister persister = Persister.launch(settings());
                OrderStatusReader cached = reader(Optional.of(cache.url()));
                OrderStatusReader stored = reader(Optional.empty())) {
            log.append(flow, 5);
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            appendUntilCached(log, persister, cached);
            assertSame(cached, stored);
        }
    }

    @Test
    void shouldGoOnWithoutTheCacheAndFlushItBeforeItIsUsedAgain() throws SQLException {
        try (RedisLog log = new RedisLog(redis.url());
                Persister persister = Persister.launch(settings());
                OrderStatusReader cached = reader(Optional.of(cache.url()));
                OrderStatusReader stored = reader(Optional.empty())) {
            appendUntilCached(log, persister, cached);
            cache.kill();
            final long skips = persister.lag().cacheSkips();
            log.append(flow, 20);
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            Awaitility.await().atMost(LONG).until(() -> {
                log.append(flow, 1);
                return persister.lag().cacheSkips() > skips;
            });
            assertFalse(cached.byOrderId(1).orElseThrow().isCached());
            cache.restart();
            appendUntilCached(log, persister, cached);
            assertSame(cached, stored);
        }
    }

    private void appendUntilCached(final RedisLog log, final Persister persister, final OrderStatusReader cached) {
        Awaitility.await().atMost(LONG).until(() -> {
            final long before = flow.orderCount();
            log.append(flow, 20);
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            return cached.byOrderId(before + 1).map(OrderStatus::isCached).orElse(false);
        });
    }

    private void assertSame(final OrderStatusReader cached, final OrderStatusReader stored) throws SQLException {
        int hits = 0;
        for (long id = Math.max(1, flow.orderCount() - LAST_ORDER); id <= flow.orderCount(); id++) {
            final OrderStatus expected = stored.byOrderId(id).orElseThrow();
            final OrderStatus answer = cached.byOrderId(id).orElseThrow();
            hits += answer.isCached() ? 1 : 0;
            assertEquals(comparable(expected), comparable(answer));
            final OrderStatus byClient =
                    cached.byClOrdId(expected.session(), expected.clOrdId()).orElseThrow();
            assertEquals(comparable(expected), comparable(byClient));
        }
        assertTrue(hits > 0);
        assertEquals(Optional.empty(), cached.byOrderId(flow.orderCount() + 1));
    }

    private static OrderStatus comparable(final OrderStatus status) {
        return new OrderStatus(
                status.orderId(),
                status.session(),
                status.clOrdId(),
                status.securityId(),
                status.side(),
                status.status(),
                status.price() == null ? null : status.price().stripTrailingZeros(),
                status.qty(),
                status.cumQty(),
                status.leavesQty(),
                null,
                0,
                true);
    }

    /** What a persister finds in the cache when it starts: only what it can have written itself goes without a word. */
    @ParameterizedTest
    @CsvSource({"true, -1, false", "true, 0, false", "true, 1, true", "false, 0, true"})
    void shouldFlushWhatItFindsAndTellOfWhatCanNotBeItsOwn(final boolean isOurs, final long ahead, final boolean isTold)
            throws SQLException {
        try (RedisLog log = new RedisLog(redis.url())) {
            try (Persister persister = Persister.launch(settings(Optional.empty()))) {
                log.append(flow, 5);
                assertTrue(persister.awaitCommitted(flow.id(), LONG));
            }
            final SegmentId id = isOurs ? segmentId : OTHER;
            putInCache(id, flow.id() + ahead);

            final List<String> told = warnings(() -> {
                try (Persister persister = Persister.launch(settings())) {
                    Awaitility.await().atMost(LONG).until(this::isCacheEmpty);
                    assertTrue(persister.halted().isEmpty());
                }
            });
            assertEquals(isTold ? 1 : 0, told.size(), told::toString);
            assertTrue(told.stream().allMatch(line -> line.contains(id.toString())), told::toString);
        }
    }

    @Test
    void shouldNotAnswerFromTheCacheOfAnotherSegment() throws SQLException {
        try (RedisLog log = new RedisLog(redis.url());
                Persister persister = Persister.launch(settings(Optional.empty()));
                OrderStatusReader reader = reader(Optional.of(cache.url()))) {
            log.append(flow, 5);
            assertTrue(persister.awaitCommitted(flow.id(), LONG));

            putInCache(OTHER, flow.id());
            assertFalse(reader.byOrderId(1).orElseThrow().isCached());
            putInCache(segmentId, flow.id());
            assertTrue(reader.byOrderId(1).orElseThrow().isCached());
        }
    }

    @Test
    void shouldRefuseTheLedgerOfAnotherSegment() {
        try (RedisLog log = new RedisLog(redis.url());
                Persister persister = Persister.launch(settings(Optional.empty()));
                OrderStatusReader reader =
                        new OrderStatusReader(POSTGRES.settings(), Optional.empty(), Flow.SEGMENT, OTHER)) {
            log.append(flow, 5);
            assertTrue(persister.awaitCommitted(flow.id(), LONG));

            final StoreException refusal = assertThrows(StoreException.class, () -> reader.byOrderId(1));

            assertTrue(refusal.getMessage().contains(OTHER.toString()), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(segmentId.toString()), refusal.getMessage());
        }
    }

    private void putInCache(final SegmentId id, final long position) {
        final RedisClient client = RedisClient.create(cache.url());
        try {
            final StatusLine text = new StatusLine(Flow.SEGMENT);
            final RedisCommands<byte[], byte[]> commands =
                    client.connect(ByteArrayCodec.INSTANCE).sync();
            commands.set(text.historyKey(), StatusLine.history(id, position));
            commands.set(
                    text.orderKey(1),
                    StatusLine.ascii("session=1 clord=1 security=1 side=1 status=0 qty=1 cum=0 leaves=1 at="
                            + EntryId.format(position)));
        } finally {
            client.shutdown();
        }
    }

    private boolean isCacheEmpty() {
        final RedisClient client = RedisClient.create(cache.url());
        try {
            return client.connect().sync().dbsize() == 0;
        } finally {
            client.shutdown();
        }
    }

    /** What is logged about the cache meanwhile. */
    private static List<String> warnings(final Runnable action) {
        final Logger logger = (Logger) LoggerFactory.getLogger(CacheTakeOver.class);
        final ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            action.run();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Of the genesis entry that the flow begins with. */
    private static SegmentId segmentId() {
        final Flow twin = new Flow(3, 3, 10, true);
        twin.next();
        final UnsafeBuffer entry = new UnsafeBuffer(twin.ordersBytes());
        final OrdersEntryDecoder genesis = new OrdersEntryDecoder();
        genesis.wrap(entry, 0, entry.capacity());
        return Genesis.decode(genesis).id();
    }

    private OrderStatusReader reader(final Optional<String> cacheUrl) {
        return new OrderStatusReader(POSTGRES.settings(), cacheUrl, Flow.SEGMENT, segmentId);
    }

    private PersisterSettings settings() {
        return settings(Optional.of(cache.url()));
    }

    private PersisterSettings settings(final Optional<String> cacheUrl) {
        return new PersisterSettings(
                redis.settings(Flow.SEGMENT),
                POSTGRES.jdbcUrl(),
                null,
                null,
                cacheUrl,
                1_000,
                Duration.ofMillis(20),
                PaceLimits.NEVER);
    }
}

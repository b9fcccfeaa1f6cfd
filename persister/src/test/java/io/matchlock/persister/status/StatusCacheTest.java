package io.matchlock.persister.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.embedded.EmbeddedRedis;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.persister.Persister;
import io.matchlock.persister.PersisterSettings;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.persister.testing.RedisLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the cache says must be what Postgres says; without it nothing but the cache is missing. */
final class StatusCacheTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long LAST_ORDER = 100;

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @RegisterExtension
    final RedisServer redis = new RedisServer();

    @RegisterExtension
    final RedisServer cache = new RedisServer(EmbeddedRedis.Role.CACHE);

    private final Flow flow = new Flow(3, 3, 10, true);

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

    private static OrderStatusReader reader(final Optional<String> cacheUrl) {
        return new OrderStatusReader(POSTGRES.settings(), cacheUrl, Flow.SEGMENT);
    }

    private PersisterSettings settings() {
        return new PersisterSettings(
                redis.settings(Flow.SEGMENT),
                POSTGRES.jdbcUrl(),
                null,
                null,
                Optional.of(cache.url()),
                1_000,
                Duration.ofMillis(20),
                0,
                PersisterSettings.DEFAULT_MAX_YIELD);
    }
}

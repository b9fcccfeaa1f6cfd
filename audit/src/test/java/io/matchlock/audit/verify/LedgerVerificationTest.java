package io.matchlock.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.PairReader;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.persister.Persister;
import io.matchlock.persister.PersisterSettings;
import io.matchlock.persister.status.StatusCacheCheck;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.jdbc.DayDetachment;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.persister.testing.RedisLog;
import io.matchlock.protocol.log.EntryId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ledger and a cache that a persister wrote, good, and with one thing wrong. */
final class LedgerVerificationTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @RegisterExtension
    final RedisServer redis = new RedisServer();

    @RegisterExtension
    final RedisServer cache = new RedisServer();

    private final Flow flow = new Flow(11, 5, 20, false);

    @Test
    void shouldFindNothingInAGoodLedger() throws SQLException {
        persist();

        assertEquals(List.of(), verify());
        assertEquals(List.of(), verifyCache());
    }

    @Test
    void shouldNameRowsThatAreChangedMissingOrUnknown() throws SQLException {
        persist();

        assertNamed(
                this,
                "order 7 stands in Postgres with other values than by the log: qty",
                "UPDATE orders SET qty = qty + 1 WHERE order_id = 7");
        assertNamed(this, "order 8 is not in Postgres", "DELETE FROM orders WHERE order_id = 8");
        assertNamed(
                this,
                "order 999999, which the log doesn't know",
                "INSERT INTO orders (order_id, entry_id, last_entry_id, cl_ord_id, client_number, receive_time_ns, qty, cum_qty,"
                        + " leaves_qty, account, session, security_id, day, status, side, ord_type, time_in_force, notional)"
                        + " SELECT 999999, entry_id, last_entry_id, cl_ord_id, client_number, receive_time_ns, qty, cum_qty,"
                        + " leaves_qty, account, session, security_id, day, status, side, ord_type, time_in_force, notional"
                        + " FROM orders WHERE order_id = 9");
        assertNamed(
                this,
                "trade 3 stands in Postgres with other values than by the log: price",
                "UPDATE trades SET price = price + 1 WHERE trade_id = 3");
        assertNamed(this, "trade 4 is not in Postgres", "DELETE FROM trades WHERE trade_id = 4");
        assertNamed(this, "trade 5 more than once", "INSERT INTO trades SELECT * FROM trades WHERE trade_id = 5");
        assertNamed(
                this,
                "is not in Postgres",
                "DELETE FROM executions WHERE exec_id = (SELECT max(exec_id) FROM executions)");
        assertNamed(this, "more than once", "INSERT INTO executions SELECT * FROM executions ORDER BY exec_id LIMIT 1");
        assertNamed(
                this,
                "stands in Postgres with other values",
                "UPDATE executions SET reason = 77 WHERE exec_id = (SELECT min(exec_id) FROM executions)");
        assertNamed(
                this,
                "which the log doesn't know",
                "INSERT INTO executions (session, day, report_number, entry_id, time_ns, kind)"
                        + " SELECT session, day, 999999, 1::bigint << 49, time_ns, kind FROM executions LIMIT 1");
        assertNamed(this, "instrument 1 stands", "UPDATE instruments SET symbol = 'X'");
        assertNamed(this, "session 2 is not in Postgres", "DELETE FROM sessions WHERE session = 2");
        assertNamed(
                this,
                "day 2023-11-15 stands",
                "UPDATE days SET first_order_id = first_order_id + 1 WHERE day = '2023-11-15'");
        assertNamed(this, "checkpoint", "UPDATE checkpoint SET chain_hash = chain_hash + 1");
        assertNamed(this, "Postgres goes on to entry", "UPDATE checkpoint SET position = position + 1");
        assertNamed(this, "trades.fee", "ALTER TABLE trades ADD COLUMN fee bigint");
    }

    @Test
    void shouldNotMissADayThatIsDetached() throws SQLException {
        persist();
        final LocalDate first = LocalDate.of(2023, 11, 14);
        execute("UPDATE orders SET leaves_qty = 0 WHERE day = '2023-11-14'");
        try (DayDetachment days = new DayDetachment(POSTGRES.settings())) {
            assertTrue(days.detach(first));
        }

        final Findings findings = new Findings(10);
        assertEquals(List.of(first), run(POSTGRES.settings(), findings).detached());
        assertEquals(List.of(), findings.sentences());
        execute("DELETE FROM trades WHERE trade_id = (SELECT max(trade_id) FROM trades)");
        assertEquals(1, verify().size());
    }

    @Test
    void shouldNameALineOfTheCacheThatIsWrong() throws SQLException {
        persist();
        final RedisClient client = RedisClient.create(cache.url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            final RedisCommands<String, String> commands = connection.sync();
            final String key = commands.keys("{" + Flow.SEGMENT + "}:order:*").get(0);
            final String order = key.replaceAll(".*:", "order ") + " as of entry";
            final String good = commands.get(key);
            commands.set(key, good.replaceFirst("qty=\\d+", "qty=123456"));
            assertNamedByCache(order);
            commands.set(key, good.replaceFirst("at=1-\\d+", "at=1-0"));
            assertNamedByCache(order + " 1-0, and it changed in entry");
            commands.set(key, "nonsense");
            assertNamedByCache("no readable line under " + key);
            commands.set(key, good);
            commands.set("{" + Flow.SEGMENT + "}:order:888888", good);
            assertNamedByCache("Postgres has no such order");
        } finally {
            client.shutdown();
        }
    }

    /** Three days, one of which goes on; with the cache. */
    private void persist() {
        try (RedisLog log = new RedisLog(redis.url())) {
            for (int day = 0; day < 3; day++) {
                log.append(flow, 80);
                flow.passDays(1);
            }
            log.append(flow, 1);
        }
        final PersisterSettings settings = new PersisterSettings(
                redis.settings(Flow.SEGMENT),
                POSTGRES.jdbcUrl(),
                null,
                null,
                Optional.of(cache.url()),
                500,
                Duration.ofMillis(5),
                PaceLimits.NEVER);
        try (Persister persister = Persister.launch(settings)) {
            assertTrue(persister.awaitCommitted(flow.id(), LONG), persister.lag()::toString);
            final RedisClient client = RedisClient.create(cache.url());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                final String history = "{" + Flow.SEGMENT + "}:history";
                while (!String.valueOf(connection.sync().get(history)).endsWith(" " + EntryId.format(flow.id()))) {
                    try (RedisLog log = new RedisLog(redis.url())) { // a batch may have found the cache busy
                        log.append(flow, 20);
                    }
                    assertTrue(persister.awaitCommitted(flow.id(), LONG), persister.lag()::toString);
                }
            } finally {
                client.shutdown();
            }
        }
    }

    /** Changes a copy of the database. */
    private static void assertNamed(final LedgerVerificationTest test, final String sentence, final String change)
            throws SQLException {
        final DatabaseSettings good = POSTGRES.settings();
        final String name = good.jdbcUrl().replaceAll(".*/([a-z0-9]+)[?].*", "$1");
        final DatabaseSettings copy =
                new DatabaseSettings(good.jdbcUrl().replace("/" + name + "?", "/altered?"), null, null);
        try (Connection connection =
                        DriverManager.getConnection(POSTGRES.server().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS altered");
            statement.execute("CREATE DATABASE altered TEMPLATE " + name);
        }
        try (Connection connection = copy.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        final Findings findings = new Findings(10);
        test.run(copy, findings);
        final List<String> found = findings.sentences();
        assertTrue(found.stream().anyMatch(finding -> finding.contains(sentence)), sentence + ": " + found);
    }

    private void assertNamedByCache(final String sentence) throws SQLException {
        final List<String> found = verifyCache();
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).contains(sentence), found::toString);
    }

    private List<String> verify() {
        final Findings findings = new Findings(10);
        run(POSTGRES.settings(), findings);
        return findings.sentences();
    }

    private LedgerVerification run(final DatabaseSettings database, final Findings findings) {
        final LedgerVerification verification = new LedgerVerification(database, findings);
        try (LogConnection connection = LogConnection.open(redis.settings(Flow.SEGMENT))) {
            final PairReader log = new PairReader(connection, Flow.SEGMENT);
            verification.run(Flow.SEGMENT, (afterId, handler) -> log.read(afterId, Duration.ZERO, handler));
        }
        return verification;
    }

    private List<String> verifyCache() throws SQLException {
        final List<String> found = new ArrayList<>();
        assertTrue(new StatusCacheCheck(cache.url(), Flow.SEGMENT, POSTGRES.settings(), found::add)
                        .run()
                        .getAsLong()
                > 0);
        return found;
    }

    private static void execute(final String sql) throws SQLException {
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

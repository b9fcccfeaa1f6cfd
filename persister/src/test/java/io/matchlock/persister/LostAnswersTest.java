package io.matchlock.persister;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.pace.PaceLimits;
import io.matchlock.log.testing.FaultProxy;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.FlowRows;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.persister.testing.RedisLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Postgres did what it was told, or will do it yet, and the persister doesn't hear of it: each row once, and no halt. */
final class LostAnswersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** Before Postgres ends a transaction in which nothing happens. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** The statement alone, as its Parse message has it; other statements hold the word too. */
    private static final String COMMIT = "\0COMMIT\0";

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @RegisterExtension
    final RedisServer redis = new RedisServer();

    private final Flow flow = new Flow(42, 5, 20, true);

    private void fill() {
        try (RedisLog log = new RedisLog(redis.url())) {
            log.append(flow, 200);
        }
    }

    @Test
    void shouldGoOnWhenTheAnswerToACommitIsLost() throws SQLException {
        try (FaultProxy proxy = new FaultProxy(POSTGRES.server().port(), 1)) {
            try (Persister persister = launch(proxy)) {
                proxy.at(COMMIT, FaultProxy.Fault.LOSE_ANSWER);
                fill();
                requireAll(persister);
            }
            assertEquals(1, proxy.faults());
        }
        assertRows();
    }

    /** The commit comes late: only when the persister, which knows nothing of it, waits for its checkpoint. */
    @Test
    void shouldGoOnWhenACommitIsStillOnItsWay() throws SQLException {
        try (FaultProxy proxy = new FaultProxy(POSTGRES.server().port(), 1)) {
            try (Persister persister = launch(proxy)) {
                proxy.at(COMMIT, FaultProxy.Fault.DELAY_REQUEST);
                fill();
                Awaitility.await().atMost(LONG).until(LostAnswersTest::somebodyWaitsForALock);
                proxy.release();
                requireAll(persister);
            }
        }
        assertRows();
    }

    @Test
    void shouldStartWhenACommitOfItsPredecessorIsStillOnItsWay() throws SQLException {
        try (FaultProxy proxy = new FaultProxy(POSTGRES.server().port(), 1)) {
            final Persister killed = launch(proxy);
            proxy.at(COMMIT, FaultProxy.Fault.DELAY_REQUEST);
            fill();
            Awaitility.await().atMost(LONG).until(() -> proxy.faults() == 1);
            killed.close(); // its backend doesn't know
            final CompletableFuture<Void> release = CompletableFuture.runAsync(() -> {
                Awaitility.await().atMost(SOON).until(LostAnswersTest::somebodyWaitsForALock);
                proxy.release();
            });
            try (Persister persister = launch(proxy)) {
                requireAll(persister);
            }
            release.join();
        }
        assertRows();
    }

    @Test
    void shouldWriteOnceWhereverConnectionsAreCut() throws SQLException {
        final long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("connections are cut by seed " + seed); // reproduces with -Dseed
        try (FaultProxy proxy = new FaultProxy(POSTGRES.server().port(), seed);
                RedisLog log = new RedisLog(redis.url());
                Persister persister = launch(proxy)) {
            proxy.cutWithin(4_000);
            Awaitility.await().atMost(LONG).until(() -> {
                log.append(flow, 5);
                return proxy.faults() >= 15;
            });
            proxy.cutWithin(0);
            requireAll(persister);
        }
        assertRows();
    }

    private void requireAll(final Persister persister) {
        assertTrue(persister.awaitCommitted(flow.id(), LONG), () -> persister.halted() + " " + persister.lag());
        assertEquals(Optional.empty(), persister.halted());
    }

    private Persister launch(final FaultProxy proxy) {
        final String url = POSTGRES.jdbcUrl().replace(":" + POSTGRES.server().port() + "/", ":" + proxy.port() + "/");
        return Persister.launch(new PersisterSettings(
                redis.settings(Flow.SEGMENT),
                url,
                null,
                null,
                Optional.empty(),
                200,
                Duration.ofMillis(20),
                PaceLimits.NEVER));
    }

    private static boolean somebodyWaitsForALock() throws SQLException {
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE wait_event_type = 'Lock' AND application_name = 'matchlock-persister'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private void assertRows() throws SQLException {
        try (Connection connection = POSTGRES.connect()) {
            assertEquals(flow.rows().lines(), FlowRows.read(connection));
        }
    }
}

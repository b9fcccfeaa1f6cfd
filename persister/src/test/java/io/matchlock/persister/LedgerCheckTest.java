package io.matchlock.persister;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.matchlock.log.LogConnection;
import io.matchlock.log.epoch.EpochOpener;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.FlowRows;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.persister.testing.RedisLog;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.agrona.concurrent.SystemNanoClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log that is not the ledger's, or not any more: refused, with both named, and nothing written. */
final class LedgerCheckTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long SEED = 42;

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @RegisterExtension
    final RedisServer redis = new RedisServer();

    private final Flow flow = new Flow(SEED, 5, 20, true);

    @Test
    void shouldRefuseALogThatEndsBeforeTheLedger() throws SQLException {
        persist(100);
        flush();
        store(new Flow(SEED, 5, 20, true), 60);

        assertRefused("ends at entry 1-59");
    }

    /** The ids of a new epoch are above all others. */
    @Test
    void shouldRefuseALogThatWasRestoredFromBeforeTheLedgerAndHasANewEpoch() throws SQLException {
        persist(100);
        flush();
        store(new Flow(SEED, 5, 20, true), 60);
        try (LogConnection connection = LogConnection.open(redis.settings(Flow.SEGMENT))) {
            new EpochOpener(connection, SystemNanoClock.INSTANCE).open(LostEntries.Yes, "a test", 1L, LONG);
        }

        assertRefused("orders ends at 1-59, before 1-99");
    }

    @Test
    void shouldRefuseALogThatWasDeleted() throws SQLException {
        persist(100);
        flush();

        assertRefused("has no {" + Flow.SEGMENT + "}:orders");
    }

    @Test
    void shouldRefuseTheLogOfAnotherSegmentOfTheSameName() throws SQLException {
        persist(100);
        flush();
        final Flow other = new Flow(SEED, 5, 20, true).beginningAt(1L);
        store(other, 200);

        assertRefused("is of segment ");
    }

    @Test
    void shouldRefuseALogThatWasCutAndWentAnotherWay() throws SQLException {
        persist(100);
        flush();
        store(new Flow(SEED + 1, 5, 20, true), 200);

        assertRefused("has other entries up to there");
    }

    @Test
    void shouldHaltWhenTheLogIsExchangedWhileItRuns() throws SQLException, IOException {
        try (RedisLog log = new RedisLog(redis.url());
                Persister persister = launch()) {
            log.append(flow, 100);
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            redis.kill();
            Awaitility.await().atMost(LONG).until(() -> persister.lag().trouble() != null);
            redis.wipe();
            redis.restart();
            Awaitility.await().atMost(LONG).until(() -> persister.halted().isPresent());
            final String reason = persister.halted().orElseThrow();
            assertTrue(reason.contains("they don't belong together"), reason);
        }
        assertRows();
    }

    @Test
    void shouldAdoptALedgerThatNamesNoLog() throws SQLException {
        persist(100);
        forget();
        persist(100);
        assertRows();
        flush();

        assertRefused("has no {" + Flow.SEGMENT + "}:orders");
    }

    @Test
    void shouldRefuseANewLogOnALedgerThatNamesNone() throws SQLException {
        persist(100);
        forget();
        flush();
        store(new Flow(SEED + 1, 5, 20, true), 1);

        assertRefused("ends at entry 1-0");
    }

    private void persist(final int entries) {
        store(flow, entries);
        try (Persister persister = launch()) {
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            assertEquals(Optional.empty(), persister.halted());
        }
    }

    private void store(final Flow from, final int entries) {
        try (RedisLog log = new RedisLog(redis.url())) {
            log.append(from, entries);
        }
    }

    private void flush() {
        final RedisClient client = RedisClient.create(redis.url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().flushall();
        } finally {
            client.shutdown(0, 1, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    /** Makes the ledger one of a build that knew no ids and hashes. */
    private static void forget() throws SQLException {
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("UPDATE checkpoint SET segment_id = NULL, chain_hash = NULL"));
        }
    }

    private void assertRefused(final String what) throws SQLException {
        final String reason = assertThrows(StoreException.class, this::launch).getMessage();
        assertTrue(reason.contains(what), reason);
        assertTrue(reason.contains(" up to entry " + EntryId.format(flow.id()) + ", and the log at "), reason);
        assertRows();
    }

    private Persister launch() {
        return Persister.launch(PersisterSettings.of(redis.settings(Flow.SEGMENT), POSTGRES.jdbcUrl()));
    }

    private void assertRows() throws SQLException {
        try (Connection connection = POSTGRES.connect()) {
            assertEquals(flow.rows().lines(), FlowRows.read(connection));
        }
    }
}

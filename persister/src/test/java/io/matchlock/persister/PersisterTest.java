package io.matchlock.persister;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.pace.PaceLimits;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.FlowRows;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.persister.testing.RedisLog;
import io.matchlock.protocol.log.EntryId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a real Redis to a real Postgres, with things killed on the way. Rows must be as noted by the flow, each once. */
final class PersisterTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @RegisterExtension
    final RedisServer redis = new RedisServer();

    private final Flow flow = new Flow(42, 5, 20, true);
    private RedisLog log;

    @BeforeEach
    void connect() {
        log = new RedisLog(redis.url());
    }

    @AfterEach
    void disconnect() {
        log.close();
    }

    @Test
    void shouldBringTheLogToPostgresAndGoOnFromItsCheckpoint() throws SQLException {
        log.append(flow, 200);
        try (Persister persister = launch(1_000)) {
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            log.append(flow, 200);
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> persister.lag().entries() == 0
                            && persister.lag().rows() == 0
                            && persister.lag().nanos() == 0);
        }
        assertRows();
        log.append(flow, 200);
        try (Persister persister = launch(300)) {
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
            assertEquals(Optional.empty(), persister.halted());
        }
        assertRows();
    }

    /** It asks the log how busy it is, and that alone is more than a byte a second. */
    @Test
    void shouldWorkInTurnsWhereTheLogIsNeverQuiet() throws SQLException {
        log.append(flow, 100);
        try (Persister persister = Persister.launch(settings(100, new PaceLimits(1, Duration.ofSeconds(1))))) {
            Awaitility.await().atMost(LONG).until(() -> persister.lag().nanos() > 0);
            assertTrue(persister.awaitCommitted(flow.id(), LONG), persister.lag()::toString);
        }
        assertRows();
    }

    @Test
    void shouldTakeOnlyEntriesWhoseEventsExist() throws SQLException {
        log.append(flow, 50);
        final long last = flow.id();
        flow.next();
        log.appendOrders(flow.id(), flow.ordersBytes());
        try (Persister persister = launch(1_000)) {
            assertTrue(persister.awaitCommitted(last, LONG));
            Awaitility.await().atMost(LONG).until(() -> persister.lag().entries() == 1);
            log.appendEvents(flow.id(), flow.eventsBytes());
            assertTrue(persister.awaitCommitted(flow.id(), LONG));
        }
        assertRows();
    }

    @Test
    void shouldWriteOnceWhenBackendsAreTerminated() throws Exception {
        try (Persister persister = launch(200)) {
            for (int i = 0; i < 30; i++) {
                log.append(flow, 40);
                terminateBackends();
            }
            assertTrue(persister.awaitCommitted(flow.id(), LONG), persister.lag()::toString);
            assertTrue(persister.lag().retries() > 0);
        }
        assertRows();
    }

    @Test
    void shouldCatchUpAfterPostgresWasKilled() throws Exception {
        try (Persister persister = launch(200)) {
            log.append(flow, 200);
            final ProcessHandle postmaster =
                    ProcessHandle.of(POSTGRES.server().pid()).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().get();
            log.append(flow, 200);
            Awaitility.await().atMost(LONG).until(() -> persister.lag().trouble() != null);
            POSTGRES.restart();
            log.append(flow, 100);
            assertTrue(persister.awaitCommitted(flow.id(), LONG), persister.lag()::toString);
        }
        assertRows();
    }

    @Test
    void shouldCatchUpAfterRedisWasKilled() throws SQLException {
        try (Persister persister = launch(200)) {
            log.append(flow, 100);
            assertTrue(persister.awaitCommitted(flow.id(), LONG), persister.lag()::toString);
            redis.kill();
            Awaitility.await().atMost(LONG).until(() -> persister.lag().trouble() != null);
            redis.restart();
            log.close();
            log = new RedisLog(redis.url());
            log.append(flow, 100);
            assertTrue(persister.awaitCommitted(flow.id(), LONG), persister.lag()::toString);
        }
        assertRows();
    }

    @Test
    void shouldHaltTheSecondOfTwoPersisters() throws SQLException {
        final CompletableFuture<String> reason = new CompletableFuture<>();
        log.append(flow, 50);
        try (Persister first = Persister.launch(settings(100), reason::complete);
                Persister second = Persister.launch(settings(100), reason::complete)) {
            while (!reason.isDone()) {
                log.append(flow, 20);
            }
            assertTrue(reason.join().contains("another persister"), reason.join());
            final Persister living = first.halted().isEmpty() ? first : second;
            assertTrue(living.awaitCommitted(flow.id(), LONG));
            assertEquals(Optional.empty(), living.halted());
        }
        assertRows();
    }

    @Test
    void shouldHaltAtACorruptEntryAndNameIt() throws SQLException {
        log.append(flow, 100);
        final long sound = flow.id();
        flow.next();
        final byte[] events = Arrays.copyOf(flow.eventsBytes(), flow.eventsLength());
        events[events.length / 2] ^= 1;
        log.appendOrders(flow.id(), flow.ordersBytes());
        log.appendEvents(flow.id(), events);
        try (Persister persister = launch(100)) {
            Awaitility.await().atMost(LONG).until(() -> persister.halted().isPresent());
            final String reason = persister.halted().orElseThrow();
            assertTrue(reason.contains(EntryId.format(flow.id())), reason);
            assertTrue(persister.lag().committedId() <= sound);
        }
    }

    @Test
    void shouldHaltAtEventsOfAnotherOrdersEntry() {
        log.append(flow, 10);
        flow.next();
        final byte[] events = flow.eventsBytes();
        final Flow other = new Flow(43, 5, 20, false);
        while (other.id() < flow.id()) {
            other.next();
        }
        log.appendOrders(flow.id(), other.ordersBytes());
        log.appendEvents(flow.id(), events);
        try (Persister persister = launch(100)) {
            Awaitility.await().atMost(LONG).until(() -> persister.halted().isPresent());
            final String reason = persister.halted().orElseThrow();
            assertTrue(reason.contains(EntryId.format(flow.id())) && reason.contains("CRC32C"), reason);
        }
    }

    private Persister launch(final int maxRows) {
        return Persister.launch(settings(maxRows));
    }

    private PersisterSettings settings(final int maxRows) {
        return settings(maxRows, PaceLimits.NEVER);
    }

    private PersisterSettings settings(final int maxRows, final PaceLimits pace) {
        return new PersisterSettings(
                redis.settings(Flow.SEGMENT),
                POSTGRES.jdbcUrl(),
                null,
                null,
                Optional.empty(),
                maxRows,
                Duration.ofMillis(20),
                pace);
    }

    private static void terminateBackends() throws SQLException {
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'matchlock-persister'");
        }
    }

    private void assertRows() throws SQLException {
        try (Connection connection = POSTGRES.connect()) {
            assertEquals(flow.rows().lines(), FlowRows.read(connection));
        }
    }
}

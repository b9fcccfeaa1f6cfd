package io.matchlock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.orders.GatewayClaim;
import io.matchlock.log.orders.GatewayHolder;
import io.matchlock.log.server.Durability;
import io.matchlock.log.server.ServerCheck;
import io.matchlock.log.testing.LoopAppender;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogConnectionTest {
    @RegisterExtension
    private final RedisServer server = new RedisServer();

    private LogConnection connection;

    @BeforeEach
    void connect() {
        connection = LogConnection.open(server.settings(TestLog.SEGMENT));
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void shouldReadBackGenesisAfterRestart() {
        final SegmentDefinition segment = TestLog.segment().withId(new SegmentId(3L, 4L));
        assertTrue(connection.createSegment(segment, 1L));
        connection.close();
        server.kill();
        server.restart();
        connection = LogConnection.open(server.settings(TestLog.SEGMENT));

        assertEquals(segment, connection.readGenesis());
        assertEquals(EntryId.GENESIS, connection.lastId(TestLog.ORDERS));
    }

    @Test
    void shouldCreateSegmentOnce() {
        assertTrue(connection.createSegment(TestLog.segment(), 1L));
        assertFalse(connection.createSegment(TestLog.segment(), 2L));
        assertEquals(List.of("1-0"), TestLog.ids(connection, TestLog.ORDERS));
    }

    @Test
    void shouldSayThatGenesisIsMissingOrCorrupt() {
        assertThrows(LogCorruptException.class, connection::readGenesis);
        connection.calls().ask("XADD", TestLog.ORDERS, "1-0", "b", "garbage");
        final LogCorruptException halt = assertThrows(LogCorruptException.class, connection::readGenesis);
        assertTrue(halt.getMessage().contains("1-0 is corrupt"), halt.getMessage());
    }

    @Test
    void shouldTellLastIdThoughEntryIsDeleted() {
        assertEquals(EntryId.NONE, connection.lastId(TestLog.EVENTS));
        connection.calls().ask("XADD", TestLog.EVENTS, "1-0", "b", "x");
        connection.calls().ask("XADD", TestLog.EVENTS, "1-1", "b", "x");
        connection.calls().ask("XDEL", TestLog.EVENTS, "1-1");
        assertEquals(EntryId.of(1, 1), connection.lastId(TestLog.EVENTS));
        connection.calls().ask("XADD", TestLog.EVENTS, "*", "b", "x");
        assertThrows(LogCorruptException.class, () -> connection.lastId(TestLog.EVENTS));
    }

    @Test
    void shouldAcceptServerOfLogRole() {
        final ServerCheck check = connection.serverCheck();

        assertEquals(List.of(), check.violations(Durability.FSYNC));
        assertEquals(Durability.FSYNC, check.offered());
    }

    @Test
    void shouldRefuseWeakerFsyncUnlessLessIsAsked() {
        TestLog.configure(connection, "appendfsync", "everysec");
        final ServerCheck check = connection.serverCheck();

        final List<String> violations = check.violations(Durability.FSYNC);
        assertEquals(1, violations.size());
        assertTrue(violations.get(0).startsWith("appendfsync is \"everysec\""), violations.get(0));
        assertEquals(List.of(), check.violations(Durability.EVERY_SECOND));
        assertEquals(Durability.EVERY_SECOND, check.offered());
    }

    @Test
    void shouldRefuseServerThatForgets() {
        TestLog.configure(connection, "maxmemory-policy", "allkeys-lru");
        TestLog.configure(connection, "maxmemory", "0");
        TestLog.configure(connection, "appendonly", "no");
        TestLog.configure(connection, "save", "60 1");
        final ServerCheck check = connection.serverCheck();

        assertEquals(4, check.violations(Durability.FSYNC).size(), check.toString());
        assertEquals(2, check.violations(Durability.MEMORY).size(), check.toString());
        assertEquals(Durability.MEMORY, check.offered());
    }

    @Test
    void shouldRefuseOldServerAndReplica() {
        final ServerCheck check = new ServerCheck(
                "6.2.11", "slave", "yes", "always", "no", "", "noeviction", 1_000_000, "jemalloc-5.3.0", "4096");

        assertEquals(2, check.violations(Durability.FSYNC).size());
    }

    @ParameterizedTest
    @CsvSource({"jemalloc-5.3.0, 4096, 0", "libc, 4096, 1", "libc, 0, 1", "libc, '', 1", "libc, 64, 0", "libc, 1, 0"})
    void shouldRefuseAllocatorThatMovesWhatShrinks(final String allocator, final String nodeBytes, final int count) {
        final ServerCheck check = new ServerCheck(
                "7.0.15", "master", "yes", "always", "no", "", "noeviction", 1_000_000, allocator, nodeBytes);

        assertEquals(count, check.violations(Durability.FSYNC).size());
    }

    @Test
    void shouldNotSayPasswordWhenServerCannotBeReached() {
        final LogSettings nowhere = new LogSettings(
                "redis://:secret@127.0.0.1:1", TestLog.SEGMENT, Duration.ofSeconds(1), Durability.FSYNC);

        final LogUnavailableException failure =
                assertThrows(LogUnavailableException.class, () -> LogConnection.open(nowhere));

        assertTrue(failure.getMessage().contains("redis://127.0.0.1:1"), failure.getMessage());
        assertFalse((failure.getMessage() + nowhere).contains("secret"));
    }

    @Test
    void shouldSayThatUrlIsWrong() {
        final LogSettings wrong = new LogSettings("nonsense", TestLog.SEGMENT, Duration.ofSeconds(1), Durability.FSYNC);

        assertThrows(LogUnavailableException.class, () -> LogConnection.open(wrong));
    }

    @Test
    void shouldSayThatPasswordIsMissing() {
        TestLog.configure(connection, "requirepass", "secret");

        final LogUnavailableException failure =
                assertThrows(LogUnavailableException.class, () -> LogConnection.open(server.settings(TestLog.SEGMENT)));

        assertTrue(failure.getMessage().contains("NOAUTH"), failure.getMessage());
    }

    @Test
    void shouldGiveUpServerThatDoesNotAnswer() {
        final LogSettings impatient =
                new LogSettings(server.url(), TestLog.SEGMENT, Duration.ofMillis(200), Durability.FSYNC);
        try (LogConnection waiting = LogConnection.open(impatient)) {
            connection.calls().ask("CLIENT", "PAUSE", "3000", "ALL");

            final LogUnavailableException failure =
                    assertThrows(LogUnavailableException.class, () -> waiting.lastId(TestLog.ORDERS));

            assertTrue(failure.getMessage().contains("did not answer within 200 ms"), failure.getMessage());
            assertThrows(LogUnavailableException.class, () -> waiting.lastId(TestLog.ORDERS));
        }
    }

    @Test
    void shouldLeaveNoThreadWhenClosed() {
        final LogConnection closing = LogConnection.open(server.settings(TestLog.SEGMENT), "closing-thread");
        assertEquals(1, threads("closing-thread"));

        closing.close();

        assertEquals(0, threads("closing-thread"));
        assertEquals(0, threads("lettuce"));
    }

    @Test
    void shouldGiveGatewayNumberToOneProcessOnly() {
        final LogSettings settings =
                new LogSettings(server.url(), TestLog.SEGMENT, Duration.ofMillis(300), Durability.FSYNC);
        try (GatewayClaim held = GatewayClaim.claim(settings, 1);
                GatewayClaim another = GatewayClaim.claim(settings, 12)) {
            final LogUnavailableException refusal =
                    assertThrows(LogUnavailableException.class, () -> GatewayClaim.claim(settings, 1));
            assertTrue(refusal.getMessage().contains("gateway number 1 "), refusal.getMessage());
            assertTrue(held != another);
        }
        GatewayClaim.claim(settings, 1).close();
    }

    @Test
    void shouldRefuseGatewayNumberWhoseLoopsStillRun() {
        final LogSettings settings =
                new LogSettings(server.url(), TestLog.SEGMENT, Duration.ofMillis(300), Durability.FSYNC);
        try (LoopAppender loop = new LoopAppender(settings, new GatewayHolder(3, 1).connectionName(0))) {
            loop.awaitTold("connected");
            assertThrows(LogUnavailableException.class, () -> GatewayClaim.claim(settings, 3));
        }
        GatewayClaim.claim(settings, 3).close();
    }

    private static long threads(final String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .count();
    }
}

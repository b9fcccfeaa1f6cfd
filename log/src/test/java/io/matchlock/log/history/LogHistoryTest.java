package io.matchlock.log.history;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LogHistoryTest {
    private static final int PAYLOAD = 40;

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    private LogConnection connection;

    @BeforeEach
    void create() {
        connection = TestLog.createSegment(server);
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void shouldTellTheStartsOfAServerApart() {
        final long first = history().server();
        assertEquals(first, history().server());
        restart();
        assertNotEquals(first, history().server());
        assertEquals(LogHistory.NO_SERVER, LogHistory.serverOf("redis_version:7.0.15\r\n"));
    }

    @Test
    void shouldGoOnWithALogThatHasLostNothing() {
        append(1, 2, 3);
        final LogPosition seen = history().position(EntryId.of(1, 3));
        append(4);
        restart();
        assertDoesNotThrow(() -> require(seen));
    }

    @Test
    void shouldNotGoOnWithALogThatEndsBeforeWhatWasSeen() throws IOException {
        append(1);
        final long length = server.fileLength();
        append(2, 3);
        final LogPosition seen = history().position(EntryId.of(1, 3));
        lose(length);
        final String reason =
                assertThrows(LogCorruptException.class, () -> require(seen)).getMessage();
        assertEquals(
                "orders entry 1-3 was seen and the log ends at 1-1: the reader is ahead of the log, which went back in time",
                reason);
    }

    @Test
    void shouldNotGoOnWithALogThatHasGrownAgainToTheSameLastEntry() throws IOException {
        final long length = server.fileLength();
        append(1, 2, 3);
        final LogPosition seen = history().position(EntryId.of(1, 3));
        lose(length);
        append(2, 1, 3);
        append(4);
        final String reason =
                assertThrows(LogCorruptException.class, () -> require(seen)).getMessage();
        assertTrue(reason.startsWith("the log has other orders entries up to 1-3 than were seen (chain hash "), reason);
        assertTrue(reason.endsWith("the reader is ahead of the log, which went back in time and another way since"));
    }

    private LogHistory history() {
        return new LogHistory(connection, TestLog.SEGMENT);
    }

    private void require(final LogPosition seen) {
        history().require(seen.id(), seen.chainHash(), "the reader");
    }

    private void append(final long... numbers) {
        for (final long number : numbers) {
            final UnsafeBuffer batch = TestLog.batch(number, PAYLOAD);
            connection.append(batch, batch.capacity());
        }
    }

    private void lose(final long length) throws IOException {
        server.kill();
        server.cutFile(length);
        server.restart();
        connection.close();
        connection = LogConnection.open(server.settings(TestLog.SEGMENT));
    }

    private void restart() {
        server.kill();
        server.restart();
        connection.close();
        connection = LogConnection.open(server.settings(TestLog.SEGMENT));
    }
}

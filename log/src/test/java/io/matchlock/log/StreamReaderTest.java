package io.matchlock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.testing.RedisServer;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StreamReaderTest {
    @RegisterExtension
    private final RedisServer server = new RedisServer();

    @Test
    void shouldReadInPagesFromBeginning() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "1-2", "1-3");
            final StreamReader reader = connection.reader(TestLog.ORDERS);
            final List<String> seen = new ArrayList<>();

            final int first = reader.read(EntryId.NONE, 2, record(seen));
            final int second = reader.read(EntryId.of(1, 1), 9, record(seen));
            final int third = reader.read(EntryId.of(1, 3), 9, record(seen));

            assertEquals(List.of(2, 2, 0), List.of(first, second, third));
            assertEquals(List.of("1-1 payload", "1-2 payload", "1-3 payload"), seen.subList(1, 4));
        }
    }

    @Test
    void shouldFindNothingInMissingStream() {
        try (LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            final StreamReader reader = connection.reader(TestLog.ORDERS);

            assertEquals(0, reader.read(EntryId.NONE, 9, record(new ArrayList<>())));
            assertEquals(0, reader.readBlocking(EntryId.NONE, 9, Duration.ofMillis(20), record(new ArrayList<>())));
        }
    }

    @Test
    void shouldWaitForNextEntry() throws Exception {
        try (LogConnection connection = TestLog.createSegment(server);
                LogConnection writer = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            final List<String> seen = new ArrayList<>();
            final CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> connection
                    .reader(TestLog.ORDERS)
                    .readBlocking(EntryId.GENESIS, 9, Duration.ofSeconds(20), record(seen)));
            add(writer, "1-1");

            assertEquals(1, read.get());
            assertEquals(List.of("1-1 payload"), seen);
        }
    }

    @Test
    void shouldReadLargeEntriesWhole() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            loop.run(() -> {
                for (int i = 1; i <= 100; i++) {
                    loop.append(i, TestLog.batch(i, 65_000));
                }
            });
            org.awaitility.Awaitility.await().until(() -> loop.told().size() == 100);
            final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
            final List<Long> numbers = new ArrayList<>();

            final int count = connection
                    .reader(TestLog.ORDERS)
                    .read(
                            EntryId.GENESIS,
                            1000,
                            (id, buffer, offset, length) ->
                                    numbers.add(Entries.requireSound(decoder, id, buffer, offset, length)
                                            .batchNumber()));

            assertEquals(100, count);
            assertEquals(java.util.stream.LongStream.rangeClosed(1, 100).boxed().toList(), numbers);
        }
    }

    @Test
    void shouldDetectDeletedEntry() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "1-2", "1-3");
            connection.ask("XDEL", TestLog.ORDERS, "1-2");

            assertHalts(connection, "entry 1-3 follows 1-1", 2);
        }
    }

    @Test
    void shouldDetectTrimmedEntries() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "1-2", "1-3");
            connection.ask("XTRIM", TestLog.ORDERS, "MINID", "1-2");

            assertHalts(connection, "entry 1-2 follows the beginning", 0);
            final LogCorruptException waiting = assertThrows(
                    LogCorruptException.class,
                    () -> connection
                            .reader(TestLog.ORDERS)
                            .readBlocking(EntryId.GENESIS, 9, Duration.ofMillis(20), record(new ArrayList<>())));
            assertTrue(waiting.getMessage().contains("entry 1-2 follows 1-0"), waiting.getMessage());
        }
    }

    @Test
    void shouldDetectForeignId() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "*");

            assertHalts(connection, "has a foreign id", 2);
        }
    }

    @Test
    void shouldDetectSkippedId() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "1-5");

            assertHalts(connection, "entry 1-5 follows 1-1", 2);
        }
    }

    @Test
    void shouldDetectForeignFields() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            connection.ask("XADD", TestLog.ORDERS, "1-1", "x", "payload");
            connection.ask("XADD", TestLog.EVENTS, "1-0", "b", "payload", "c", "more");

            assertHalts(connection, "entry 1-1 has no field b", 1);
            final LogCorruptException events = assertThrows(
                    LogCorruptException.class,
                    () -> connection.reader(TestLog.EVENTS).read(EntryId.NONE, 9, record(new ArrayList<>())));
            assertTrue(events.getMessage().contains("entry 1-0 has 2 fields"), events.getMessage());
        }
    }

    @Test
    void shouldDetectKeyThatIsNoStream() {
        try (LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            connection.ask("SET", TestLog.ORDERS, "text");

            assertHalts(connection, "cannot be read: WRONGTYPE", 0);
        }
    }

    @Test
    void shouldSayThatServerIsGone() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            server.kill();

            assertThrows(
                    LogUnavailableException.class,
                    () -> connection.reader(TestLog.ORDERS).read(EntryId.NONE, 9, record(new ArrayList<>())));
            assertThrows(LogUnavailableException.class, () -> connection.lastId(TestLog.ORDERS));
        }
    }

    private static void assertHalts(final LogConnection connection, final String sentence, final int before) {
        final List<String> seen = new ArrayList<>();
        final LogCorruptException halt = assertThrows(
                LogCorruptException.class,
                () -> connection.reader(TestLog.ORDERS).read(EntryId.NONE, 9, record(seen)));
        assertTrue(halt.getMessage().contains(sentence), halt.getMessage());
        assertEquals(before, seen.size());
    }

    private static void add(final LogConnection connection, final String... ids) {
        for (final String id : ids) {
            connection.ask("XADD", TestLog.ORDERS, id, "b", "payload");
        }
    }

    private static EntryHandler record(final List<String> seen) {
        return (id, buffer, offset, length) ->
                seen.add(EntryId.format(id) + " " + buffer.getStringWithoutLengthAscii(offset, Math.min(7, length)));
    }
}

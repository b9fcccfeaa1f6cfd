package io.matchlock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.events.EventsAppender;
import io.matchlock.log.testing.LoopAppender;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StreamReaderTest {
    private static final int PAGE_BYTES = 1_000_000;

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    @Test
    void shouldReadInPagesFromBeginning() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            final int entries = 3 * StreamReader.MAX_ENTRIES;
            for (int i = 1; i <= entries; i++) {
                add(connection, "1-" + i);
            }
            final StreamReader reader = connection.reader(TestLog.ORDERS);
            final List<String> seen = new ArrayList<>();
            final List<Integer> pages = new ArrayList<>();
            long last = EntryId.NONE;
            do {
                pages.add(reader.read(last, PAGE_BYTES, record(seen)));
                last = EntryId.of(1, seen.size() - 1);
            } while (reader.mayHaveMore());

            assertEquals(entries + 1, seen.size());
            assertEquals(List.of(4, 8, 16, 32, 64, 128), pages.subList(0, 6));
            assertEquals(0, reader.read(last, PAGE_BYTES, record(seen)));
            assertEquals("1-3 payload", seen.get(3));
        }
    }

    @Test
    void shouldAskForFewerEntriesTheLongerTheyAre() {
        try (LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            addLong(connection, 40, 300_000);
            final StreamReader reader = connection.reader(TestLog.EVENTS);
            final List<String> seen = new ArrayList<>();

            assertEquals(4, reader.read(EntryId.NONE, PAGE_BYTES, record(seen)), "nothing is known yet");
            assertEquals(3, reader.read(EntryId.of(1, 3), PAGE_BYTES, record(seen)));
            assertEquals(1, reader.read(EntryId.of(1, 6), 1, record(seen)), "one at least");
        }
    }

    @Test
    void shouldAskForHalfAsManyWhereRedisCutTheConnection() {
        try (LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            addLong(connection, 40, 1_000_000);
            TestLog.configure(connection, "client-output-buffer-limit", "normal 5000000 0 0");
        }
        final List<String> seen = new ArrayList<>();
        LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT));
        final StreamReader reader = connection.reader(TestLog.EVENTS);
        int cuts = 0;
        while (seen.size() < 40) {
            try {
                final long after = seen.isEmpty() ? EntryId.NONE : EntryId.of(1, seen.size() - 1);
                reader.read(after, 64 * PAGE_BYTES, record(seen));
            } catch (final LogUnavailableException e) {
                cuts++;
                assertTrue(cuts < 20, "it reads on");
                connection.close();
                connection = LogConnection.open(server.settings(TestLog.SEGMENT));
                reader.on(connection);
            }
        }
        connection.close();
        assertTrue(cuts > 0, "an answer was too much for Redis");
        assertEquals(40, seen.size());
    }

    @Test
    void shouldReadUpToAnEntry() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "1-2", "1-3");
            final List<String> seen = new ArrayList<>();

            assertEquals(2, connection.reader(TestLog.ORDERS).readTo(EntryId.GENESIS, EntryId.of(1, 2), record(seen)));
            assertEquals(List.of("1-1 payload", "1-2 payload"), seen);
        }
    }

    @Test
    void shouldSayThatTheStreamIsGone() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1");
            final StreamReader reader = connection.reader(TestLog.ORDERS);
            assertEquals(0, reader.read(EntryId.of(1, 1), PAGE_BYTES, record(new ArrayList<>())));
            connection.calls().ask("DEL", TestLog.ORDERS);

            final LogCorruptException gone = assertThrows(LogCorruptException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    reader.read(EntryId.of(1, 1), PAGE_BYTES, record(new ArrayList<>()));
                }
            });
            assertEquals("{test}:orders is gone, though it had entry 1-1", gone.getMessage());
        }
    }

    @Test
    void shouldSayThatTheStreamEndsBeforeWhatWasRead() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            final LogCorruptException cut = assertThrows(
                    LogCorruptException.class,
                    () -> connection
                            .reader(TestLog.ORDERS)
                            .readBlocking(
                                    EntryId.of(1, 7), PAGE_BYTES, Duration.ofMillis(1), record(new ArrayList<>())));
            assertEquals(
                    "{test}:orders ends at 1-0, but entry 1-7 was read before: the reader is ahead of the log,"
                            + " which went back in time or is another one",
                    cut.getMessage());
            assertEquals(
                    0,
                    connection
                            .readerAhead(TestLog.ORDERS)
                            .read(EntryId.of(1, 7), PAGE_BYTES, record(new ArrayList<>())));
        }
    }

    @Test
    void shouldFindNothingInMissingStream() {
        try (LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            final StreamReader reader = connection.reader(TestLog.ORDERS);

            assertEquals(0, reader.read(EntryId.NONE, PAGE_BYTES, record(new ArrayList<>())));
            assertEquals(
                    0, reader.readBlocking(EntryId.NONE, PAGE_BYTES, Duration.ofMillis(20), record(new ArrayList<>())));
        }
    }

    @Test
    void shouldWaitForNextEntry() throws Exception {
        try (LogConnection connection = TestLog.createSegment(server);
                LogConnection writer = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            final List<String> seen = new ArrayList<>();
            final CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> connection
                    .reader(TestLog.ORDERS)
                    .readBlocking(EntryId.GENESIS, PAGE_BYTES, Duration.ofSeconds(20), record(seen)));
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

            connection
                    .reader(TestLog.ORDERS)
                    .readTo(
                            EntryId.GENESIS,
                            EntryId.of(1, 100),
                            (id, buffer, offset, length) ->
                                    numbers.add(Entries.requireSound(decoder, id, buffer, offset, length)
                                            .batchNumber()));

            assertEquals(java.util.stream.LongStream.rangeClosed(1, 100).boxed().toList(), numbers);
        }
    }

    @Test
    void shouldDetectDeletedEntry() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "1-2", "1-3");
            connection.calls().ask("XDEL", TestLog.ORDERS, "1-2");

            assertHalts(connection, "entry 1-3 follows 1-1", 2);
        }
    }

    @Test
    void shouldDetectTrimmedEntries() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            add(connection, "1-1", "1-2", "1-3");
            connection.calls().ask("XTRIM", TestLog.ORDERS, "MINID", "1-2");

            assertHalts(connection, "entry 1-2 follows the beginning", 0);
            final LogCorruptException waiting = assertThrows(
                    LogCorruptException.class,
                    () -> connection
                            .reader(TestLog.ORDERS)
                            .readBlocking(
                                    EntryId.GENESIS, PAGE_BYTES, Duration.ofMillis(20), record(new ArrayList<>())));
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
            connection.calls().ask("XADD", TestLog.ORDERS, "1-1", "x", "payload");
            connection.calls().ask("XADD", TestLog.EVENTS, "1-0", "b", "payload", "c", "more");

            assertHalts(connection, "entry 1-1 has no field b", 1);
            final LogCorruptException events = assertThrows(
                    LogCorruptException.class,
                    () -> connection.reader(TestLog.EVENTS).read(EntryId.NONE, PAGE_BYTES, record(new ArrayList<>())));
            assertTrue(events.getMessage().contains("entry 1-0 has 2 fields"), events.getMessage());
        }
    }

    @Test
    void shouldDetectKeyThatIsNoStream() {
        try (LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            connection.calls().ask("SET", TestLog.ORDERS, "text");

            assertHalts(connection, "cannot be read: WRONGTYPE", 0);
        }
    }

    @Test
    void shouldSayThatServerIsGone() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            server.kill();

            assertThrows(
                    LogUnavailableException.class,
                    () -> connection.reader(TestLog.ORDERS).read(EntryId.NONE, PAGE_BYTES, record(new ArrayList<>())));
            assertThrows(LogUnavailableException.class, () -> connection.lastId(TestLog.ORDERS));
        }
    }

    private static void assertHalts(final LogConnection connection, final String sentence, final int before) {
        final List<String> seen = new ArrayList<>();
        final LogCorruptException halt = assertThrows(
                LogCorruptException.class,
                () -> connection.reader(TestLog.ORDERS).read(EntryId.NONE, PAGE_BYTES, record(seen)));
        assertTrue(halt.getMessage().contains(sentence), halt.getMessage());
        assertEquals(before, seen.size());
    }

    private static void addLong(final LogConnection connection, final int entries, final int bytes) {
        final EventsAppender appender = EventsAppender.over(connection);
        for (int i = 0; i < entries; i++) {
            appender.add(EntryId.of(1, i), new UnsafeBuffer(new byte[bytes]), 0, bytes);
            appender.flush();
        }
    }

    private static void add(final LogConnection connection, final String... ids) {
        for (final String id : ids) {
            connection.calls().ask("XADD", TestLog.ORDERS, id, "b", "payload");
        }
    }

    private static EntryHandler record(final List<String> seen) {
        return (id, buffer, offset, length) ->
                seen.add(EntryId.format(id) + " " + buffer.getStringWithoutLengthAscii(offset, Math.min(7, length)));
    }
}

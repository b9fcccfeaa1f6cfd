package io.matchlock.log.orders;

import static io.matchlock.log.testing.TestLog.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.epoch.EpochOpener;
import io.matchlock.log.server.Durability;
import io.matchlock.log.server.MemoryUse;
import io.matchlock.log.testing.LoopAppender;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OrdersAppenderTest {
    private static final int LARGEST_PAYLOAD = 65_000;

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    @Test
    void shouldAppendSeveralBatchesInFlight() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            loop.run(() -> {
                loop.append(11, batch(1, 8));
                loop.append(12, batch(2, LARGEST_PAYLOAD));
                loop.append(13, batch(3, 8));
            });

            loop.awaitTold("11 1-1", "12 1-2", "13 1-3");
            assertEquals(List.of(1L, 2L, 3L), TestLog.batchNumbers(connection));
        }
    }

    @Test
    void shouldHaltWhenStreamIsMissing() {
        try (LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            loop.run(() -> loop.append(1, batch(1, 8)));

            loop.awaitTold("1 HALT");
        }
    }

    @Test
    void shouldBeFencedWhenEpochIsOverAndGoOnInTheNext() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            connection.calls().ask("XADD", TestLog.ORDERS, "2-0", "b", "fence");

            loop.run(() -> {
                loop.append(1, batch(1, 8));
                loop.append(2, batch(2, 8));
            });
            loop.awaitTold("1 FENCED", "2 FENCED");
            final long[] end = {EntryId.NONE};
            loop.run(() -> loop.appender().questions().end(lastId -> end[0] = lastId));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> end[0] != EntryId.NONE);
            loop.run(() -> {
                loop.appender().enter(EntryId.epoch(end[0]));
                loop.append(3, batch(1, 8));
            });

            loop.awaitTold("3 2-1");
        }
    }

    @Test
    void shouldTellWhatWasTrimmedFromWhatWasLostBeforeAFence() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            connection.append(batch(1, 8), batch(1, 8).capacity());
            new EpochOpener(connection, SystemNanoClock.INSTANCE)
                    .open(LostEntries.Yes, "a test", 1L, Duration.ofSeconds(20));
            connection.calls().ask("XTRIM", TestLog.ORDERS, "MINID", "2-0");

            assertEquals("trimmed", standing(loop, EntryId.of(1, 1)));
            assertEquals("lost", standing(loop, EntryId.of(1, 2)));
        }
    }

    private static String standing(final LoopAppender loop, final long id) {
        final AtomicReference<String> told = new AtomicReference<>();
        loop.run(() -> loop.appender()
                .questions()
                .standing(
                        id,
                        (server, buffer, offset, length) -> told.set(length == 0 ? "lost" : "there"),
                        () -> told.set("trimmed")));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> told.get() != null);
        return told.get();
    }

    @Test
    void shouldHaltWhenStreamStartsAgain() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            loop.run(() -> loop.append(1, batch(1, 8)));
            loop.awaitTold("1 1-1");
            connection.calls().ask("DEL", TestLog.ORDERS);
            connection.createSegment(TestLog.segment(), 1L);

            loop.run(() -> loop.append(2, batch(2, 8)));

            loop.awaitTold("2 HALT");
        }
    }

    @Test
    void shouldBeRefusedWhenOutOfMemoryAndGoOnOnceThereIsRoom() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            TestLog.configure(connection, "maxmemory", "1");
            loop.run(() -> loop.append(1, batch(1, 8)));
            loop.awaitTold("1 REFUSED");
            TestLog.configure(connection, "maxmemory", "512mb");

            loop.run(() -> {
                loop.append(2, batch(2, 8));
                loop.append(3, batch(3, 8));
            });

            loop.awaitTold("2 1-1", "3 1-2");
        }
    }

    @Test
    void shouldStoreLaterBatchesThoughOneInBetweenWasRefused() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            final long room = connection.memory().usedBytes() + 8L * 1024 * 1024;
            TestLog.configure(connection, "maxmemory", Long.toString(room));
            final List<UnsafeBuffer> batches = LongStream.rangeClosed(1, 400)
                    .mapToObj(i -> batch(i, 60_000))
                    .toList();

            loop.run(() -> IntStream.range(0, 400).forEach(i -> loop.append(i + 1, batches.get(i))));
            Awaitility.await().until(() -> loop.told().size() == 400);
            final long refused = loop.told().stream()
                    .filter(answer -> answer.endsWith("REFUSED"))
                    .count();
            loop.told().clear();
            TestLog.configure(connection, "maxmemory", "512mb");
            loop.run(() -> loop.append(401, batch(401, 8)));

            loop.awaitTold("401 1-" + (401 - refused));
            assertTrue(refused > 0 && refused < 400, refused + " of 400 refused");
        }
    }

    @Test
    void shouldCallEverythingInFlightUnknownWhenConnectionBreaks() {
        TestLog.createSegment(server).close();
        try (LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            stop(server.redis().pid());
            loop.run(() -> LongStream.rangeClosed(1, 3).forEach(i -> loop.append(i, batch(i, LARGEST_PAYLOAD))));
            server.kill();

            loop.awaitTold("1 UNKNOWN", "2 UNKNOWN", "3 UNKNOWN", "disconnected");
            assertTrue(
                    loop.appender().lastError().contains("broke"),
                    loop.appender().lastError());
        }
    }

    @Test
    void shouldNotSendAgainByItselfAfterConnectionWasCut() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            loop.run(() -> LongStream.rangeClosed(1, 50).forEach(i -> loop.append(i, batch(i, 8))));
            connection.calls().ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            Awaitility.await().until(() -> loop.told().contains("disconnected"));
            loop.told().clear();

            loop.run(loop.appender()::reconnect);
            loop.awaitTold("connected");
            loop.run(() -> loop.append(51, batch(51, 8)));
            Awaitility.await().until(() -> loop.told().size() == 1);

            final List<Long> stored = TestLog.batchNumbers(connection);
            assertEquals(stored.stream().distinct().toList(), stored);
        }
    }

    @Test
    void shouldGiveUpServerThatDoesNotAnswer() {
        final LogSettings impatient =
                new LogSettings(server.url(), TestLog.SEGMENT, Duration.ofMillis(300), Durability.FSYNC);
        TestLog.createSegment(server).close();
        try (LoopAppender loop = LoopAppender.connected(impatient)) {
            stop(server.redis().pid());
            loop.run(() -> loop.append(1, batch(1, 8)));

            loop.awaitTold("1 UNKNOWN", "disconnected");
        } finally {
            signal("CONT", server.redis().pid());
        }
    }

    @Test
    void shouldSayWhenServerCannotBeReached() {
        server.kill();
        try (LoopAppender loop = new LoopAppender(server.settings(TestLog.SEGMENT))) {
            loop.awaitTold("disconnected");
            server.restart();
            loop.run(loop.appender()::reconnect);
            loop.awaitTold("connected");
        }
    }

    @Test
    void shouldGiveDenseIdsToSeveralAppenders() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender first = LoopAppender.connected(server.settings(TestLog.SEGMENT));
                LoopAppender second = LoopAppender.connected(server.settings(TestLog.SEGMENT));
                LoopAppender third = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            final List<LoopAppender> all = List.of(first, second, third);
            final UnsafeBuffer entry = batch(1, 8);
            all.parallelStream()
                    .forEach(loop -> loop.run(() -> {
                        for (int i = 0; i < 1000; i++) {
                            loop.append(i, entry);
                        }
                    }));
            Awaitility.await()
                    .until(() -> all.stream().allMatch(loop -> loop.told().size() == 1000));

            final List<String> told = new ArrayList<>();
            all.forEach(loop -> loop.told().forEach(answer -> told.add(answer.split(" ", -1)[1])));
            told.add("1-0");
            final List<String> stored = TestLog.ids(connection, TestLog.ORDERS);
            Collections.sort(told);
            assertEquals(told, stored.stream().sorted().toList());
            assertEquals(LongStream.rangeClosed(0, 3000).mapToObj(i -> "1-" + i).toList(), stored);
        }
    }

    @Test
    void shouldKeepEveryAcknowledgedEntryWhenServerIsKilled() {
        TestLog.createSegment(server).close();
        try (LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            loop.run(() -> LongStream.rangeClosed(1, 3000).forEach(i -> loop.append(i, batch(i, 1000))));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> loop.told().size() > 100);
            server.kill();
            Awaitility.await().until(() -> loop.told().contains("disconnected"));
            server.restart();

            try (LogConnection after = LogConnection.open(server.settings(TestLog.SEGMENT))) {
                final List<String> stored = TestLog.ids(after, TestLog.ORDERS);
                final List<String> acknowledged = loop.told().stream()
                        .filter(answer -> answer.contains("-"))
                        .map(answer -> answer.split(" ", -1)[1])
                        .toList();
                assertTrue(acknowledged.size() > 100);
                assertTrue(stored.containsAll(acknowledged), acknowledged.size() + " acknowledged");
            }
        }
    }

    @Test
    void shouldTellMemory() {
        try (LogConnection connection = TestLog.createSegment(server);
                LoopAppender loop = LoopAppender.connected(server.settings(TestLog.SEGMENT))) {
            final AtomicReference<MemoryUse> use = new AtomicReference<>();
            final AtomicLong eventsEnd = new AtomicLong(-1);
            final AtomicLong ordersEnd = new AtomicLong(-1);
            final AtomicLong inputBytes = new AtomicLong();
            loop.run(() -> loop.appender().questions().memory((read, input, events, orders) -> {
                eventsEnd.set(events);
                ordersEnd.set(orders);
                inputBytes.set(input);
                use.set(read);
            }));
            Awaitility.await().until(() -> use.get() != null);

            assertEquals(512L * 1024 * 1024, use.get().maxBytes());
            assertTrue(
                    use.get().usedBytes() > 100_000 && use.get().share() < 0.5,
                    use.get().toString());
            assertEquals(EntryId.NONE, eventsEnd.get());
            assertEquals(EntryId.GENESIS, ordersEnd.get());
            assertTrue(inputBytes.get() > 100, inputBytes::toString);
            assertEquals(EntryId.GENESIS, connection.lastId(TestLog.ORDERS));
        }
    }

    private static void stop(final long pid) {
        signal("STOP", pid);
    }

    private static void signal(final String name, final long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

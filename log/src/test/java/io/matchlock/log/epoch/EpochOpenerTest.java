package io.matchlock.log.epoch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EpochOpenerTest {
    private static final int PAGE_BYTES = 1 << 20;

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    @Test
    void shouldOpenEpochsWhileOthersAppend() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            final AtomicBoolean isOver = new AtomicBoolean();
            final AtomicLong appended = new AtomicLong();
            final CompletableFuture<Void> others = CompletableFuture.runAsync(() -> append(isOver, appended));

            final List<EpochFence> fences = new ArrayList<>();
            for (int epoch = 2; epoch <= 4; epoch++) {
                awaitMore(appended);
                fences.add(open(connection));
            }
            awaitMore(appended);
            isOver.set(true);
            others.join();

            final List<String> ids = TestLog.ids(connection, TestLog.ORDERS);
            for (final EpochFence fence : fences) {
                final int index = ids.indexOf(EntryId.format(fence.id()));
                assertEquals(EntryId.format(fence.lastId()), ids.get(index - 1));
                assertEquals(new LogHistory(connection, TestLog.SEGMENT).chainHash(fence.lastId()), fence.chainHash());
                assertEquals(fence, stored(connection, fence.id()));
            }
        }
    }

    @Test
    void shouldTellAReaderThatItIsAheadOfTheLog() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            connection.append(TestLog.batch(1, 8), TestLog.batch(1, 8).capacity());
            open(connection);

            final StreamReader reader = connection.reader(TestLog.ORDERS);
            final LogCorruptException ahead = assertThrows(
                    LogCorruptException.class, () -> reader.read(EntryId.of(1, 5), PAGE_BYTES, (id, b, o, l) -> {}));
            assertEquals(
                    "{test}:orders ended at 1-1 when epoch 2 was opened, but entry 1-5 was seen before: "
                            + "whoever saw it is ahead of the log, which was restored from an older copy",
                    ahead.getMessage());
        }
    }

    @Test
    void shouldMissTheLastEntryOfAnEpoch() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            final UnsafeBuffer batch = TestLog.batch(1, 8);
            connection.append(batch, batch.capacity());
            open(connection);
            connection.calls().ask("XDEL", TestLog.ORDERS, "1-1");

            final LogCorruptException gap =
                    assertThrows(LogCorruptException.class, () -> TestLog.ids(connection, TestLog.ORDERS));
            assertEquals("{test}:orders has a gap: entry 2-0 follows 1-0", gap.getMessage());
        }
    }

    private static EpochFence open(final LogConnection connection) {
        return new EpochOpener(connection, SystemNanoClock.INSTANCE)
                .open(LostEntries.Unknown, "a test", 1L, Duration.ofSeconds(20));
    }

    private static EpochFence stored(final LogConnection connection, final long id) {
        final EpochFence[] found = new EpochFence[1];
        connection
                .reader(TestLog.ORDERS)
                .readTo(
                        EntryId.before(id),
                        id,
                        (entryId, buffer, offset, length) -> found[0] = EpochFence.decode(
                                Entries.requireSound(new OrdersEntryDecoder(), entryId, buffer, offset, length)));
        return found[0];
    }

    private void append(final AtomicBoolean isOver, final AtomicLong appended) {
        try (LogConnection connection = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            final UnsafeBuffer batch = TestLog.batch(1, 8);
            while (!isOver.get()) {
                try {
                    connection.append(batch, batch.capacity());
                    appended.incrementAndGet();
                } catch (final io.matchlock.log.entry.LogUnavailableException e) {
                    // the epoch ended between its two commands
                }
            }
        }
    }

    private static void awaitMore(final AtomicLong appended) {
        final long before = appended.get();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> appended.get() > before + 20);
    }
}

package io.matchlock.log.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.Pairs;
import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class LogBackupTest {
    @RegisterExtension
    private final RedisServer server = new RedisServer();

    @TempDir
    private Path folder;

    @Test
    void shouldBringBackBothStreamsAndTheOrdersWithoutEvents() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            append(connection, 30, 8);
            answer(connection, 20);
            final long hash = new LogHistory(connection, TestLog.SEGMENT).chainHash(EntryId.of(1, 30));

            final LogBackup.Taken taken = new LogBackup(connection, folder).take(folder.resolve("none"));
            connection.calls().ask("FLUSHALL");
            final long last = restore(connection);

            assertEquals(EntryId.of(1, 20), taken.lastPairId());
            assertEquals(EntryId.of(1, 30), taken.lastOrdersId());
            assertEquals(EntryId.of(1, 30), last);
            assertEquals(ids(30), TestLog.ids(connection, TestLog.ORDERS));
            assertEquals(ids(20), TestLog.ids(connection, TestLog.EVENTS));
            assertEquals(hash, new LogHistory(connection, TestLog.SEGMENT).chainHash(last));
            assertEquals(TestLog.segment(), connection.readGenesis());
        }
    }

    @Test
    void shouldRefuseABackupThatIsDamaged() throws IOException {
        try (LogConnection connection = TestLog.createSegment(server)) {
            append(connection, 30, 20_000); // several blocks
            answer(connection, 30);
            new LogBackup(connection, folder).take(folder.resolve("none"));
            connection.calls().ask("FLUSHALL");
            final Path file = LogBackup.archive(folder).resolve("00000000.open");
            final byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 80] ^= 1; // in the last
            Files.write(file, bytes);

            final LogCorruptException refusal = assertThrows(LogCorruptException.class, () -> restore(connection));
            assertTrue(refusal.getMessage().contains("is not whole"), refusal::getMessage);
        }
    }

    @Test
    void shouldRefuseARedisThatHasALog() {
        try (LogConnection connection = TestLog.createSegment(server)) {
            answer(connection, 0);
            new LogBackup(connection, folder).take(folder.resolve("none"));

            final LogCorruptException refusal = assertThrows(LogCorruptException.class, () -> restore(connection));
            assertTrue(refusal.getMessage().contains("restore into an empty one"), refusal::getMessage);
        }
    }

    private long restore(final LogConnection connection) {
        return new LogRestore(connection, folder, LogBackup.archive(folder)).run();
    }

    private static void append(final LogConnection connection, final int entries, final int payloadLength) {
        for (int i = 1; i <= entries; i++) {
            final UnsafeBuffer batch = TestLog.batch(i, payloadLength);
            connection.append(batch, batch.capacity());
        }
    }

    /** Stores an events entry, without events, of each orders entry up to one. */
    private static void answer(final LogConnection connection, final int lastSequence) {
        final OrdersEntryDecoder orders = new OrdersEntryDecoder();
        final List<BlockingRequest> requests = new ArrayList<>();
        connection
                .reader(TestLog.ORDERS)
                .readTo(EntryId.NONE, EntryId.of(1, lastSequence), (id, buffer, offset, length) -> {
                    final int crc = Entries.requireSound(orders, id, buffer, offset, length)
                            .crc();
                    final UnsafeBuffer events = Pairs.event(id, crc);
                    final byte[] start = Resp.arguments(5, "XADD", TestLog.EVENTS, EntryId.format(id), "b");
                    requests.add(BlockingRequest.of(new RedisReply(), start, events, 0, events.capacity()));
                });
        connection.calls().call(requests, Duration.ZERO);
    }

    private static List<String> ids(final int lastSequence) {
        final List<String> ids = new ArrayList<>();
        for (int i = 0; i <= lastSequence; i++) {
            ids.add("1-" + i);
        }
        return ids;
    }
}

package io.matchlock.log.heal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.heal.HealerSettings.Answer;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A healer of the orders stream of a real server: on the test's thread where its turns are told apart, else on its own. */
final class HealerTest {
    private static final Duration RETRY = Duration.ofMillis(30);
    private static final int PAYLOAD = 40;
    private static final int PAGE_BYTES = 1 << 20;
    private static final int RING_BYTES = 1 << 14;
    private static final int SMALL_RING_BYTES = 1 << 10;
    private static final int MESSAGE_BYTES = 100;

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    private final Orders task = new Orders();
    private final List<String> told = new ArrayList<>();
    private LogConnection connection;
    private Healer healer;

    private static final class Orders implements HealerTask {
        private final AtomicInteger unreachable = new AtomicInteger();
        private volatile Throwable failure;

        @Override
        public StreamReader reader(final LogConnection log) {
            return log.reader(TestLog.ORDERS);
        }

        @Override
        public boolean onEntry(
                final long id,
                final long start,
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final HealerRing ring) {
            final int index = ring.claim(Healer.ENTRY, MESSAGE_BYTES);
            if (index > 0) {
                ring.buffer().putLong(index, id);
                ring.commit(index);
            }
            return index > 0;
        }

        @Override
        public void onUnreachable() {
            unreachable.incrementAndGet();
        }

        @Override
        public void onFailed(final Throwable error) {
            failure = error;
        }
    }

    /** Counts how often the healer has found no room. */
    private static final class Full implements IdleStrategy {
        private final AtomicInteger times = new AtomicInteger();

        @Override
        public void idle(final int workCount) {
            idle();
        }

        @Override
        public void idle() {
            times.incrementAndGet();
            Thread.onSpinWait();
        }

        @Override
        public void reset() {
            // each wait is like the first
        }
    }

    @BeforeEach
    void create() {
        connection = TestLog.createSegment(server);
    }

    @AfterEach
    void close() {
        if (healer != null) {
            healer.close();
        }
        connection.close();
    }

    @Test
    void shouldAnswerWithAPageOfWhatFollowsAnEntry() {
        append(1, 2, 3);
        healer = healer(Answer.PAGE);
        healer.ask(EntryId.of(1, 1), position(1));
        assertTrue(healer.isAsked());
        assertEquals(0, healer.turn());
        assertFalse(healer.isAsked());
        assertEquals(List.of("entry 1-2", "entry 1-3", "answered 2"), poll());
        assertTrue(healer.turn() > 0, "there is nothing to do");
        assertEquals(List.of(), poll());
    }

    @Test
    void shouldSayThatThereMayBeMoreThanAPage() {
        append(1, 2, 3, 4, 5, 6);
        healer = healer(Answer.PAGE);
        healer.ask(EntryId.GENESIS, position(0));
        healer.turn();
        assertEquals(List.of("entry 1-1", "entry 1-2", "entry 1-3", "entry 1-4", "answered 4, more"), poll());
        healer.ask(EntryId.of(1, 4), position(4));
        healer.turn();
        assertEquals(List.of("entry 1-5", "entry 1-6", "answered 2"), poll());
    }

    @Test
    void shouldGoToTheTail() {
        append(1, 2, 3, 4, 5, 6);
        healer = healer(Answer.ALL_TO_TAIL);
        healer.ask(EntryId.of(1, 1), position(1));
        healer.turn();
        assertFalse(healer.isAsked());
        assertEquals(List.of("entry 1-2", "entry 1-3", "entry 1-4", "entry 1-5", "entry 1-6", "answered 0"), poll());
    }

    @Test
    void shouldTellOfAServerThatWasRestartedBeforeItAnswers() {
        append(1, 2);
        for (final Answer answer : Answer.values()) {
            final LogPosition before = position(1);
            restart();
            healer = healer(answer);
            healer.ask(EntryId.GENESIS, before);
            assertEquals(0, healer.turn());
            assertFalse(healer.isAsked());
            assertEquals(List.of("server " + server() + " has 1-1"), poll());
            healer.ask(EntryId.of(1, 1), new LogPosition(before.id(), before.chainHash(), server()));
            healer.turn();
            assertEquals(
                    List.of("entry 1-2", answer == Answer.PAGE ? "answered 1" : "answered 0"), poll(), answer.name());
            healer.close();
        }
    }

    @Test
    void shouldFailWhereTheLogHasLostWhatWasSeen() throws IOException {
        append(1);
        final long length = server.fileLength();
        append(2, 3);
        final LogPosition seen = position(3);
        server.kill();
        server.cutFile(length);
        server.restart();
        healer = healer(Answer.PAGE);
        healer.ask(EntryId.of(1, 3), seen);
        final LogCorruptException lost = assertThrows(LogCorruptException.class, healer::turn);
        assertEquals(
                "orders entry 1-3 was seen and the log ends at 1-1: the test is ahead of the log, which went back in time",
                lost.getMessage());
        assertEquals(List.of(), poll());
    }

    @Test
    void shouldLookAtTheHistoryAgainOnEachConnection() {
        append(1, 2);
        healer = healer(Answer.PAGE);
        final LogPosition other = new LogPosition(EntryId.of(1, 1), 77, server());
        healer.ask(EntryId.of(1, 1), position(1));
        healer.turn();
        assertEquals(List.of("entry 1-2", "answered 1"), poll());
        healer.ask(EntryId.of(1, 1), other);
        healer.turn();
        assertEquals(List.of("entry 1-2", "answered 1"), poll(), "compared once already");
        cutConnections();
        healer.ask(EntryId.of(1, 1), other);
        healer.turn();
        healer.ask(EntryId.of(1, 1), other);
        assertThrows(LogCorruptException.class, healer::turn);
    }

    @Test
    void shouldAnswerAPageWithNothingWhereTheConnectionIsLost() {
        append(1, 2);
        healer = healer(Answer.PAGE);
        healer.ask(EntryId.of(1, 1), position(1));
        healer.turn();
        poll();
        cutConnections();
        healer.ask(EntryId.of(1, 1), position(1));
        assertEquals(RETRY.toNanos(), healer.turn());
        assertFalse(healer.isAsked());
        assertEquals(List.of("answered 0"), poll());
        assertEquals(1, task.unreachable.get());
        healer.ask(EntryId.of(1, 1), position(1));
        assertEquals(0, healer.turn());
        assertEquals(List.of("entry 1-2", "answered 1"), poll());
    }

    @Test
    void shouldKeepAQuestionForTheTailWhereTheConnectionIsLost() {
        append(1, 2);
        healer = healer(Answer.ALL_TO_TAIL);
        healer.ask(EntryId.of(1, 1), position(1));
        healer.turn();
        poll();
        append(3);
        cutConnections();
        healer.ask(EntryId.of(1, 2), position(2));
        assertEquals(RETRY.toNanos(), healer.turn());
        assertTrue(healer.isAsked());
        assertEquals(List.of(), poll());
        assertEquals(1, task.unreachable.get());
        healer.turn();
        assertEquals(List.of("entry 1-3", "answered 0"), poll());
    }

    @Test
    void shouldEndOnAStreamThatIsNotSound() {
        append(1);
        final LogPosition seen = position(1);
        connection.calls().ask("XADD", TestLog.ORDERS, "1-5", "b", "x");
        healer = healer(Answer.PAGE);
        healer.start();
        healer.ask(EntryId.GENESIS, seen);
        await().until(() -> task.failure != null);
        assertEquals("{test}:orders has a gap: entry 1-5 follows 1-1", task.failure.getMessage());
        await().until(() -> !isThreadAlive());
    }

    @Test
    void shouldWaitForRoomAndLoseNothing() {
        append(LongStream.rangeClosed(1, 40).toArray());
        final Full full = new Full();
        healer = healer(Answer.ALL_TO_TAIL, SMALL_RING_BYTES, full);
        healer.start();
        healer.ask(EntryId.GENESIS, position(0));
        await().until(() -> full.times.get() > 0);
        await().until(() -> poll().contains("answered 0"));
        assertEquals(
                Stream.concat(IntStream.rangeClosed(1, 40).mapToObj(i -> "entry 1-" + i), Stream.of("answered 0"))
                        .toList(),
                told);
    }

    @Test
    void shouldEndThoughNobodyReadsItsRing() {
        append(LongStream.rangeClosed(1, 40).toArray());
        final Full full = new Full();
        healer = healer(Answer.ALL_TO_TAIL, SMALL_RING_BYTES, full);
        healer.start();
        healer.ask(EntryId.GENESIS, position(0));
        await().until(() -> full.times.get() > 0);
        healer.close();
        assertFalse(isThreadAlive());
        assertFalse(poll().contains("answered 0"));
    }

    private Healer healer(final Answer answer) {
        return healer(answer, RING_BYTES, new Full());
    }

    private Healer healer(final Answer answer, final int ringBytes, final IdleStrategy whenFull) {
        final HealerSettings settings = new HealerSettings(
                "healer-under-test", TestLog.SEGMENT, "the test", answer, PAGE_BYTES, ringBytes, RETRY);
        return new Healer(settings, () -> LogConnection.open(server.settings(TestLog.SEGMENT)), whenFull, task);
    }

    private List<String> poll() {
        final int before = told.size();
        while (healer.poll(this::onMessage, 10) > 0) {
            // until the ring is empty
        }
        return List.copyOf(told.subList(before, told.size()));
    }

    private void onMessage(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        told.add(
                switch (type) {
                    case Healer.ENTRY -> "entry " + EntryId.format(buffer.getLong(index));
                    case Healer.ANSWERED ->
                        "answered " + buffer.getInt(index + Healer.ENTRIES_OFFSET)
                                + (buffer.getInt(index + Healer.MORE_OFFSET) == 0 ? "" : ", more");
                    case Healer.SERVER ->
                        "server " + buffer.getLong(index + Healer.STARTED_OFFSET) + " has "
                                + EntryId.format(buffer.getLong(index + Healer.VERIFIED_OFFSET));
                    default -> "type " + type;
                });
    }

    /** What was seen up to a batch, of the server as it runs now; 0 for the segment's first entry alone. */
    private LogPosition position(final int batch) {
        return new LogHistory(connection, TestLog.SEGMENT)
                .position(batch == 0 ? EntryId.GENESIS : EntryId.of(1, batch));
    }

    private long server() {
        return new LogHistory(connection, TestLog.SEGMENT).server();
    }

    private void append(final long... numbers) {
        for (final long number : numbers) {
            final UnsafeBuffer batch = TestLog.batch(number, PAYLOAD);
            connection.append(batch, batch.capacity());
        }
    }

    private void restart() {
        server.kill();
        server.restart();
        connection.close();
        connection = LogConnection.open(server.settings(TestLog.SEGMENT));
    }

    /** All connections but the test's own. */
    private void cutConnections() {
        connection.calls().ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }

    private static boolean isThreadAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("healer-under-test"));
    }
}

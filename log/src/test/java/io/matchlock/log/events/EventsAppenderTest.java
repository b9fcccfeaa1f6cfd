package io.matchlock.log.events;

import static io.matchlock.log.testing.TestLog.bytes;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EventsAppenderTest {
    private static final int LARGE = 9 * 1024 * 1024;

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    private LogConnection connection;
    /** Of a second matcher. */
    private LogConnection another;

    @BeforeEach
    void connect() {
        connection = LogConnection.open(server.settings(TestLog.SEGMENT));
        another = LogConnection.open(server.settings(TestLog.SEGMENT));
    }

    @AfterEach
    void disconnect() {
        another.close();
        connection.close();
    }

    @Test
    void shouldWriteAllThatGatheredUnderItsIds() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero", "one", "two");

        final EventsAppender.Result first = appender.flush();
        addAll(appender, 3, "three");
        final EventsAppender.Result second = appender.flush();

        assertEquals(new EventsAppender.Result(EntryId.of(1, 2), 3, 0, null), first);
        assertEquals(new EventsAppender.Result(EntryId.of(1, 3), 1, 0, null), second);
        assertEquals(List.of("1-0", "1-1", "1-2", "1-3"), TestLog.ids(connection, TestLog.EVENTS));
    }

    @Test
    void shouldWriteAndCompareBeyondTheEndOfAnEpoch() {
        final EventsAppender appender = EventsAppender.over(connection);
        final EventsAppender other = EventsAppender.over(another);
        for (final EventsAppender each : List.of(appender, other)) {
            addAll(each, 0, "zero", "one");
            addFence(each, EntryId.of(1, 1));
            add(each, EntryId.of(2, 1), "two");
        }

        assertEquals(new EventsAppender.Result(EntryId.of(2, 1), 4, 0, null), appender.flush());
        assertEquals(new EventsAppender.Result(EntryId.of(2, 1), 0, 4, null), other.flush());
        assertEquals(List.of("1-0", "1-1", "2-0", "2-1"), TestLog.ids(connection, TestLog.EVENTS));
    }

    @Test
    void shouldNotLeaveAHoleBeforeAFence() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero", "one");
        appender.flush();
        addFence(appender, EntryId.of(1, 2));

        final LogCorruptException halt = assertThrows(LogCorruptException.class, appender::flush);
        assertTrue(halt.getMessage().contains("writing 2-0 would leave a hole"), halt.getMessage());
    }

    private static void addFence(final EventsAppender appender, final long lastId) {
        final UnsafeBuffer entry = new UnsafeBuffer(new byte[EventsEntry.HEADER_LENGTH]);
        entry.putLong(EventsEntry.BATCH_NUMBER_OFFSET, lastId, LITTLE_ENDIAN);
        appender.add(EntryId.of(2, 0), entry, 0, entry.capacity());
    }

    private static void add(final EventsAppender appender, final long id, final String text) {
        appender.add(id, bytes(text), 0, text.length());
    }

    @Test
    void shouldDoNothingWhenNothingGathered() {
        assertEquals(
                new EventsAppender.Result(EntryId.NONE, 0, 0, null),
                EventsAppender.over(connection).flush());
    }

    @Test
    void shouldTakeSameBytesOfAnotherWriterAsDone() {
        final EventsAppender other = EventsAppender.over(another);
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(other, 0, "zero", "one");
        other.flush();

        addAll(appender, 0, "zero", "one", "two");

        assertEquals(new EventsAppender.Result(EntryId.of(1, 2), 1, 2, null), appender.flush());
        assertEquals(List.of("1-0", "1-1", "1-2"), TestLog.ids(connection, TestLog.EVENTS));
    }

    @Test
    void shouldHaltWhenAnotherWriterWroteOtherBytes() {
        final EventsAppender other = EventsAppender.over(another);
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(other, 0, "zero", "One");
        other.flush();

        addAll(appender, 0, "zero", "one", "two");

        final LogDivergedException halt = assertThrows(LogDivergedException.class, appender::flush);
        assertTrue(halt.getMessage().contains("1-1"), halt.getMessage());
    }

    @Test
    void shouldStoreNothingBehindEntriesThatDiffer() {
        final EventsAppender other = EventsAppender.over(another);
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(other, 0, "zero", "One");
        other.flush();

        addAll(appender, 0, "zero", "one", "two");

        assertThrows(LogDivergedException.class, appender::flush);
        assertEquals(List.of("1-0", "1-1"), TestLog.ids(connection, TestLog.EVENTS));
    }

    @Test
    void shouldGoOnBehindWhatAnotherWriterWroteMeanwhile() {
        final EventsAppender other = EventsAppender.over(another);
        final EventsAppender appender = EventsAppender.over(connection);
        for (int first = 0; first < 30; first += 3) {
            addAll(other, first, "zero", "one");
            other.flush();
            addAll(appender, first, "zero", "one", "two");
            assertEquals(new EventsAppender.Result(EntryId.of(1, first + 2), 1, 2, null), appender.flush());
            addAll(other, first + 2, "two");
            assertEquals(new EventsAppender.Result(EntryId.of(1, first + 2), 0, 1, null), other.flush());
        }
    }

    @Test
    void shouldTakeAnEntryOfAnotherBuildWhoseStateHasAnotherLayout() {
        final EventsAppender other = EventsAppender.over(another);
        final EventsAppender appender = EventsAppender.over(connection);
        add(other, entry(5, 77));
        other.flush();

        add(appender, entry(6, 78));
        assertEquals(new EventsAppender.Result(EntryId.GENESIS, 0, 1, null), appender.flush());

        final EventsAppender same = EventsAppender.over(connection);
        assertEquals(EntryId.GENESIS, same.confirmedId());
    }

    @Test
    void shouldHaltWhereHashesOfOneLayoutDiffer() {
        final EventsAppender other = EventsAppender.over(another);
        final EventsAppender appender = EventsAppender.over(connection);
        add(other, entry(5, 77));
        other.flush();

        add(appender, entry(5, 78));
        assertThrows(LogDivergedException.class, appender::flush);
    }

    @Test
    void shouldHaltWhenTheStreamIsDeletedUnderIt() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero");
        appender.flush();
        connection.calls().ask("DEL", TestLog.EVENTS);
        addAll(appender, 1, "one");

        final LogCorruptException halt = assertThrows(LogCorruptException.class, appender::flush);
        assertTrue(halt.getMessage().startsWith("{test}:events is gone, though it had entries"), halt.getMessage());
        assertEquals(List.of(), TestLog.ids(connection, TestLog.EVENTS));
    }

    @Test
    void shouldHaltAtTheStartWhenTheStreamIsGone() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero");
        appender.flush();
        connection.calls().ask("DEL", TestLog.EVENTS);

        assertThrows(LogCorruptException.class, () -> EventsAppender.over(connection));
        connection.calls().ask("DEL", Names.eventsBegunKey(TestLog.SEGMENT));
        assertEquals(EntryId.NONE, EventsAppender.over(connection).confirmedId());
    }

    @Test
    void shouldNoticeLaterThatAStreamOfAnOlderBuildIsGone() {
        connection.calls().ask("XADD", TestLog.EVENTS, "1-0", "b", "zero");
        EventsAppender.over(connection);
        connection.calls().ask("DEL", TestLog.EVENTS);

        assertThrows(LogCorruptException.class, () -> EventsAppender.over(connection));
    }

    @Test
    void shouldHaltWhenEntryOfAnotherWriterIsDeleted() {
        final EventsAppender other = EventsAppender.over(another);
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(other, 0, "zero", "one", "two");
        other.flush();
        connection.calls().ask("XDEL", TestLog.EVENTS, "1-1");

        addAll(appender, 0, "zero", "one");

        final LogCorruptException halt = assertThrows(LogCorruptException.class, appender::flush);
        assertTrue(halt.getMessage().contains("1-1 is missing"), halt.getMessage());
    }

    @Test
    void shouldRefuseToLeaveHole() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero");
        appender.flush();
        addAll(appender, 2, "two");

        assertThrows(LogCorruptException.class, appender::flush);
        assertThrows(IllegalArgumentException.class, () -> addAll(appender, 4, "four"));
        assertEquals(List.of("1-0"), TestLog.ids(connection, TestLog.EVENTS));
    }

    @Test
    void shouldWriteAllOrNothingWhenOutOfMemory() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero");
        appender.flush();
        final long room = connection.memory().usedBytes() + 6L * 1024 * 1024;
        TestLog.configure(connection, "maxmemory", Long.toString(room));

        int flushes = 0;
        long next = 1;
        EventsAppender.Result result;
        do {
            for (int i = 0; i < 20; i++) {
                final UnsafeBuffer entry = new UnsafeBuffer(new byte[60_000]);
                appender.add(EntryId.of(1, next++), entry, 0, entry.capacity());
            }
            result = appender.flush();
        } while (result.refusal() == null && ++flushes < 50);
        final int stored = TestLog.ids(connection, TestLog.EVENTS).size();

        assertTrue(result.refusal().startsWith("OOM"), result.refusal());
        assertEquals(1 + 20 * flushes, stored);
        TestLog.configure(connection, "maxmemory", "512mb");
        assertEquals(new EventsAppender.Result(EntryId.of(1, next - 1), 20, 0, null), appender.flush());
        assertEquals(next, TestLog.ids(connection, TestLog.EVENTS).size());
    }

    @Test
    void shouldKeepWhatIsUnconfirmedOverLostConnection() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero");
        appender.flush();
        addAll(appender, 1, "one", "two");
        server.kill();
        assertThrows(LogUnavailableException.class, appender::flush);
        server.restart();

        try (LogConnection next = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            appender.moveTo(next);
            addAll(appender, 3, "three");

            assertEquals(new EventsAppender.Result(EntryId.of(1, 3), 3, 0, null), appender.flush());
            assertEquals(List.of("1-0", "1-1", "1-2", "1-3"), TestLog.ids(next, TestLog.EVENTS));
        }
    }

    @Test
    void shouldHaltWhenStreamLostWhatWasConfirmed() {
        final EventsAppender appender = EventsAppender.over(connection);
        addAll(appender, 0, "zero", "one");
        appender.flush();
        connection.calls().ask("DEL", TestLog.EVENTS);

        assertThrows(LogCorruptException.class, () -> appender.moveTo(connection));
    }

    @Test
    void shouldGoOnBehindWhatIsThere() {
        final EventsAppender before = EventsAppender.over(connection);
        addAll(before, 0, "zero", "one");
        before.flush();

        final EventsAppender after = EventsAppender.over(connection);
        assertEquals(EntryId.of(1, 1), after.confirmedId());
        addAll(after, 2, "two");
        assertEquals(new EventsAppender.Result(EntryId.of(1, 2), 1, 0, null), after.flush());
    }

    @Test
    void shouldHaltWhenKeyIsNoStream() {
        final EventsAppender appender = EventsAppender.over(connection);
        connection.calls().ask("SET", TestLog.EVENTS, "text");
        addAll(appender, 0, "zero");

        assertThrows(LogCorruptException.class, appender::flush);
    }

    @Test
    void shouldTakeEntryThatIsLargerThanItsRoom() {
        final EventsAppender appender = EventsAppender.over(connection);
        appender.add(EntryId.GENESIS, new UnsafeBuffer(new byte[LARGE]), 0, LARGE);

        assertTrue(!appender.hasRoomFor(1));
        assertThrows(IllegalStateException.class, () -> addAll(appender, 1, "one"));
        assertEquals(1, appender.flush().written());
        assertTrue(appender.hasRoomFor(1));
    }

    private static void add(final EventsAppender appender, final UnsafeBuffer entry) {
        appender.add(EntryId.GENESIS, entry, 0, entry.capacity());
    }

    /** An entry without records that carries a state hash over some layout. */
    private static UnsafeBuffer entry(final int layout, final long stateHash) {
        final int rules = EventsEntry.BOUNDED_RULES_VERSION;
        final UnsafeBuffer entry = new UnsafeBuffer(new byte[EventsEntry.HEADER_LENGTH + EventsEntry.endLength(rules)]);
        final int end = EventsEntry.HEADER_LENGTH;
        entry.putInt(EventsEntry.RULES_VERSION_OFFSET, rules, LITTLE_ENDIAN);
        entry.putByte(end + EventsEntry.END_FLAGS_OFFSET, (byte) EventsEntry.HAS_STATE_HASH);
        entry.putByte(end + EventsEntry.END_STATE_LAYOUT_OFFSET, (byte) layout);
        entry.putLong(end + EventsEntry.END_STATE_HASH_OFFSET, stateHash, LITTLE_ENDIAN);
        entry.putInt(entry.capacity() - Integer.BYTES, (int) stateHash, LITTLE_ENDIAN);
        return entry;
    }

    private static void addAll(final EventsAppender appender, final int firstSequence, final String... entries) {
        for (int i = 0; i < entries.length; i++) {
            final UnsafeBuffer entry = bytes(entries[i]);
            appender.add(EntryId.of(1, firstSequence + i), entry, 0, entry.capacity());
        }
    }
}

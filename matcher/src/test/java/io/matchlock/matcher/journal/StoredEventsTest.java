package io.matchlock.matcher.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.log.LogConnection;
import io.matchlock.log.events.EventsAppender;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.segment.SegmentId;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An entry that stands in the log against one that is made anew. */
final class StoredEventsTest {
    private static final int OTHER_LAYOUT = 1;
    private static final int LAYOUT = 2;
    private static final long CHAIN_HASH = 12;

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    private final StoredEvents stored = new StoredEvents();
    private LogConnection connection;

    @BeforeEach
    void connect() {
        connection = LogConnection.open(server.settings(Segments.NAME));
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void shouldTakeTheSameBytesAndNoOthers() {
        store(entry(3, LAYOUT, 5));

        compare(entry(3, LAYOUT, 5));

        store(entry(3, LAYOUT, 5));
        assertThrows(HaltException.class, () -> compare(entry(4, LAYOUT, 5)));
    }

    @Test
    void shouldHaltAtAnotherHashOfTheSameLayout() {
        store(entry(3, LAYOUT, 5));

        assertThrows(HaltException.class, () -> compare(entry(3, LAYOUT, 6)));
    }

    @Test
    void shouldNotCompareHashesOverDifferentLayouts() {
        store(entry(3, OTHER_LAYOUT, 5));

        compare(entry(3, LAYOUT, 6));
    }

    @Test
    void shouldCompareAllElseWhereLayoutsDiffer() {
        store(entry(3, OTHER_LAYOUT, 5));

        final HaltException halt = assertThrows(HaltException.class, () -> compare(entry(4, LAYOUT, 6)));

        assertEquals(
                "events entry 1-0 of 80 bytes in the log differs from the one of 80 bytes that its orders entry"
                        + " causes, from byte " + EventsEntry.BATCH_NUMBER_OFFSET,
                halt.getMessage());
    }

    @Test
    void shouldHaltWhereOneHasNoHash() {
        store(entry(3, OTHER_LAYOUT, 5));

        assertThrows(HaltException.class, () -> compare(entry(3, 0, 0)));
    }

    private void store(final byte[] entry) {
        if (connection.lastId(Names.eventsKey(Segments.NAME)) == EntryId.NONE) {
            final EventsAppender appender = EventsAppender.over(connection);
            appender.add(EntryId.GENESIS, new UnsafeBuffer(entry), 0, entry.length);
            appender.flush();
        }
        stored.readPage(connection.reader(Names.eventsKey(Segments.NAME)), EntryId.GENESIS);
    }

    private void compare(final byte[] entry) {
        stored.compare(EntryId.GENESIS, new UnsafeBuffer(entry), 0, entry.length);
    }

    private static byte[] entry(final long batchNumber, final int stateLayout, final long stateHash) {
        final Parts parts = new Parts();
        final EntryWriter writer = new EntryWriter(SegmentId.NONE, 1_376, parts, () -> 0L);
        writer.begin(EntryId.GENESIS, 2, 1 << 16, 7L, batchNumber, 9);
        writer.finish(stateLayout, stateHash, CHAIN_HASH, false);
        return parts.entries().get(0);
    }
}

package io.matchlock.log.trim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.PairReader;
import io.matchlock.log.StreamReader;
import io.matchlock.log.archive.ArchiveSettings;
import io.matchlock.log.archive.ArchiveWriter;
import io.matchlock.log.archive.Pairs;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.events.EventsAppender;
import io.matchlock.log.events.LogDivergedException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis whose streams are trimmed, and an archive that has what they lack. */
class TrimmedLogTest {
    private static final int ENTRIES = 600;
    private static final int PAGE_BYTES = 64 * 1024;
    private static final String BEGUN = Names.eventsBegunKey(TestLog.SEGMENT);

    @RegisterExtension
    final RedisServer server = new RedisServer();

    @TempDir
    Path folder;

    private final List<UnsafeBuffer> orders = new ArrayList<>();
    private final List<UnsafeBuffer> events = new ArrayList<>();
    private LogConnection connection;
    private ArchiveWriter archive;
    private StreamTrimmer trimmer;

    @BeforeEach
    void makeLog() {
        connection = TestLog.createSegment(server);
        for (int i = 1; i <= ENTRIES; i++) {
            final UnsafeBuffer batch = TestLog.batch(i, 8 + i * 37 % 900);
            connection.append(batch, batch.capacity());
        }
        readAll(connection.reader(TestLog.ORDERS), orders);
        final EventsAppender appender = EventsAppender.over(connection);
        for (int i = 0; i < orders.size(); i++) {
            final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
            decoder.wrap(orders.get(i), 0, orders.get(i).capacity());
            final UnsafeBuffer event = Pairs.event(id(i), decoder.crc());
            appender.add(id(i), event, 0, event.capacity());
            events.add(event);
        }
        appender.flush();
        archive = ArchiveWriter.open(settings(64 * 1024), TestLog.segment().id());
        trimmer = new StreamTrimmer(connection);
    }

    @AfterEach
    void close() {
        archive.close();
        connection.close();
    }

    @Test
    void shouldReadOnWhereTheStreamWasTrimmedMeanwhile() {
        archive(ENTRIES + 1);
        final long seed = new Random().nextLong();
        System.out.println("trimmed log seed " + seed);
        final Random random = new Random(seed);
        final LogConnection other = reachable();
        final StreamReader ordersReader = other.reader(TestLog.ORDERS);
        final StreamReader eventsReader = other.reader(TestLog.EVENTS);
        final PairReader pairs = new PairReader(other, TestLog.SEGMENT);
        int ordersRead = 0;
        int eventsRead = 0;
        long lastPair = EntryId.NONE;
        while (ordersRead + eventsRead < 2 * orders.size() || lastPair < id(ENTRIES)) {
            switch (random.nextInt(5)) {
                case 0 -> ordersRead += step(ordersRead, ordersReader, orders, random);
                case 1 -> eventsRead += step(eventsRead, eventsReader, events, random);
                case 2 -> lastPair = pairs.read(lastPair, Duration.ZERO, this::requireSamePair);
                case 3 -> trimTo(id(random.nextInt(ENTRIES)));
                default -> {
                    final long after = id(random.nextInt(ENTRIES / 2));
                    final long end = after + 1 + random.nextInt(ENTRIES / 2);
                    assertEquals(end - after, ordersReader.readTo(after, end, same(orders)), "up to an entry");
                }
            }
        }
    }

    @Test
    void shouldKnowTheSegmentAndItsHistoryWithoutTheFirstEntries() {
        final long hash = new LogHistory(connection, TestLog.SEGMENT).chainHash(id(300));
        archive(ENTRIES + 1);
        trimTo(id(ENTRIES));

        final LogConnection other = reachable();
        assertEquals(TestLog.segment(), other.readGenesis());
        assertEquals(hash, new LogHistory(other, TestLog.SEGMENT).chainHash(id(300)));
    }

    @Test
    void shouldCompareWhatAnotherWroteAndTheStreamNoLongerHas() {
        archive(ENTRIES + 1);
        final EventsAppender late = lateAppender();
        final EventsAppender wrong = lateAppender();
        trimTo(id(ENTRIES));
        for (int i = 0; i <= ENTRIES; i++) {
            final UnsafeBuffer event = events.get(i);
            late.add(id(i), event, 0, event.capacity());
            wrong.add(id(i), events.get(i == 200 ? 201 : i), 0, event.capacity());
        }
        final LogConnection other = reachable();
        late.moveTo(other);
        assertEquals(ENTRIES + 1, late.flush().found());

        wrong.moveTo(other);
        final LogDivergedException thrown = assertThrows(LogDivergedException.class, wrong::flush);
        assertTrue(thrown.getMessage().contains("1-200 holds other bytes"), thrown.getMessage());
    }

    @Test
    void shouldSayWhichEntryIsInNeither() {
        archive(100);
        trimTo(id(150));
        final LogConnection other = reachable();
        final LogCorruptException thrown =
                assertThrows(LogCorruptException.class, () -> readAll(other.reader(TestLog.ORDERS), new ArrayList<>()));
        assertTrue(thrown.getMessage().contains("begins behind 1-149, and the archive in "), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("ends at 1-99: entry 1-100 is in neither"), thrown.getMessage());
    }

    @Test
    void shouldNotReadTheArchiveOfAnotherSegment() {
        archive.close();
        archive = ArchiveWriter.open(
                new ArchiveSettings(folder.resolve("other"), 64 * 1024, 8 * 1024), new SegmentId(7, 7));
        archive(ENTRIES + 1);
        trimTo(id(150));
        final LogConnection other =
                LogConnection.open(server.settings(TestLog.SEGMENT).withArchive(folder.resolve("other")));
        final LogCorruptException thrown =
                assertThrows(LogCorruptException.class, () -> readAll(other.reader(TestLog.ORDERS), new ArrayList<>()));
        other.close();
        assertTrue(thrown.getMessage().contains("point this process to its own archive"), thrown.getMessage());
    }

    @Test
    void shouldReplaceTheCopyOfASegmentThatWasDeleted() {
        connection.calls().ask("DEL", TestLog.ORDERS, TestLog.EVENTS, BEGUN);
        final SegmentDefinition next = TestLog.segment().withId(new SegmentId(8, 9));
        assertTrue(connection.createSegment(next, 1L));
        connection.calls().ask("XDEL", TestLog.ORDERS, "1-0");

        assertEquals(next, connection.readGenesis());
    }

    @Test
    void shouldNotTakeTheCopyForALogThatIsGone() {
        connection.calls().ask("DEL", TestLog.ORDERS);

        final LogCorruptException thrown = assertThrows(LogCorruptException.class, connection::readGenesis);
        assertEquals(TestLog.ORDERS + " has no genesis entry", thrown.getMessage());
    }

    @Test
    void shouldNotTrimALogWhoseGenesisCannotBeKept() {
        connection.calls().ask("DEL", Names.genesisKey(TestLog.SEGMENT));
        connection.calls().ask("XDEL", TestLog.ORDERS, "1-0");
        assertThrows(LogCorruptException.class, () -> trimmer.trim(id(100)));
        assertEquals(id(1), trimmer.firstId());
    }

    private LogConnection reachable() {
        connection.close();
        connection = LogConnection.open(server.settings(TestLog.SEGMENT).withArchive(folder));
        trimmer = new StreamTrimmer(connection);
        return connection;
    }

    /** An appender that has not heard of anything stored: the key of its events was empty when it looked. */
    private EventsAppender lateAppender() {
        final String events = TestLog.EVENTS;
        connection.calls().ask("RENAME", events, "aside");
        connection.calls().ask("RENAME", BEGUN, "begun");
        final EventsAppender late = EventsAppender.over(connection);
        connection.calls().ask("RENAME", "aside", events);
        connection.calls().ask("RENAME", "begun", BEGUN);
        return late;
    }

    private void archive(final int upTo) {
        for (int i = (int) (EntryId.next(archive.lastId()) - EntryId.GENESIS); i < upTo; i++) {
            final UnsafeBuffer order = orders.get(i);
            final UnsafeBuffer event = events.get(i);
            archive.append(id(i), order, 0, order.capacity(), event, 0, event.capacity());
        }
        archive.force();
    }

    private ArchiveSettings settings(final long fileBytes) {
        return new ArchiveSettings(folder, fileBytes, 8 * 1024);
    }

    private void trimTo(final long id) {
        while (trimmer.trim(id) > 0) {
            // some at a time
        }
    }

    private static int step(
            final int read, final StreamReader reader, final List<UnsafeBuffer> all, final Random random) {
        final long after = read == 0 ? EntryId.NONE : id(read - 1);
        return random.nextBoolean()
                ? reader.read(after, PAGE_BYTES, same(all))
                : reader.readBlocking(after, PAGE_BYTES, Duration.ofMillis(1), same(all));
    }

    private void requireSamePair(
            final long id,
            final DirectBuffer order,
            final int orderOffset,
            final int orderLength,
            final DirectBuffer event,
            final int eventOffset,
            final int eventLength) {
        same(orders).onEntry(id, order, orderOffset, orderLength);
        same(events).onEntry(id, event, eventOffset, eventLength);
    }

    private static EntryHandler same(final List<UnsafeBuffer> all) {
        return (id, buffer, offset, length) ->
                assertEquals(all.get((int) (id - EntryId.GENESIS)), new UnsafeBuffer(buffer, offset, length));
    }

    private static void readAll(final StreamReader reader, final List<UnsafeBuffer> target) {
        int count;
        do {
            final long after = target.isEmpty() ? EntryId.NONE : id(target.size() - 1);
            count = reader.read(after, PAGE_BYTES, (id, buffer, offset, length) -> {
                final byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                target.add(new UnsafeBuffer(bytes));
            });
        } while (count > 0);
    }

    private static long id(final int index) {
        return EntryId.GENESIS + index;
    }
}

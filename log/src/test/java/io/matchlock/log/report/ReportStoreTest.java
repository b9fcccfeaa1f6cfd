package io.matchlock.log.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.log.archive.ArchiveSettings;
import io.matchlock.log.archive.ArchiveWriter;
import io.matchlock.log.archive.FileIndexes;
import io.matchlock.log.archive.Pairs;
import io.matchlock.log.archive.index.IndexFile;
import io.matchlock.log.archive.index.NextNumbers;
import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.events.EventsAppender;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.log.testing.TestLog;
import io.matchlock.log.trim.StreamTrimmer;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis, an archive of many files, and every report that was ever made. */
class ReportStoreTest {
    private static final int ENTRIES = 2_400;
    private static final int STEP = 60;
    private static final String ORDERS = Names.ordersKey(TestLog.SEGMENT);

    @RegisterExtension
    final RedisServer server = new RedisServer();

    @TempDir
    Path folder;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final ReportedLog log = new ReportedLog(seed);
    private final List<UnsafeBuffer> orders = new ArrayList<>();
    private final List<UnsafeBuffer> events = new ArrayList<>();
    private LogConnection connection;
    private EventsAppender appender;
    private ArchiveWriter archive;

    @BeforeEach
    void begin() {
        System.out.println("reports seed " + seed);
        connection = TestLog.createSegment(server);
        appender = EventsAppender.over(connection);
        archive = open();
        takeOrders();
    }

    @AfterEach
    void close() {
        archive.close();
        connection.close();
    }

    @Test
    void shouldGiveBackEveryReportWhileTheLogIsWrittenArchivedAndTrimmed() throws IOException {
        try (LogConnection reading = reading()) {
            ReportStore store = new ReportStore(reading, Optional.of(folder));
            while (orders.size() < ENTRIES) {
                append(STEP);
                switch (random.nextInt(5)) {
                    case 0 -> archiveAll();
                    case 1 -> {
                        archiveAll();
                        trim();
                    }
                    case 2 -> {
                        archive.close(); // what is not forced is appended again
                        damageAnIndex();
                        archive = open();
                    }
                    case 3 -> store = new ReportStore(reading, Optional.of(folder));
                    default -> {}
                }
                follow(store);
                for (int i = 0; i < 20; i++) {
                    readSome(store);
                }
            }
            archiveAll();
            trim();
            follow(store);
            final long startNs = System.nanoTime();
            final int reports = readAll(store);
            System.out.printf(
                    Locale.ROOT,
                    "%d reports of %d sessions in pages of 2,500: %d ms%n",
                    reports,
                    log.sessions().size(),
                    (System.nanoTime() - startNs) / 1_000_000);
            time("the oldest, each alone", store, 1);
            time("the newest, each alone", store, 0);
        }
        archive.close();
        archive = open(); // makes those that were deleted
        final List<Path> indexes = indexes();
        assertTrue(indexes.size() > 5, indexes.toString());
        for (int number = 0; number < indexes.size(); number++) {
            final ReportIndex index = new FileIndexes(folder, TestLog.segment().id()).get(number);
            assertTrue(index.next().size() <= ReportedLog.SESSIONS, "it names sessions that have given way");
        }
        for (final Path index : indexes) {
            assertTrue(Files.size(index) < 6_000, index + " has " + Files.size(index) + " bytes");
        }
    }

    @Test
    void shouldHaveTheCheckFindAnIndexThatIsNotItsFiles() throws IOException {
        append(ENTRIES / 4);
        archiveAll();
        assertEquals(List.of(), found());
        final Path first = indexes().get(0);
        final byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length / 2] ^= 1;
        Files.write(first, bytes);
        final Path last = indexes().get(indexes().size() - 1);
        final long number = indexes().size() - 1L;
        final ReportIndex wrong = new ReportIndex(id(0), new NextNumbers());
        wrong.add(id(1), events.get(1), 0, events.get(1).capacity());
        IndexFile.write(folder, TestLog.segment().id(), number, wrong);

        final List<String> found = found();

        assertEquals(2, found.size(), found.toString());
        assertTrue(found.get(0).endsWith("00000000.archive has a damaged index"), found.get(0));
        assertTrue(found.get(1).endsWith("has an index that leads to other entries"), found + " " + last);
    }

    private List<String> found() {
        final List<String> found = new ArrayList<>();
        new ArchiveCheck(folder, found::add, (id, o, oo, ol, e, eo, el) -> {}).run();
        return found;
    }

    @Test
    void shouldWorkWithoutAnArchive() {
        append(200);
        try (LogConnection reading = LogConnection.open(server.settings(TestLog.SEGMENT))) {
            final ReportStore store = new ReportStore(reading, Optional.empty());
            follow(store);
            readAll(store);
        }
    }

    @Test
    void shouldGiveNothingThatIsNotThere() {
        append(100);
        try (LogConnection reading = reading()) {
            final ReportStore store = new ReportStore(reading, Optional.of(folder));
            follow(store);

            assertEquals(0, store.read(1, log.count(1) + 1L, 5, (n, b, o, l) -> {}));
            assertEquals(0, store.read(ReportedLog.SESSIONS + 1, 1, 5, (n, b, o, l) -> {}));
            assertEquals(2, store.read(1, log.count(1) - 1L, 5, (n, b, o, l) -> {}));
            assertThrows(IllegalArgumentException.class, () -> store.read(1, 0, 5, (n, b, o, l) -> {}));
        }
    }

    /** After a break all sessions want the same part of the log. */
    @Test
    void shouldReadThePartThatSeveralSessionsWantOnce() {
        append(1_000);
        try (LogConnection reading = reading()) {
            final ReportStore store = new ReportStore(reading, Optional.of(folder));
            follow(store);
            final long before = readsOfRedis();
            readAll(store);
            final long alone = readsOfRedis() - before;
            final Map<Integer, List<byte[]>> found = new HashMap<>();

            store.read(log.sessions().stream()
                    .map(session -> new WantedReports(session, 1, log.count(session), (number, b, offset, length) -> {
                        final byte[] bytes = new byte[length];
                        b.getBytes(offset, bytes);
                        found.computeIfAbsent(session, none -> new ArrayList<>())
                                .add(bytes);
                    }))
                    .toList());

            final long together = readsOfRedis() - before - alone;
            assertTrue(together > 0 && together < alone / 10, together + " reads instead of " + alone);
            for (final int session : log.sessions()) {
                assertEquals(log.count(session), found.get(session).size());
                for (int i = 0; i < log.count(session); i++) {
                    assertArrayEquals(
                            log.report(session, i + 1), found.get(session).get(i));
                }
            }
        }
    }

    @Test
    void shouldReadWhatThereIsOfOthersWhenOneHasNoSuchReport() {
        append(200);
        try (LogConnection reading = reading()) {
            final ReportStore store = new ReportStore(reading, Optional.of(folder));
            follow(store);
            final WantedReports beyond = new WantedReports(1, log.count(1) + 1L, 5, (n, b, o, l) -> {});
            final WantedReports partly = new WantedReports(2, log.count(2), 5, (n, b, o, l) -> {});
            final WantedReports whole = new WantedReports(3, 1, log.count(3), (n, b, o, l) -> {});

            store.read(List.of(beyond, partly, whole));

            assertTrue(whole.isComplete());
            assertFalse(partly.isComplete());
            assertEquals(log.count(2) + 1L, partly.next());
            assertEquals(log.count(1) + 1L, beyond.next());
            assertNull(beyond.fault());
        }
    }

    @Test
    void shouldHaltAtAGapInASessionsNumbers() {
        append(50);
        final ReportedLog other = new ReportedLog(seed + 1);
        for (int i = 0; i < 50; i++) {
            other.next(1, 1); // forgotten
        }
        final UnsafeBuffer order = TestLog.batch(orders.size(), 8);
        connection.append(order, order.capacity());
        takeOrders();
        final UnsafeBuffer event = other.next(id(orders.size() - 1), crc(orders.size() - 1));
        appender.add(id(orders.size() - 1), event, 0, event.capacity());
        appender.flush();

        try (LogConnection reading = reading()) {
            final ReportStore store = new ReportStore(reading, Optional.of(folder));
            final LogCorruptException e = assertThrows(LogCorruptException.class, () -> follow(store));
            assertTrue(
                    e.getMessage().startsWith("events entry " + EntryId.format(id(orders.size() - 1)) + " has report "),
                    e.getMessage());
        }
    }

    private long readsOfRedis() {
        final String info = connection.calls().ask("INFO", "commandstats").first();
        final Matcher reads = Pattern.compile("cmdstat_xrange:calls=(\\d+)").matcher(info);
        assertTrue(reads.find(), info);
        return Long.parseLong(reads.group(1));
    }

    private void time(final String name, final ReportStore store, final int first) {
        final List<Long> times = new ArrayList<>();
        for (final int session : log.sessions()) {
            if (log.count(session) > 0) {
                final long startNs = System.nanoTime();
                assertEquals(1, store.read(session, first == 0 ? log.count(session) : first, 1, (n, b, o, l) -> {}));
                times.add((System.nanoTime() - startNs) / 1_000);
            }
        }
        times.sort(null);
        System.out.println(
                name + ": median " + times.get(times.size() / 2) + " us, most " + times.get(times.size() - 1) + " us");
    }

    private int readAll(final ReportStore store) {
        int reports = 0;
        for (final int session : log.sessions()) {
            assertEquals(log.count(session) + 1, store.nextNumber(session));
            for (int number = 1; number <= log.count(session); ) {
                final int read = read(store, session, number, 2_500);
                assertTrue(read > 0);
                number += read;
                reports += read;
            }
        }
        return reports;
    }

    private void readSome(final ReportStore store) {
        final List<Integer> sessions = log.sessions();
        final int session = sessions.get(random.nextInt(sessions.size()));
        if (log.count(session) > 0) {
            final int number = 1 + random.nextInt(log.count(session));
            final int count = 1 + random.nextInt(30);
            assertEquals(Math.min(count, log.count(session) + 1 - number), read(store, session, number, count));
        }
    }

    private int read(final ReportStore store, final int session, final int first, final int count) {
        final int[] next = {first};
        final int read = store.read(session, first, count, (number, buffer, offset, length) -> {
            assertEquals(next[0]++, number);
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            assertArrayEquals(log.report(session, number), bytes, "session " + session + " report " + number);
        });
        assertEquals(read, next[0] - first);
        return read;
    }

    private static void follow(final ReportStore store) {
        while (store.follow()) {
            Thread.onSpinWait();
        }
    }

    private void append(final int entries) {
        for (int i = 0; i < entries; i++) {
            final UnsafeBuffer batch = TestLog.batch(orders.size() + i, 8 + random.nextInt(400));
            connection.append(batch, batch.capacity());
        }
        takeOrders();
        for (int i = events.size(); i < orders.size(); i++) {
            final UnsafeBuffer event = i == 0 ? Pairs.event(id(0), crc(0)) : log.next(id(i), crc(i));
            events.add(event);
            appender.add(id(i), event, 0, event.capacity());
        }
        appender.flush();
    }

    private void takeOrders() {
        final StreamReader reader = connection.reader(ORDERS);
        final long after = orders.isEmpty() ? EntryId.NONE : id(orders.size() - 1);
        int more = reader.read(after, 1 << 20, this::takeOrder);
        while (more > 0) {
            more = reader.read(id(orders.size() - 1), 1 << 20, this::takeOrder);
        }
    }

    private void takeOrder(final long id, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        orders.add(new UnsafeBuffer(bytes));
    }

    private int crc(final int index) {
        final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
        decoder.wrap(orders.get(index), 0, orders.get(index).capacity());
        return decoder.crc();
    }

    private static long id(final int index) {
        return EntryId.GENESIS + index;
    }

    private void archiveAll() {
        for (int i = (int) (EntryId.next(archive.lastId()) - EntryId.GENESIS); i < orders.size(); i++) {
            final UnsafeBuffer order = orders.get(i);
            final UnsafeBuffer event = events.get(i);
            archive.append(id(i), order, 0, order.capacity(), event, 0, event.capacity());
        }
        archive.force();
    }

    private void trim() {
        final StreamTrimmer trimmer = new StreamTrimmer(connection);
        while (trimmer.trim(archive.forcedId() - random.nextInt(50)) > 0) {
            Thread.onSpinWait();
        }
    }

    private void damageAnIndex() throws IOException {
        final List<Path> indexes = indexes();
        if (!indexes.isEmpty()) {
            final Path index = indexes.get(random.nextInt(indexes.size()));
            final byte[] bytes = Files.readAllBytes(index);
            switch (random.nextInt(3)) {
                case 0 -> Files.delete(index);
                case 1 -> Files.write(index, Arrays.copyOf(bytes, random.nextInt(1 + bytes.length)));
                default -> {
                    if (bytes.length == 0) {
                        return;
                    }
                    bytes[random.nextInt(bytes.length)] ^= 0x10;
                    Files.write(index, bytes);
                }
            }
        }
    }

    private List<Path> indexes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".reports"))
                    .sorted()
                    .toList();
        }
    }

    private LogConnection reading() {
        return LogConnection.open(server.settings(TestLog.SEGMENT).withArchive(folder));
    }

    private ArchiveWriter open() {
        return ArchiveWriter.open(
                new ArchiveSettings(folder, 400 << 10, 64 << 10),
                TestLog.segment().id());
    }
}

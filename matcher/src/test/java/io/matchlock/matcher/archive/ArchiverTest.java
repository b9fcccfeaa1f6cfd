package io.matchlock.matcher.archive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.log.archive.ArchiveReader;
import io.matchlock.log.archive.ArchiveSettings;
import io.matchlock.log.history.Alarm;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.log.trim.StreamTrimmer;
import io.matchlock.matcher.Matcher;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.matcher.testing.Flow;
import io.matchlock.matcher.testing.Rig;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@Tag("slow")
final class ArchiverTest {
    private static final int HASH_INTERVAL = 8;

    private final Flow flow = new Flow(43);
    private final List<byte[]> sent = new ArrayList<>();
    private final List<String> halts = new CopyOnWriteArrayList<>();
    private final List<Archiver> archivers = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path archive;
    private long snapshotEntries = 1 << 20;
    private long archiveFileBytes = 16 << 10;
    private int archiveBlockBytes = 4 << 10;
    private TailLimits tail = new TailLimits(1L << 30, Duration.ofDays(1));
    private PaceLimits pace = PaceLimits.NEVER;
    private Duration quietForceDelay = Duration.ofMillis(20);
    private Rig rig;
    private Matcher matcher;

    @BeforeEach
    void start() {
        archive = folder.resolve("archive");
        rig = new Rig(folder);
        matcher = rig.launch();
    }

    @AfterEach
    void close() {
        archivers.forEach(Archiver::close);
        rig.close();
    }

    @Test
    void shouldArchiveBothStreamsByteForByte() throws IOException {
        final Archiver archiver = launch();

        appendAll(flow.opening());
        awaitArchived(archiver, appendAll(flow.batches(300)));

        assertArchiveIsTheLog();
        try (Stream<Path> files = Files.list(archive)) {
            assertTrue(files.count() > 2, "several files");
        }
    }

    @Test
    void shouldGoOnAfterARestartAndComputeTheArchiveOnceMore() {
        appendAll(flow.opening());
        final Archiver first = launch();
        awaitArchived(first, appendAll(flow.batches(100)));
        first.close();
        final long last = appendAll(flow.batches(100));

        awaitArchived(launch(), last);

        assertArchiveIsTheLog();
    }

    @Test
    void shouldGoOnWhenRedisWasAway() throws IOException {
        appendAll(flow.opening());
        final Archiver archiver = launch();
        awaitArchived(archiver, appendAll(flow.batches(50)));
        rig.redis().kill();
        rig.redis().restart();
        rig.gateway().reconnect();

        awaitArchived(archiver, appendAll(flow.batches(50)));

        assertArchiveIsTheLog();
    }

    @Test
    void shouldWaitForADiskThatFails() throws IOException {
        Files.writeString(archive, "a file where the folder belongs");
        appendAll(flow.opening());
        final Archiver archiver = launch();
        final long last = appendAll(flow.batches(50));
        rig.awaitJournalled(matcher, last);
        assertEquals(EntryId.NONE, archiver.archivedId());

        Files.delete(archive);

        awaitArchived(archiver, last);
        assertArchiveIsTheLog();
    }

    @Test
    void shouldTrimWhatIsArchivedAndLeaveATail() {
        tail = new TailLimits(128 << 10, Duration.ofDays(1));
        appendAll(flow.opening());
        final Archiver archiver = launch();
        awaitArchived(archiver, appendAll(flow.batches(600)));

        await().atMost(Rig.PATIENCE).until(() -> firstInLog() > EntryId.of(1, 100));
        assertTrue(firstInLog() <= archiver.archivedId(), "a tail is left");

        final Matcher second = rig.launch();
        final long last = appendAll(flow.batches(20));
        rig.awaitJournalled(second, last);
        awaitArchived(archiver, last);
        assertArchiveIsTheLog();
        assertEquals(List.of(), rig.halts());
    }

    @Test
    void shouldNotCutAwayWhatTheStreamsNoLongerHave() throws IOException {
        tail = new TailLimits(128 << 10, Duration.ofDays(1));
        archiveFileBytes = 1 << 30;
        appendAll(flow.opening());
        final Archiver first = launch();
        awaitArchived(first, appendAll(flow.batches(600)));
        await().atMost(Rig.PATIENCE).until(() -> firstInLog() > EntryId.of(1, 100));
        first.close();
        final Path file = onlyFile();
        final byte[] whole = Files.readAllBytes(file);
        final byte[] damaged = whole.clone();
        damaged[damaged.length / 8] ^= 4;
        Files.write(file, damaged);

        final Archiver second = launch();
        final long more = appendAll(flow.batches(5));
        await().atMost(Rig.PATIENCE).until(() -> second.waitsFor().isPresent());
        final String reason = second.waitsFor().get();
        assertTrue(reason.contains("bring that file back from a backup"), reason);
        assertTrue(reason.contains(file.getFileName().toString()), reason);
        assertArrayEquals(damaged, Files.readAllBytes(file), "nothing was cut off");

        Files.write(file, whole);
        awaitArchived(second, more);
        assertArchiveIsTheLog();
    }

    @Test
    void shouldLetMatcherAndArchiverGoOnFromASnapshot() throws Exception {
        snapshotEntries = 50;
        appendAll(flow.opening());
        final Archiver first = launch();
        awaitArchived(first, appendAll(flow.batches(203)));
        await().atMost(Rig.PATIENCE).until(() -> snapshots().size() == SnapshotFolder.KEPT);
        first.close();
        final long behind = appendAll(flow.batches(30));
        rig.awaitJournalled(matcher, behind);

        final Matcher second = rig.launch();
        rig.awaitJournalled(second, behind);
        final long applied = Rig.count(second, MatcherCounter.ENTRIES_APPLIED);
        assertTrue(applied <= 31, applied + " entries, not all from the beginning");
        awaitArchived(launch(), behind);
        final long last = appendAll(flow.batches(70));
        rig.awaitJournalled(second, last);
        rig.awaitJournalled(matcher, last);

        assertEquals(Rig.stateOf(matcher), Rig.stateOf(second));
        assertArchiveIsTheLog();
        assertEquals(List.of(), rig.halts());
    }

    @Test
    void shouldPassOverSnapshotsThatAreDamagedOrDoNotGoWithTheLog() throws Exception {
        snapshotEntries = 50;
        appendAll(flow.opening());
        final Archiver first = launch();
        long appended = EntryId.NONE;
        for (int i = 1; i <= SnapshotFolder.KEPT; i++) { // however many entries a busy machine takes at once
            final int count = i;
            appended = appendAll(flow.batches(68));
            awaitArchived(first, appended);
            await().atMost(Rig.PATIENCE).until(() -> snapshots().size() >= count);
        }
        final long last = appended;
        first.close();
        final List<Path> files = snapshots();
        final byte[] damaged = Files.readAllBytes(files.get(0));
        damaged[damaged.length / 2] ^= 1;
        Files.write(files.get(0), damaged);
        final Path foreign = rig.snapshots().resolve("00001-000000000000999.snapshot");
        Files.copy(files.get(1), foreign);

        final Matcher second = rig.launch();
        rig.awaitJournalled(second, last);
        assertEquals(Rig.stateOf(matcher), Rig.stateOf(second));
        assertTrue(Rig.count(second, MatcherCounter.ENTRIES_APPLIED) < 204, "not from the beginning");

        for (final Path file : snapshots()) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        final Matcher third = rig.launch();
        rig.awaitJournalled(third, last);
        assertEquals(Rig.stateOf(matcher), Rig.stateOf(third));
        final Archiver again = launch();
        awaitArchived(again, last);
        again.close();
        assertFalse(Files.exists(foreign), "it would be taken for the newest for ever");
    }

    @Test
    void shouldTakeASnapshotWhenAsked() throws Exception {
        appendAll(flow.opening());
        final Archiver archiver = launch();
        awaitArchived(archiver, appendAll(flow.batches(20)));
        assertEquals(List.of(), snapshots());
        final SnapshotFolder files = new SnapshotFolder(rig.snapshots());
        files.ask();
        final Path left = Files.createFile(rig.snapshots().resolve("00001-000000000000001.snapshot.tmp"));

        await().atMost(Rig.PATIENCE).until(() -> !files.isAsked());
        assertTrue(Files.notExists(left), "what a killed process left is gone");
        assertEquals(1, snapshots().size());
    }

    @Test
    void shouldHaltAtEventsThatTheOrdersDoNotGive() {
        appendAll(flow.opening());
        final long last = appendAll(flow.batches(20));
        rig.awaitJournalled(matcher, last);
        matcher.close();
        final List<byte[]> events = rig.events();
        final byte[] changed = events.get(events.size() - 1).clone();
        changed[EventsEntry.HEADER_LENGTH] ^= 1;
        rig.gateway().replaceLastEvents(last, changed);

        launch();

        await().atMost(Rig.PATIENCE).until(() -> !halts.isEmpty());
        final String expected = "events entry " + EntryId.format(last) + " of " + changed.length
                + " bytes is not what its orders entry gives, " + changed.length + " bytes, from byte "
                + EventsEntry.HEADER_LENGTH;
        assertEquals(List.of(expected), halts);
        try (ArchiveReader reader = new ArchiveReader(archive)) {
            assertTrue(reader.lastId() < last, EntryId.format(reader.lastId()));
        }
        await().atMost(Rig.PATIENCE).until(() -> alarm().isPresent());
        assertEquals(Optional.of(new Alarm(last, expected)), alarm());

        halts.clear();
        archivers.remove(0).close();
        assertTrue(alarm().isPresent(), "who ends has not found the entry to be right");
        rig.gateway().replaceLastEvents(last, events.get(events.size() - 1));
        awaitArchived(launch(), last);
        await().atMost(Rig.PATIENCE).until(() -> alarm().isEmpty());
    }

    @Test
    void shouldStandBackInABurstAndCatchUpBehindIt() {
        final long first = appendAll(flow.opening());
        pace = new PaceLimits(16 << 10, Duration.ofMinutes(5)); // its own questions are some 2 KB a second
        final Archiver archiver = launch();
        awaitArchived(archiver, first);

        long last = first;
        final long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (last - archiver.archivedId() < 2_000 && System.nanoTime() < until) {
            last = appendAll(flow.batches(20));
        }
        final long behind = last - archiver.archivedId();
        awaitArchived(archiver, last);

        assertTrue(behind >= 2_000, "behind by " + behind);
        assertArchiveIsTheLog();
    }

    @Test
    void shouldLetTicksWaitForOneAnotherUntilSomethingElseComesOrSomebodyHurries() throws IOException {
        quietForceDelay = Duration.ofHours(1);
        archiveFileBytes = 1 << 20;
        archiveBlockBytes = 1 << 20;
        final Archiver archiver = launch();
        awaitArchived(archiver, appendAll(flow.opening()));

        appendAll(flow.ticks(300));
        awaitArchived(archiver, appendAll(flow.batches(1)));
        assertTrue(Files.size(onlyFile()) < 300 * 20, Files.size(onlyFile()) + " bytes");

        final long last = appendAll(flow.ticks(20));
        archiver.hurry();
        awaitArchived(archiver, last);
        assertArchiveIsTheLog();
    }

    @Test
    void shouldNotStandBackWhereSomebodyWaits() {
        pace = new PaceLimits(1, Duration.ofMinutes(5)); // its own questions are more, so the log is never quiet
        final Archiver archiver = launch();
        awaitArchived(archiver, appendAll(flow.opening()));

        final long last = appendAll(flow.batches(200));
        archiver.hurry();
        awaitArchived(archiver, last);

        assertArchiveIsTheLog();
    }

    private Archiver launch() {
        final Archiver archiver = Archiver.launch(
                new ArchiverSettings(
                        rig.log(),
                        new ArchiveSettings(archive, archiveFileBytes, archiveBlockBytes),
                        HASH_INTERVAL,
                        Duration.ofMillis(20),
                        quietForceDelay,
                        tail,
                        new SnapshotSettings(rig.snapshots(), snapshotEntries, Duration.ZERO),
                        pace,
                        Duration.ofMillis(20)),
                halts::add);
        archivers.add(archiver);
        return archiver;
    }

    private Optional<Alarm> alarm() {
        try (LogConnection connection = LogConnection.open(rig.log())) {
            return Alarm.read(connection);
        }
    }

    private List<Path> snapshots() {
        return new SnapshotFolder(rig.snapshots()).newestFirst();
    }

    private long firstInLog() {
        try (LogConnection connection = LogConnection.open(rig.log())) {
            return new StreamTrimmer(connection).firstId();
        }
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            final List<Path> found =
                    files.filter(file -> !file.endsWith("lock")).toList();
            assertEquals(1, found.size(), found.toString());
            return found.get(0);
        }
    }

    private void awaitArchived(final Archiver archiver, final long id) {
        await().atMost(Rig.PATIENCE).until(() -> !halts.isEmpty() || archiver.archivedId() >= id);
        assertEquals(List.of(), halts);
    }

    private void assertArchiveIsTheLog() {
        final List<byte[]> orders = new ArrayList<>();
        final List<byte[]> events = new ArrayList<>();
        final List<String> found = new ArrayList<>();
        new ArchiveCheck(
                        archive, found::add, (id, order, orderOffset, orderLength, event, eventOffset, eventLength) -> {
                            final byte[] orderBytes = new byte[orderLength];
                            order.getBytes(orderOffset, orderBytes);
                            orders.add(orderBytes);
                            final byte[] eventBytes = new byte[eventLength];
                            event.getBytes(eventOffset, eventBytes);
                            events.add(eventBytes);
                        })
                .run();
        assertEquals(List.of(), found);
        final List<byte[]> expected = rig.events();
        assertEquals(expected.size(), events.size());
        assertEquals(sent.size() + 1, orders.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), events.get(i), "events entry 1-" + i);
        }
        for (int i = 0; i < sent.size(); i++) {
            assertArrayEquals(sent.get(i), orders.get(i + 1), "orders entry 1-" + (i + 1));
        }
    }

    private long appendAll(final List<byte[]> batches) {
        long last = EntryId.NONE;
        for (final byte[] batch : batches) {
            sent.add(batch);
            last = rig.gateway().append(batch);
        }
        return last;
    }
}

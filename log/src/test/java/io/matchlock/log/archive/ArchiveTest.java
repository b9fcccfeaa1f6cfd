package io.matchlock.log.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.archive.format.BlockHeader;
import io.matchlock.log.archive.format.FileHeader;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTest {
    private static final int ENTRIES = 400;
    private static final int CUTS = 300;
    private static final int FLIPS = 400;

    @TempDir
    private Path temporary;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Pairs pairs = Pairs.make(ENTRIES, 7);
    private Path folder;

    @BeforeEach
    void printSeed() {
        System.out.println("archive seed " + seed);
        folder = temporary.resolve("archive");
    }

    @Test
    void shouldGiveBackWhatWasAppended() {
        write(folder, ENTRIES);

        assertEquals(List.of(), found(folder));
        for (final int from : new int[] {0, 1, 17, ENTRIES / 2, ENTRIES - 1}) {
            assertEquals(ENTRIES - from, readAll(from), "from " + from);
        }
        assertTrue(ArchiveName.list(folder).size() > 3, "several files");
    }

    @Test
    void shouldTakeLessThanAThirdOfTheBytes() {
        write(folder, ENTRIES);

        final ArchiveCheck check = new ArchiveCheck(folder, fault -> {}, (id, o, oo, ol, e, eo, el) -> {});
        check.run();

        assertEquals(pairs.chainHash(), check.chainHash());
        assertEquals(ENTRIES, check.entries());
        assertTrue(check.bytes() * 3 < check.rawBytes(), check.bytes() + " of " + check.rawBytes());
    }

    @Test
    void shouldTakeAFewBytesForATick() {
        for (final int inABlock : new int[] {1, 2, 60, 997}) {
            final Path quiet = temporary.resolve("quiet" + inABlock);
            final Pairs ticks = Pairs.quiet(1_994, seed);
            try (ArchiveWriter writer =
                    ArchiveWriter.open(new ArchiveSettings(quiet, 4 << 20, 1 << 20), Pairs.SEGMENT)) {
                for (int upTo = inABlock; upTo <= ticks.size(); upTo += inABlock) {
                    ticks.append(writer, upTo);
                    writer.force();
                }
            }

            final List<String> found = new ArrayList<>();
            final ArchiveCheck check = new ArchiveCheck(
                    quiet,
                    found::add,
                    (id, o, oo, ol, e, eo, el) -> assertTrue(ticks.isSame(id, o, oo, ol, e, eo, el)));
            check.run();

            assertEquals(List.of(), found);
            final long perEntry = check.bytes() / check.entries();
            System.out.println("ticks in a block " + inABlock + ": " + perEntry + " bytes each");
            assertTrue(perEntry < (inABlock < 60 ? 210 : 11), perEntry + " bytes");
        }
    }

    @Test
    void shouldBeReadWhileItIsWritten() {
        try (ArchiveReader reader = new ArchiveReader(folder)) {
            assertEquals(EntryId.NONE, reader.read(EntryId.NONE, this::requireSame));
            try (ArchiveWriter writer = open(folder)) {
                long position = EntryId.NONE;
                for (int upTo = 1; upTo <= ENTRIES; upTo += 13) {
                    pairs.append(writer, upTo);
                    writer.force();
                    assertEquals(Pairs.id(upTo - 1), reader.lastId());
                    while (position < Pairs.id(upTo - 1)) {
                        final long read = reader.read(position, this::requireSame);
                        assertTrue(read > position, "at " + EntryId.format(position));
                        position = read;
                    }
                    assertEquals(position, reader.read(position, this::requireSame));
                }
            }
            assertEquals(Pairs.SEGMENT, reader.segment());
        }
    }

    @Test
    void shouldGoOnWhereItWas() {
        int upTo = 0;
        while (upTo < ENTRIES) {
            upTo = Math.min(ENTRIES, upTo + 1 + random.nextInt(40));
            try (ArchiveWriter writer = open(folder)) {
                pairs.append(writer, upTo);
                writer.force();
                assertFalse(writer.isBehind());
            }
        }

        assertEquals(List.of(), found(folder));
        assertEquals(ENTRIES, readAll(0));
    }

    @Test
    void shouldGoOnAfterACrashAtAnyByte() throws IOException {
        write(folder, ENTRIES / 2);
        final List<ArchiveName> names = ArchiveName.list(folder);
        final Path open = names.get(names.size() - 1).in(folder);
        final byte[] whole = Files.readAllBytes(open);
        for (int i = 0; i < CUTS; i++) {
            final int cut = FileHeader.LENGTH + random.nextInt(whole.length - FileHeader.LENGTH + 1);
            final byte[] left = Arrays.copyOf(whole, cut + random.nextInt(2) * random.nextInt(100));
            final Path copy = copy(folder, "crash" + i);
            Files.write(names.get(names.size() - 1).in(copy), left);

            try (ArchiveWriter writer = open(copy)) {
                pairs.append(writer, ENTRIES);
                writer.force();
            }

            assertEquals(List.of(), found(copy), "cut at " + cut);
            delete(copy);
        }
    }

    @Test
    void shouldGoOnAfterACrashWhileAFileIsClosed() throws IOException {
        write(folder, ENTRIES / 2);
        final List<ArchiveName> names = ArchiveName.list(folder);
        final ArchiveName open = names.get(names.size() - 1);
        final ArchiveName closed = names.get(names.size() - 2);
        Files.delete(open.in(folder));
        final Path renamed = copy(folder, "renamed");
        final Path ended = copy(folder, "ended");
        Files.move(closed.in(ended), new ArchiveName(closed.number(), false).in(ended));

        for (final Path state : List.of(renamed, ended)) {
            write(state, ENTRIES);
            assertEquals(List.of(), found(state), state.toString());
        }
    }

    @Test
    void shouldFindEveryFlippedBit() throws IOException {
        write(folder, ENTRIES);
        final List<ArchiveName> names = ArchiveName.list(folder);
        for (int i = 0; i < FLIPS; i++) {
            final Path file = names.get(random.nextInt(names.size())).in(folder);
            final byte[] bytes = Files.readAllBytes(file);
            final int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            final byte[] before = Files.readAllBytes(file);
            Files.write(file, bytes);

            final List<String> found = found(folder);

            assertFalse(found.isEmpty(), file + " byte " + at);
            assertTrue(found.get(0).contains(file.getFileName().toString()), found.get(0));
            Files.write(file, before);
        }
    }

    /** A file that still grows has no digest yet, and a block's checksum says nothing of what fills it up. */
    @Test
    void shouldFindAFlippedBitInWhatFillsABlockUp() throws IOException {
        write(folder, ENTRIES);
        final List<ArchiveName> names = ArchiveName.list(folder);
        final Path open = names.get(names.size() - 1).in(folder);
        final byte[] bytes = Files.readAllBytes(open);
        int flipped = 0;
        for (int at = FileHeader.LENGTH; at < bytes.length; ) {
            final BlockHeader block = BlockHeader.decode(
                    ByteBuffer.wrap(bytes, at, BlockHeader.LENGTH).slice());
            final int end = at + (int) block.lengthInFile();
            for (int i = at + BlockHeader.LENGTH + block.storedLength(); i < end; i++) {
                bytes[i] ^= 1;
                Files.write(open, bytes);
                assertNames(found(folder), open.getFileName().toString());
                bytes[i] ^= 1;
                flipped++;
            }
            at = end;
        }
        assertTrue(flipped > 0);
        Files.write(open, bytes);
        assertEquals(List.of(), found(folder));
    }

    @Test
    void shouldFindWhatIsMissingSwappedCutOffOrForeign() throws IOException {
        write(folder, ENTRIES);
        final Path first = new ArchiveName(0, true).in(folder);
        final Path second = new ArchiveName(1, true).in(folder);

        final Path missing = copy(folder, "missing");
        Files.delete(missing.resolve(second.getFileName()));
        assertNames(found(missing), "00000002");

        final Path headless = copy(folder, "headless");
        Files.delete(headless.resolve(first.getFileName()));
        assertNames(found(headless), "00000001");

        final Path swapped = copy(folder, "swapped");
        Files.copy(second, swapped.resolve(first.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNames(found(swapped), "00000000");

        final Path cut = copy(folder, "cut");
        final byte[] bytes = Files.readAllBytes(second);
        Files.write(cut.resolve(second.getFileName()), Arrays.copyOf(bytes, bytes.length - 1));
        assertNames(found(cut), "00000001");

        final Path other = temporary.resolve("other");
        try (ArchiveWriter writer = ArchiveWriter.open(settings(other), new SegmentId(1, 2))) {
            pairs.append(writer, ENTRIES);
        }
        final Path mixed = copy(folder, "mixed");
        Files.copy(
                other.resolve(second.getFileName()),
                mixed.resolve(second.getFileName()),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNames(found(mixed), "00000001");
    }

    @Test
    void shouldRefuseToGoOnWithWhatIsNotItsOwn() throws IOException {
        write(folder, ENTRIES);

        final String foreign = assertThrows(
                        ArchiveException.class, () -> ArchiveWriter.open(settings(folder), new SegmentId(1, 2)))
                .getMessage();
        assertTrue(foreign.contains("segment"), foreign);

        final List<ArchiveName> names = ArchiveName.list(folder);
        Files.delete(names.get(names.size() - 2).in(folder));
        final String missing =
                assertThrows(ArchiveException.class, () -> open(folder)).getMessage();
        assertTrue(missing.contains("does not follow"), missing);
    }

    @Test
    void shouldHaveOneWriter() {
        try (ArchiveWriter writer = open(folder)) {
            final String refused =
                    assertThrows(ArchiveException.class, () -> open(folder)).getMessage();
            assertTrue(refused.contains("another process"), refused);
            pairs.append(writer, 10);
        }
        open(folder).close();
    }

    private void write(final Path where, final int upTo) {
        try (ArchiveWriter writer = open(where)) {
            pairs.append(writer, upTo);
            writer.force();
        }
    }

    private static ArchiveWriter open(final Path where) {
        return ArchiveWriter.open(settings(where), Pairs.SEGMENT);
    }

    private static ArchiveSettings settings(final Path where) {
        return new ArchiveSettings(where, 24 << 10, 16 << 10);
    }

    private int readAll(final int from) {
        final int[] count = {0};
        try (ArchiveReader reader = new ArchiveReader(folder)) {
            long position = from == 0 ? EntryId.NONE : Pairs.id(from - 1);
            long before;
            do {
                before = position;
                position = reader.read(before, (id, o, oo, ol, e, eo, el) -> {
                    requireSame(id, o, oo, ol, e, eo, el);
                    count[0]++;
                });
            } while (position > before);
        }
        return count[0];
    }

    private void requireSame(
            final long id,
            final org.agrona.DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final org.agrona.DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        assertTrue(
                pairs.isSame(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength),
                EntryId.format(id));
    }

    private List<String> found(final Path where) {
        final List<String> found = new ArrayList<>();
        final ArchiveCheck check = new ArchiveCheck(where, found::add, this::requireSame);
        check.run();
        return found;
    }

    private static void assertNames(final List<String> found, final String file) {
        assertFalse(found.isEmpty());
        assertTrue(found.get(0).contains(file), found.get(0));
    }

    private Path copy(final Path from, final String name) throws IOException {
        final Path to = Files.createDirectory(temporary.resolve(name));
        try (Stream<Path> files = Files.list(from)) {
            for (final Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static void delete(final Path what) throws IOException {
        try (Stream<Path> files = Files.list(what)) {
            for (final Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(what);
    }
}

package io.matchlock.log.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.log.EntryId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive of two epochs, of which the first ends anywhere in a block and a file. */
final class EpochArchiveTest {
    private static final int ENTRIES = 60;
    private static final int BLOCK_BYTES = 20_000;
    private static final int FILE_BYTES = 20_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {1, 2, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, ENTRIES - 1})
    void shouldBeReadFromEachEntryOnWhereverTheEpochEnds(final int fence) {
        final Pairs pairs = Pairs.make(ENTRIES, 5, fence);
        for (int upTo = 7; upTo <= ENTRIES + 7; upTo += 7) { // each time by another writer
            try (ArchiveWriter writer = open()) {
                pairs.append(writer, Math.min(upTo, ENTRIES));
                writer.force();
            }
        }

        final List<String> found = new ArrayList<>();
        final ArchiveCheck check = new ArchiveCheck(
                folder, found::add, (id, o, oo, ol, e, eo, el) -> assertTrue(pairs.isSame(id, o, oo, ol, e, eo, el)));
        assertTrue(check.run(), found::toString);
        assertEquals(ENTRIES, check.entries());
        assertEquals(pairs.chainHash(), check.chainHash());
        for (int after = 0; after < ENTRIES; after++) {
            assertEquals(ids(pairs, after + 1), read(pairs.idOf(after)), "after " + EntryId.format(pairs.idOf(after)));
        }
        assertEquals(ids(pairs, fence), read(EntryId.before(EntryId.of(2, 0))), "with the fence");
    }

    @Test
    void shouldRefuseAFenceThatEndsTheEpochElsewhere() {
        final Pairs pairs = Pairs.make(20, 5, 10);
        try (ArchiveWriter writer = open()) {
            Pairs.make(20, 5).append(writer, 9);

            assertThrows(IllegalArgumentException.class, () -> pairs.appendOne(writer, 10));
        }
    }

    private ArchiveWriter open() {
        return ArchiveWriter.open(new ArchiveSettings(folder, BLOCK_BYTES, FILE_BYTES), Pairs.SEGMENT);
    }

    private static List<String> ids(final Pairs pairs, final int from) {
        final List<String> ids = new ArrayList<>();
        for (int i = from; i < ENTRIES; i++) {
            ids.add(EntryId.format(pairs.idOf(i)));
        }
        return ids;
    }

    private List<String> read(final long afterId) {
        final List<String> ids = new ArrayList<>();
        try (ArchiveReader reader = new ArchiveReader(folder)) {
            long before = afterId - 1;
            long position = afterId;
            while (position > before) {
                before = position;
                position = reader.read(before, (id, o, oo, ol, e, eo, el) -> ids.add(EntryId.format(id)));
            }
        }
        return ids;
    }
}

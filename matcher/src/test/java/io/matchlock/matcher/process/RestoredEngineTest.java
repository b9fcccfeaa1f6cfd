package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.Engine;
import io.matchlock.engine.StateRegion;
import io.matchlock.matcher.snapshot.Snapshot;
import io.matchlock.matcher.snapshot.SnapshotException;
import io.matchlock.matcher.testing.AllRecords;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A snapshot is all that an engine knows, and all that applying the next entry needs. Two pipelines are given the same log. One goes
 * through; the other is thrown away at random entries, and a new one gets what a file of a snapshot says and nothing else. Both must
 * give the same bytes, hashes and all, at each entry, so that a value on the heap which outlives its entry and reaches the state or
 * the events is found.
 */
final class RestoredEngineTest {
    private static final int ENTRIES = 1_500;
    private static final int RESTORED_ONE_IN = 3;

    @TempDir
    private Path folder;

    /** Events by rules before version 3 have no chain hash; there only the progress is compared by it. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1", "2, 1, 8", "3, 1, 256",
        "4, 2, 1", "5, 2, 8", "6, 2, 256",
        "7, 3, 1", "8, 3, 8", "9, 3, 256",
        "10, 4, 1", "11, 4, 8", "12, 4, 256",
        "13, 5, 1", "14, 5, 8", "15, 5, 256"
    })
    void shouldGoOnFromASnapshotAlone(final long seed, final int rulesVersion, final long hashInterval)
            throws IOException, SnapshotException {
        final SegmentDefinition segment = AllRecords.segment(rulesVersion);
        final AllRecords log = new AllRecords(seed, rulesVersion);
        final Random random = new Random(~seed);
        final Parts parts = new Parts();
        final Parts restoredParts = new Parts();
        final Pipeline through = new Pipeline(segment, hashInterval, parts);
        Pipeline restored = new Pipeline(segment, hashInterval, restoredParts);
        final byte[] genesis = Segments.genesis(segment);
        through.apply(genesis);
        restored.apply(genesis);
        int busy = 0;
        int betweenHashes = 0;
        for (int entry = 1; entry <= ENTRIES; entry++) {
            final byte[] batch = log.next();
            through.apply(batch);
            restored.apply(batch);
            final String named = "seed " + seed + ", entry 1-" + entry;
            assertEquals(List.of(), differing(through.engine(), restored.engine()), named);
            assertEquals(hex(parts), hex(restoredParts), named);
            assertEquals(through.progress(), restored.progress(), named);
            if (random.nextInt(RESTORED_ONE_IN) == 0) {
                busy += restored.engine().isBusy() ? 1 : 0;
                betweenHashes += restored.progress().rollingHash() == 0 ? 0 : 1;
                restored = restore(restored, segment, restoredParts);
            }
        }
        assertTrue(busy > ENTRIES / 100, "restored amid unfinished work only " + busy + " times");
        assertEquals(
                hashInterval > 1, betweenHashes > ENTRIES / 10, "restored " + betweenHashes + " times between hashes");
    }

    private Pipeline restore(final Pipeline from, final SegmentDefinition segment, final Parts parts)
            throws IOException, SnapshotException {
        final Path file = folder.resolve("snapshot");
        Snapshot.write(from.engine(), from.progress(), file);
        final Pipeline to = new Pipeline(segment, from.progress().hashInterval(), parts);
        to.goOn(Snapshot.read(file, to.engine()));
        return to;
    }

    private static List<String> differing(final Engine one, final Engine other) {
        final List<String> names = new ArrayList<>();
        final List<StateRegion> others = other.regions();
        int index = 0;
        for (final StateRegion region : one.regions()) {
            final ByteBuffer bytes = region.bytes(region.usedBytes());
            final StateRegion same = others.get(index++);
            final int at = bytes.mismatch(same.bytes(same.usedBytes()));
            if (at >= 0) {
                names.add(region.name() + " from byte " + at);
            }
        }
        return names;
    }

    /** The last entry. */
    private static String hex(final Parts parts) {
        return HexFormat.of().formatHex(parts.entries().get(parts.entries().size() - 1));
    }
}

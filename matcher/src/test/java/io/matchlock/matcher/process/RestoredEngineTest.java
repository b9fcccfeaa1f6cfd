package io.matchlock.matcher.process;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.Engine;
import io.matchlock.engine.StateRegion;
import io.matchlock.matcher.testing.AllRecords;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The regions are all that an engine knows. Two pipelines are given the same log. One goes through; the other is thrown away at
 * random entries, and a new one gets the regions' bytes and nothing else. Both must give the same events and the same state hash at
 * each entry, so that a value on the heap which outlives its entry and reaches the state is found.
 */
final class RestoredEngineTest {
    private static final int ENTRIES = 1_500;
    private static final int RESTORED_ONE_IN = 3;
    private static final int EVERY_ENTRY = 1;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 3", "6, 3", "7, 4", "8, 4", "9, 4", "10, 4", "11, 4", "12, 4"})
    void shouldGoOnFromItsRegionsAlone(final long seed, final int rulesVersion) {
        final SegmentDefinition segment = AllRecords.segment(rulesVersion);
        final AllRecords log = new AllRecords(seed, rulesVersion);
        final Random random = new Random(~seed);
        final Parts parts = new Parts();
        final Parts restoredParts = new Parts();
        final Pipeline through = new Pipeline(segment, EVERY_ENTRY, parts);
        Pipeline restored = new Pipeline(segment, EVERY_ENTRY, restoredParts);
        final byte[] genesis = Segments.genesis(segment);
        through.apply(genesis);
        restored.apply(genesis);
        int busy = 0;
        for (int entry = 1; entry <= ENTRIES; entry++) {
            final byte[] batch = log.next();
            through.apply(batch);
            restored.apply(batch);
            final String named = "seed " + seed + ", entry 1-" + entry;
            assertEquals(List.of(), differing(through.engine(), restored.engine()), named);
            assertEquals(through.engine().stateHash(), restored.engine().stateHash(), named);
            assertEquals(withoutChainHash(last(parts)), withoutChainHash(last(restoredParts)), named);
            if (random.nextInt(RESTORED_ONE_IN) == 0) {
                busy += restored.engine().isBusy() ? 1 : 0;
                restored = copy(restored, segment, restoredParts);
            }
        }
        assertTrue(busy > ENTRIES / 100, "restored amid unfinished work only " + busy + " times");
    }

    private static Pipeline copy(final Pipeline from, final SegmentDefinition segment, final Parts parts) {
        final Pipeline to = new Pipeline(segment, EVERY_ENTRY, parts, from.appliedId());
        copy(from.engine(), to.engine());
        return to;
    }

    private static void copy(final Engine from, final Engine to) {
        final List<StateRegion> regions = to.regions();
        int index = 0;
        for (final StateRegion region : from.regions()) {
            final long used = region.usedBytes();
            final ByteBuffer target = regions.get(index++).bytes(used);
            target.put(region.bytes(used));
        }
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

    private static byte[] last(final Parts parts) {
        return parts.entries().get(parts.entries().size() - 1);
    }

    /** The chain hash is not the engine's. It and the checksum over it are left out. */
    private static String withoutChainHash(final byte[] entry) {
        final UnsafeBuffer buffer = new UnsafeBuffer(entry);
        final int rules = buffer.getInt(EventsEntry.RULES_VERSION_OFFSET, LITTLE_ENDIAN);
        if (rules >= EventsEntry.BOUNDED_RULES_VERSION) {
            final int end = entry.length - EventsEntry.endLength(rules);
            buffer.putLong(end + EventsEntry.END_CHAIN_HASH_OFFSET, 0L);
            buffer.putInt(entry.length - Integer.BYTES, 0);
        }
        return HexFormat.of().formatHex(entry);
    }
}

package io.matchlock.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The index against a map from slots to tags. It would catch an entry that a search from its home no longer reaches, one that
 * stays behind or goes with another, chains that break where the table wraps round, and keys that gather in one place.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlotIndexTest {
    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatAMapHolds(final long seed) {
        SeededTwins.small(seed, Indexed::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatALargeMapHolds(final long seed) {
        SeededTwins.large(seed, Indexed::new);
    }

    @Test
    void shouldHardlyLetKeysMeetThatFollowOneAnother() {
        final int entries = 512;
        final SlotIndex index = new SlotIndex("index", entries, new Regions());
        for (final long first : new long[] {0, 1L << 31, 1L << 32, -(1L << 40), Long.MIN_VALUE}) {
            for (int scope = 0; scope < 20; scope++) {
                final int[] there = new int[4 * entries];
                for (int key = 0; key < entries; key++) {
                    final int home = index.home(index.tag(scope, first + key));
                    assertTrue(++there[home] <= 2, "three in a place, scope " + scope + " from " + first);
                }
            }
        }
    }

    @Test
    void shouldTellScopesAndBlocksApart() {
        final SlotIndex index = new SlotIndex("index", 4, new Regions());
        final Set<Integer> tags = new HashSet<>();
        for (int scope = 0; scope < 30; scope++) {
            for (int key = 0; key < 30; key++) {
                tags.add(index.tag(scope, key * 64L));
                tags.add(index.tag(scope, key * (64L << 32)));
            }
        }
        assertEquals(30 * 59, tags.size());
    }

    private static final class Indexed extends Twin {
        private static final long[] EDGES = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE};

        private final TreeMap<Integer, Integer> tags = new TreeMap<>();
        /** More than it is made for: one user fills it up to three quarters. */
        private final int maxEntries;

        private SlotIndex index;

        Indexed(final Random random, final int capacity) {
            super(random, capacity);
            maxEntries = capacity * 3 / 2;
        }

        @Override
        protected void make(final Regions inRegions) {
            index = new SlotIndex("index", capacity, inRegions);
        }

        @Override
        protected void emptied() {
            tags.clear();
        }

        private int places() {
            return (int) regions.region(0).capacityBytes() / Long.BYTES;
        }

        @Override
        protected void step() {
            if (grows()) {
                put();
            } else {
                remove();
            }
        }

        private void put() {
            if (tags.size() == maxEntries) {
                isFull();
                return;
            }
            final int slot = 1 + random.nextInt(2 * maxEntries);
            if (tags.containsKey(slot)) {
                return;
            }
            final int tag = anyTag();
            if (random.nextBoolean()) {
                index.put(tag, slot);
            } else {
                index.putAt(end(tag), tag, slot);
            }
            tags.put(slot, tag);
            look(tag);
        }

        private void remove() {
            if (tags.isEmpty()) {
                isEmpty();
                return;
            }
            final Integer above = tags.ceilingKey(1 + random.nextInt(2 * maxEntries));
            final int slot = above == null ? tags.firstKey() : above;
            final int tag = tags.remove(slot);
            if (random.nextBoolean()) {
                index.remove(tag, slot);
            } else {
                index.removeAt(position(tag, slot));
            }
            look(tag);
        }

        private void look(final int tag) {
            if (random.nextInt(8) == 0) {
                assertEquals(slotsOf(tag), found(tag));
            }
        }

        /** Of keys; or crafted, so that its home is in the first places or the last; or one that is there. */
        private int anyTag() {
            final int shift = Integer.numberOfLeadingZeros(places() - 1);
            return switch (random.nextInt(12)) {
                case 0 -> index.tag(random.nextInt(3), EDGES[random.nextInt(EDGES.length)]);
                case 1 -> (random.nextInt(2) << shift) | random.nextInt(2);
                case 2 -> (-1 << shift) | random.nextInt(2);
                case 3 -> tags.isEmpty() ? 0 : tags.firstEntry().getValue();
                case 4, 5, 6, 7 -> index.tag(1, random.nextInt(4 * capacity));
                default -> index.tag(random.nextLong(), random.nextLong());
            };
        }

        private int end(final int tag) {
            int position = index.home(tag);
            while (index.entry(position) != 0) {
                position = index.next(position);
            }
            return position;
        }

        private int position(final int tag, final int slot) {
            int position = index.home(tag);
            while (SlotIndex.slotOf(index.entry(position)) != slot) {
                assertTrue(index.entry(position) != 0, "slot " + slot + " is not found");
                position = index.next(position);
            }
            return position;
        }

        private Set<Integer> slotsOf(final int tag) {
            final Set<Integer> slots = new HashSet<>();
            tags.forEach((slot, of) -> {
                if (of == tag) {
                    slots.add(slot);
                }
            });
            return slots;
        }

        private Set<Integer> found(final int tag) {
            final List<Integer> slots = new ArrayList<>();
            int position = index.home(tag);
            for (long entry = index.entry(position); entry != 0; entry = index.entry(position)) {
                if (SlotIndex.tagOf(entry) == tag) {
                    slots.add(SlotIndex.slotOf(entry));
                }
                position = index.next(position);
            }
            assertEquals(slots.size(), new HashSet<>(slots).size(), "a slot is there twice");
            return new HashSet<>(slots);
        }

        @Override
        protected void compare() {
            assertEquals(tags.size(), RegionBytes.pieces(regions.region(0), Long.BYTES));
            tags.forEach((slot, tag) -> {
                final int position = position(tag, slot);
                assertEquals(tag.intValue(), SlotIndex.tagOf(index.entry(position)));
            });
            final int tag = anyTag();
            assertEquals(slotsOf(tag), found(tag));
            final int atHome = SlotIndex.slotOf(index.entry(index.home(tag)));
            assertEquals(atHome, SlotIndex.slotAt(index.homeAddress(tag)));
        }
    }
}

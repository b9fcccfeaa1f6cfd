package io.matchlock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.store.RegionBytes;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SeededTwins;
import io.matchlock.engine.store.Twin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The trie against a sorted set for each book side. It would catch a neighbour that is skipped, is of another side or is gone, a
 * wrong answer at the ends of words, of heights and of the range of ticks, and a word that is left over or lost.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PriceTrieTest {
    private static final int ENTRY_BYTES = 16;
    private static final long LAST_TICK = (1L << 48) - 1;

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldFindTheNeighboursThatSortedSetsFind(final long seed) {
        SeededTwins.small(seed, Sorted::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldFindTheNeighboursThatLargeSortedSetsFind(final long seed) {
        SeededTwins.large(seed, Sorted::new);
    }

    @Test
    void shouldTakeTheHeightsThatTheHighestTickNeeds() {
        assertEquals(1, PriceTrie.heights(0));
        for (int heights = 1; heights <= PriceTrie.MAX_HEIGHTS; heights++) {
            final long beyond = 1L << (6 * heights);
            assertEquals(heights, PriceTrie.heights(beyond / 64));
            assertEquals(heights, PriceTrie.heights(beyond - 1));
        }
    }

    private static final class Sorted extends Twin {
        /** The first and the last that there are among them. */
        private static final int[] SIDES = {4, 5, 6, 7, 8, (65_535 << 2) | 2, (65_535 << 2) | 3};

        private static final long[] MAX_TICKS = {1, 63, 64, 4_095, 4_096, (1L << 36) - 1, LAST_TICK, LAST_TICK};

        private final List<TreeSet<Long>> ticks = new ArrayList<>();
        private final long[] maxTick = new long[SIDES.length];
        private int count;
        private PriceTrie trie;

        Sorted(final Random random, final int capacity) {
            super(random, capacity);
            for (int side = 0; side < SIDES.length; side++) {
                ticks.add(new TreeSet<>());
                maxTick[side] = MAX_TICKS[random.nextInt(MAX_TICKS.length)];
            }
        }

        @Override
        protected void make(final Regions inRegions) {
            trie = new PriceTrie(capacity, inRegions);
        }

        @Override
        protected void emptied() {
            ticks.forEach(Set::clear);
            count = 0;
        }

        @Override
        protected void step() {
            if (grows()) {
                add();
            } else {
                remove(random.nextInt(SIDES.length));
            }
            for (int look = 0; look < 4; look++) {
                look(random.nextInt(SIDES.length));
            }
        }

        /** Some sides have but a few ticks, which are there: then another may do. */
        private void add() {
            if (count == capacity) {
                isFull();
                return;
            }
            int side = random.nextInt(SIDES.length);
            long tick = anyTick(side);
            for (int more = 0; more < 4 && ticks.get(side).contains(tick); more++) {
                side = random.nextInt(SIDES.length);
                tick = anyTick(side);
            }
            if (ticks.get(side).add(tick)) {
                count++;
                trie.add(SIDES[side], tick, heights(side));
            }
        }

        private void remove(final int side) {
            if (count == 0) {
                isEmpty();
                return;
            }
            final Long tick = ticks.get(side).ceiling(anyTick(side));
            if (tick != null) {
                count--;
                ticks.get(side).remove(tick);
                trie.remove(SIDES[side], tick, heights(side));
            }
        }

        private void look(final int side) {
            final long tick = anyTick(side);
            final Long above = ticks.get(side).higher(tick);
            final Long below = ticks.get(side).lower(tick);
            assertEquals(above == null ? -1 : above, trie.above(SIDES[side], tick, heights(side)), "above " + tick);
            assertEquals(below == null ? -1 : below, trie.below(SIDES[side], tick, heights(side)), "below " + tick);
        }

        private int heights(final int side) {
            return PriceTrie.heights(maxTick[side]);
        }

        /** Near the ends, near where words end, near one that is there, or anywhere. */
        private long anyTick(final int side) {
            final long max = maxTick[side];
            final int near = random.nextInt(3) - 1;
            final long tick =
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(3);
                        case 1 -> max - random.nextInt(3);
                        case 2 -> (1L << (6 * random.nextInt(PriceTrie.MAX_HEIGHTS))) + near;
                        case 3 -> max / 2 + random.nextInt(200);
                        case 4 ->
                            ticks.get(side).isEmpty() ? 0 : ticks.get(side).first() + near;
                        default -> (random.nextLong() >>> 1) % (max + 1);
                    };
            return Math.max(0, Math.min(max, tick));
        }

        @Override
        protected void compare() {
            final Set<List<Long>> words = new HashSet<>();
            for (int side = 0; side < SIDES.length; side++) {
                long from = -1;
                for (final long tick : ticks.get(side)) {
                    if (from >= 0) {
                        assertEquals(tick, trie.above(SIDES[side], from, heights(side)));
                        assertEquals(from, trie.below(SIDES[side], tick, heights(side)));
                    }
                    from = tick;
                    for (int height = 0; height < heights(side); height++) {
                        words.add(List.of((long) side, (long) height, tick >>> (6 * (height + 1))));
                    }
                }
            }
            assertEquals(words.size(), RegionBytes.pieces(regions.region(0), ENTRY_BYTES), "words");
        }
    }
}

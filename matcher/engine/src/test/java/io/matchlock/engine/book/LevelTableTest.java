package io.matchlock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.store.RegionBytes;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SeededTwins;
import io.matchlock.engine.store.Twin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table against a map from (book side, tick). It would catch a level that hides another whose place is the same, one that is
 * found though it is not indexed or is another side's, one that stays in an index, and fields that overlap.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LevelTableTest {
    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatAMapHolds(final long seed) {
        SeededTwins.small(seed, Mapped::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatALargeMapHolds(final long seed) {
        SeededTwins.large(seed, Mapped::new);
    }

    private record Where(int bookSide, long tick) {}

    /** A level, and what it should say. */
    private static final class Expected {
        private final Where where;
        private final int slot;
        private final int[] links = new int[4];
        private boolean indexed;
        private long quantity;
        private int orders;

        Expected(final Where where, final int slot) {
            this.where = where;
            this.slot = slot;
        }
    }

    private static final class Mapped extends Twin {
        private static final int LEVELS = 0;
        private static final int PLACES = 1;
        private static final int OTHERS = 2;
        private static final long LAST_TICK = (1L << 48) - 1;

        private final Map<Where, Expected> byWhere = new HashMap<>();
        private final List<Expected> all = new ArrayList<>();
        private LevelTable levels;

        Mapped(final Random random, final int capacity) {
            super(random, capacity);
        }

        @Override
        protected void make(final Regions inRegions) {
            levels = new LevelTable(capacity, inRegions);
        }

        @Override
        protected void emptied() {
            byWhere.clear();
            all.clear();
        }

        @Override
        protected void step() {
            final int what = random.nextInt(200);
            if (what < 80) {
                change();
            } else if (grows()) {
                open();
            } else {
                close();
            }
            look(anyWhere());
        }

        private void open() {
            assertEquals(all.size() == capacity, levels.full());
            final Where where = anyWhere();
            if (levels.full()) {
                isFull();
                return;
            }
            if (!byWhere.containsKey(where)) {
                final long level = levels.take(where.bookSide, where.tick);
                final Expected expected = new Expected(where, levels.slot(level));
                compare(expected);
                byWhere.put(where, expected);
                all.add(expected);
            }
        }

        private void close() {
            if (all.isEmpty()) {
                isEmpty();
                return;
            }
            final Expected expected = all.remove(random.nextInt(all.size()));
            byWhere.remove(expected.where);
            if (expected.indexed) {
                levels.unindex(levels.at(expected.slot));
            }
            look(expected.where);
            levels.give(levels.at(expected.slot));
        }

        /** In or out of the index, an order more or less, other neighbours. */
        private void change() {
            if (all.isEmpty()) {
                return;
            }
            final Expected expected = all.get(random.nextInt(all.size()));
            final long level = levels.at(expected.slot);
            switch (random.nextInt(4)) {
                case 0 -> toggleIndex(expected, level);
                case 1 -> {
                    final long quantity = random.nextLong();
                    LevelTable.add(level, quantity);
                    expected.quantity += quantity;
                    expected.orders++;
                }
                case 2 -> {
                    if (expected.orders > 0) {
                        LevelTable.reduce(level, expected.quantity - 7);
                        assertEquals(--expected.orders, LevelTable.remove(level, 2));
                        expected.quantity = 5;
                    }
                }
                default -> link(expected, level);
            }
        }

        private void toggleIndex(final Expected expected, final long level) {
            if (expected.indexed) {
                levels.unindex(level);
            } else {
                levels.index(level);
            }
            expected.indexed = !expected.indexed;
            look(expected.where);
        }

        private void link(final Expected expected, final long level) {
            final int which = random.nextInt(4);
            final int value = random.nextInt();
            expected.links[which] = value;
            switch (which) {
                case 0 -> LevelTable.head(level, value);
                case 1 -> LevelTable.tail(level, value);
                case 2 -> LevelTable.better(level, value);
                default -> LevelTable.worse(level, value);
            }
        }

        /** Most want the same few places. */
        private Where anyWhere() {
            final int bookSide = 4 + random.nextInt(6);
            final long tick =
                    switch (random.nextInt(8)) {
                        case 0 -> random.nextInt(2);
                        case 1 -> LAST_TICK - random.nextInt(2);
                        case 2 -> (long) random.nextInt(4) << 32;
                        case 3, 4 -> 4L * capacity * random.nextInt(capacity);
                        default -> random.nextInt(4 * capacity);
                    };
            return new Where(bookSide, tick);
        }

        private void look(final Where where) {
            final Expected expected = byWhere.get(where);
            final long level = expected == null || !expected.indexed ? 0 : levels.at(expected.slot);
            assertEquals(level, levels.find(where.bookSide, where.tick), () -> "level at " + where);
        }

        private void compare(final Expected expected) {
            final long level = levels.at(expected.slot);
            final List<Long> expectedFields = List.of(
                    (long) expected.where.bookSide,
                    expected.where.tick,
                    expected.quantity,
                    (long) expected.links[0],
                    (long) expected.links[1],
                    (long) expected.links[2],
                    (long) expected.links[3]);
            final List<Long> fields = List.of(
                    (long) LevelTable.bookSide(level),
                    LevelTable.tick(level),
                    LevelTable.quantity(level),
                    (long) LevelTable.head(level),
                    (long) LevelTable.tail(level),
                    (long) LevelTable.better(level),
                    (long) LevelTable.worse(level));
            assertEquals(expectedFields, fields);
        }

        @Override
        protected void compare() {
            int indexed = 0;
            for (final Expected expected : all) {
                compare(expected);
                look(expected.where);
                indexed += expected.indexed ? 1 : 0;
            }
            final int inPlace = RegionBytes.pieces(regions.region(PLACES), Integer.BYTES);
            final int others = RegionBytes.pieces(regions.region(OTHERS), Long.BYTES);
            assertEquals(indexed, inPlace + others, inPlace + " in place, " + others + " others");
            assertEquals(0, regions.usedBytes(LEVELS) % 64);
        }
    }
}

package io.matchlock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.store.RegionBytes;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SeededTwins;
import io.matchlock.engine.store.SlotIndex;
import io.matchlock.engine.store.Twin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The index against a sorted map. It would catch an order that is lost when its place comes round again, one that is looked for or
 * taken out in the window while it is in the other index or the other way round, and a bit that is of another place.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OrderIdIndexTest {
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

    private static final class Mapped extends Twin {
        private static final long[] FIRST_IDS = {1, (1L << 31) - 100, (1L << 32) - 100, 1L << 62};
        private static final long[] EDGES = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE};
        private static final int WINDOW = 0;
        private static final int TAKEN = 1;
        private static final int OLDER = 2;

        private final TreeMap<Long, Integer> slots = new TreeMap<>();
        /** Who is in which place of the window. */
        private final Map<Long, Long> window = new HashMap<>();

        private final Deque<Integer> freeSlots = new ArrayDeque<>();
        private int places;
        /** What stands in each slot: that of an order that is gone, too. */
        private final long[] idOf;

        private long lastId;
        private OrderIdIndex index;

        Mapped(final Random random, final int capacity) {
            super(random, capacity);
            idOf = new long[capacity + 1];
            for (int slot = 1; slot <= capacity; slot++) {
                freeSlots.push(slot);
            }
            lastId = FIRST_IDS[random.nextInt(FIRST_IDS.length)];
        }

        @Override
        protected void make(final Regions inRegions) {
            index = new OrderIdIndex(capacity, inRegions);
            places = (int) inRegions.region(WINDOW).capacityBytes() / Integer.BYTES;
        }

        @Override
        protected void emptied() {
            freeSlots.addAll(slots.values());
            slots.clear();
            window.clear();
        }

        @Override
        protected void step() {
            if (grows()) {
                put();
            } else {
                remove();
            }
            final long orderId = anyId();
            assertEquals(slots.getOrDefault(orderId, 0), found(orderId), () -> "order " + orderId);
        }

        private void put() {
            if (freeSlots.isEmpty()) {
                isFull();
                return;
            }
            lastId += nextGap();
            final int slot = freeSlots.pop();
            final long orderId = lastId;
            idOf[slot] = orderId;
            final Long before = window.put(place(orderId), orderId);
            final int displaced = index.put(orderId, slot);
            assertEquals(before == null ? 0 : slots.get(before), displaced);
            if (displaced != 0) {
                index.putOlder(idOf[displaced], displaced);
            }
            slots.put(orderId, slot);
        }

        /** Most follow one another; rejected orders leave gaps, and some ids find their places taken. */
        private long nextGap() {
            return switch (random.nextInt(12)) {
                case 0 -> places;
                case 1 -> 1 + random.nextInt(3 * places);
                case 2 -> places - random.nextInt(3);
                default -> 1 + random.nextInt(2);
            };
        }

        private long place(final long orderId) {
            return orderId % places;
        }

        private void remove() {
            if (slots.isEmpty()) {
                isEmpty();
                return;
            }
            final Long orderId = random.nextBoolean() ? slots.firstKey() : anyOf();
            final int slot = slots.remove(orderId);
            window.remove(place(orderId), orderId);
            index.remove(orderId, slot);
            freeSlots.push(slot);
        }

        private Long anyOf() {
            final long from = slots.firstKey();
            return slots.ceilingKey(from + (random.nextLong() >>> 1) % (slots.lastKey() - from + 1));
        }

        private long anyId() {
            return switch (random.nextInt(4)) {
                case 0 -> EDGES[random.nextInt(EDGES.length)];
                case 1 -> lastId - random.nextInt(2 * places);
                case 2 -> lastId + random.nextInt(2 * places);
                default -> slots.isEmpty() ? 7 : anyOf() + (long) places * (random.nextInt(3) - 1);
            };
        }

        /** As {@link OrderTable} looks. */
        private int found(final long orderId) {
            final int candidate = index.candidate(orderId);
            return candidate != 0 && idOf[candidate] == orderId ? candidate : foundOlder(orderId);
        }

        private int foundOlder(final long orderId) {
            final SlotIndex older = index.older();
            final int tag = older.tag(0, orderId);
            int position = older.home(tag);
            for (long entry = older.entry(position); entry != 0; entry = older.entry(position)) {
                if (SlotIndex.tagOf(entry) == tag && idOf[SlotIndex.slotOf(entry)] == orderId) {
                    return SlotIndex.slotOf(entry);
                }
                position = older.next(position);
            }
            return 0;
        }

        @Override
        protected void compare() {
            slots.forEach((orderId, slot) -> assertEquals(slot.intValue(), found(orderId), "order " + orderId));
            int taken = 0;
            for (long at = Long.BYTES; at < regions.region(TAKEN).capacityBytes(); at += Long.BYTES) {
                taken += Long.bitCount(regions.region(TAKEN).getLong(at));
            }
            assertEquals(window.size(), taken);
            final int older = RegionBytes.pieces(regions.region(OLDER), Long.BYTES);
            assertEquals(slots.size(), taken + older, taken + " in the window, " + older + " older");
        }
    }
}

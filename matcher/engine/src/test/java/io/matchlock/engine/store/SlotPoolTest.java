package io.matchlock.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pool against a stack of what was freed. It would catch a slot that two owners have, one that is lost, another order than
 * last freed first, a slot that is written to while it is someone's or, later, beyond its first word, and a wrong number of slots
 * or of bytes in use.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlotPoolTest {
    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldGiveWhatAStackGives(final long seed) {
        SeededTwins.small(seed, Pooled::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldGiveWhatALargeStackGives(final long seed) {
        SeededTwins.large(seed, Pooled::new);
    }

    private static final class Pooled extends Twin {
        private final Deque<Integer> freed = new ArrayDeque<>();
        private final List<Integer> live = new ArrayList<>();
        private final int slotBytes;
        /** What the owner of each slot wrote. */
        private final int[] written;

        private int highWater;
        private SlotPool pool;

        Pooled(final Random random, final int capacity) {
            super(random, capacity);
            slotBytes = 16 << random.nextInt(5);
            written = new int[capacity + 1];
        }

        @Override
        protected void make(final Regions inRegions) {
            pool = new SlotPool("pool", capacity, slotBytes, inRegions);
        }

        @Override
        protected void emptied() {
            freed.clear();
            live.clear();
            highWater = 0;
        }

        @Override
        protected void step() {
            if (grows()) {
                take();
            } else {
                give();
            }
        }

        private void take() {
            if (pool.free() == 0) {
                isFull();
                return;
            }
            final int expected = freed.isEmpty() ? ++highWater : freed.pop();
            final int slot = pool.take();
            assertEquals(expected, slot);
            live.add(slot);
            written[slot] = random.nextInt();
            fill(slot);
        }

        private void give() {
            if (live.isEmpty()) {
                isEmpty();
                return;
            }
            final int slot = live.remove(random.nextInt(live.size()));
            pool.give(slot);
            freed.push(slot);
        }

        private void fill(final int slot) {
            for (long at = (long) slot * slotBytes; at < (slot + 1L) * slotBytes; at += Integer.BYTES) {
                regions.region(0).putInt(at, written[slot]);
            }
        }

        @Override
        protected void compare() {
            assertEquals(live.size(), pool.live());
            assertEquals(capacity - live.size(), pool.free());
            assertEquals(highWater, pool.highWater());
            assertEquals((highWater + 1L) * slotBytes, regions.usedBytes(0));
            assertEquals(regions.region(0).address(), pool.address());
            live.forEach(slot -> compareSlot(slot, 0));
            freed.forEach(slot -> compareSlot(slot, Integer.BYTES));
            for (long at = (highWater + 1L) * slotBytes; at < regions.region(0).capacityBytes(); at++) {
                assertEquals(0, regions.region(0).getByte(at), "behind what is in use");
            }
        }

        /** Of one that was freed, the first word is the pool's. */
        private void compareSlot(final int slot, final int from) {
            for (long at = (long) slot * slotBytes + from; at < (slot + 1L) * slotBytes; at += Integer.BYTES) {
                assertEquals(written[slot], regions.region(0).getInt(at));
            }
        }
    }
}

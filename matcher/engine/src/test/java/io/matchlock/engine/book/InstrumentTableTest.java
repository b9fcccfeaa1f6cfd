package io.matchlock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
 * The table against plain objects, by security id. It would catch an instrument that another with the same low bits hides, fields
 * that overlap or outlast a change, and a top of one side that is another's.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InstrumentTableTest {
    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatObjectsHold(final long seed) {
        SeededTwins.small(seed, Listed::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatManyObjectsHold(final long seed) {
        SeededTwins.large(seed, Listed::new);
    }

    /** What it should say, field by field. */
    private static final class Expected {
        private final int securityId;
        private long status;
        private long[] prices = new long[4];
        private long[] quantities = new long[5];
        private long[] rules = new long[4];
        private long haltEndNs;
        private long lastTick;
        private long electingLow;
        private long electingHigh;
        private final long[] best = new long[4];
        private final long[] levels = new long[4];
        private final List<Long> steps = new ArrayList<>();

        Expected(final int securityId) {
            this.securityId = securityId;
        }

        private List<Long> fields() {
            final List<Long> fields = new ArrayList<>(List.of((long) securityId, status));
            for (final long[] some : new long[][] {prices, quantities, rules, best, levels}) {
                for (final long field : some) {
                    fields.add(field);
                }
            }
            fields.addAll(List.of(haltEndNs, lastTick, electingLow, electingHigh));
            fields.addAll(steps);
            return fields;
        }
    }

    private static final class Listed extends Twin {
        private static final int[] ID_EDGES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE + 1};
        private static final int MAX_STEPS = 3;

        private final List<Expected> all = new ArrayList<>();
        private final Map<Integer, Integer> slots = new HashMap<>();
        private InstrumentTable instruments;

        Listed(final Random random, final int capacity) {
            super(random, capacity);
        }

        @Override
        protected void make(final Regions inRegions) {
            instruments = new InstrumentTable(capacity, inRegions);
        }

        @Override
        protected void emptied() {
            all.clear();
            slots.clear();
        }

        @Override
        protected void step() {
            final int what = random.nextInt(200);
            if (all.isEmpty() || (what < 60 && !instruments.full())) {
                add();
            } else {
                change(1 + random.nextInt(all.size()));
            }
            final int securityId = anyId();
            assertEquals(slots.getOrDefault(securityId, 0), instruments.find(securityId), () -> "id " + securityId);
        }

        private int anyId() {
            return switch (random.nextInt(4)) {
                case 0 -> ID_EDGES[random.nextInt(ID_EDGES.length)];
                case 1 -> random.nextInt(4) + 4 * capacity * random.nextInt(3 * capacity);
                default -> random.nextInt(3 * capacity);
            };
        }

        private void add() {
            final int securityId = anyId();
            if (!slots.containsKey(securityId)) {
                final Expected expected = new Expected(securityId);
                expected.status = random.nextInt();
                all.add(expected);
                assertEquals(all.size(), instruments.add(securityId, (int) expected.status));
                slots.put(securityId, all.size());
            }
            assertEquals(all.size(), instruments.count());
            assertEquals(all.size() == capacity, instruments.full());
            if (instruments.full()) {
                isFull();
            }
        }

        private void change(final int slot) {
            final Expected expected = all.get(slot - 1);
            switch (random.nextInt(7)) {
                case 0 -> define(slot, expected);
                case 1 -> {
                    expected.haltEndNs = random.nextLong();
                    instruments.haltEndNs(slot, expected.haltEndNs);
                }
                case 2 -> {
                    expected.status = random.nextInt();
                    instruments.status(slot, (int) expected.status);
                }
                case 3 -> trade(slot, expected);
                case 4 -> {
                    expected.electingLow = 0;
                    expected.electingHigh = 0;
                    instruments.tops().endElection(slot);
                }
                case 5 -> {
                    final int side = random.nextInt(4);
                    expected.best[side] = random.nextInt(3);
                    instruments.tops().best(4 * slot + side, (int) expected.best[side]);
                }
                default -> {
                    final int side = random.nextInt(4);
                    expected.levels[side] = random.nextInt();
                    instruments.tops().levels(4 * slot + side, (int) expected.levels[side]);
                }
            }
        }

        private void trade(final int slot, final Expected expected) {
            final long tick = 1L + random.nextInt(1_000);
            final boolean trades = random.nextBoolean();
            if (trades) {
                expected.lastTick = tick;
                instruments.tops().traded(slot, tick);
            } else {
                instruments.tops().electing(slot, tick);
            }
            if (!trades || expected.best[2] != 0 || expected.best[3] != 0) {
                expected.electingLow = expected.electingLow == 0 ? tick : Math.min(tick, expected.electingLow);
                expected.electingHigh = Math.max(tick, expected.electingHigh);
            }
        }

        /** All of a definition, as whoever lists an instrument sets it. */
        private void define(final int slot, final Expected to) {
            final long tickSize = 1L + random.nextInt(2);
            to.lastTick = tickSize == to.prices[0] ? to.lastTick : 0;
            final long reference = tickSize * random.nextInt(100);
            to.prices = new long[] {tickSize, random.nextInt(10), random.nextLong() >>> 1, reference / tickSize};
            instruments.prices(slot, tickSize, to.prices[1], to.prices[2], reference);
            to.steps.clear();
            to.quantities = new long[] {anyOr(1), anyOr(1), anyOr(1), anyOr(0), anyOr(0)};
            final long[] quantities = to.quantities;
            instruments.quantities(slot, quantities[0], quantities[1], quantities[2], quantities[3], quantities[4]);
            to.rules = new long[] {random.nextInt(), random.nextInt(), anyOr(0), random.nextInt(2)};
            instruments.rules(slot, (int) to.rules[0], (int) to.rules[1], to.rules[2], to.rules[3] == 1);
            for (int step = random.nextInt(3 * MAX_STEPS); step < MAX_STEPS; step++) {
                to.steps.add(random.nextLong());
                to.steps.add(random.nextLong());
                instruments.steps().add(slot, to.steps.get(to.steps.size() - 2), to.steps.get(to.steps.size() - 1));
            }
        }

        private long anyOr(final long usual) {
            return random.nextInt(3) == 0 ? random.nextLong() >>> 1 : usual;
        }

        @Override
        protected void compare() {
            for (int slot = 1; slot <= all.size(); slot++) {
                final Expected expected = all.get(slot - 1);
                assertEquals(expected.fields(), fields(slot));
                assertEquals(slot, instruments.find(expected.securityId));
                compareFlags(slot, expected);
            }
        }

        private void compareFlags(final int slot, final Expected expected) {
            final boolean notional = expected.quantities[3] != 0 || expected.quantities[4] != 0;
            final boolean lots = expected.quantities[0] > 1;
            assertEquals(notional, instruments.hasNotionalLimits(slot));
            assertEquals(
                    !notional && !lots && expected.rules[2] == 0 && expected.steps.isEmpty(),
                    instruments.isPlain(slot));
            assertEquals(expected.electingLow != 0, instruments.tops().isElecting(slot));
        }

        private List<Long> fields(final int slot) {
            final BookTops tops = instruments.tops();
            final long lastTick = tops.lastTick(slot);
            final List<Long> fields = new ArrayList<>(List.of(
                    (long) instruments.securityId(slot),
                    (long) instruments.status(slot),
                    instruments.tickSize(slot),
                    instruments.lowLimit(slot),
                    instruments.highLimit(slot),
                    lastTick == 0 ? instruments.referenceTick(slot) : all.get(slot - 1).prices[3]));
            fields.addAll(List.of(
                    instruments.lotSize(slot),
                    instruments.minQty(slot),
                    instruments.maxQty(slot),
                    instruments.minNotional(slot),
                    instruments.maxNotional(slot),
                    (long) instruments.bandBasisPoints(slot),
                    (long) instruments.haltSeconds(slot),
                    instruments.dayEndNs(slot),
                    instruments.replaceLosesPriority(slot) ? 1L : 0L));
            for (int side = 0; side < 4; side++) {
                fields.add((long) tops.best(4 * slot + side));
            }
            for (int side = 0; side < 4; side++) {
                fields.add((long) tops.levels(4 * slot + side));
            }
            fields.addAll(
                    List.of(instruments.haltEndNs(slot), lastTick, tops.electingLow(slot), tops.electingHigh(slot)));
            for (int step = 0; step < instruments.steps().count(slot); step++) {
                fields.add(instruments.steps().fromPrice(slot, step));
                fields.add(instruments.steps().tickSize(slot, step));
            }
            return fields;
        }
    }
}

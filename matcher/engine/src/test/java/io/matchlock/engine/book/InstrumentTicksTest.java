package io.matchlock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SeededTwins;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Prices in ticks. It would catch a price whose ticks are not the quotient, new prices by which levels that are there would not be
 * found, and a last trade in ticks of another size.
 */
final class InstrumentTicksTest {
    private static final long[] EDGES = {1, 2, 3, 5, 7, 10, 1_000_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldDivideByTheTickSize(final long seed) {
        final Random random = new Random(seed);
        final InstrumentTable instruments = new InstrumentTable(1, new Regions());
        final int slot = instruments.add(1, 0);
        for (int divisor = 0; divisor < 2_000; divisor++) {
            final long tickSize = anyPositive(random);
            instruments.prices(slot, tickSize, 1, 1, 0);
            for (int price = 0; price < 20; price++) {
                compareTicks(instruments, anyPositive(random), tickSize, seed);
                final long multiple = tickSize * (1 + (random.nextLong() >>> 1) % (Long.MAX_VALUE / tickSize));
                compareTicks(instruments, multiple, tickSize, seed);
                compareTicks(instruments, multiple - 1, tickSize, seed);
            }
            compareTicks(instruments, 0, tickSize, seed);
            compareTicks(instruments, Long.MAX_VALUE, tickSize, seed);
        }
    }

    private static void compareTicks(
            final InstrumentTable instruments, final long price, final long tickSize, final long seed) {
        assertEquals(price / tickSize, instruments.ticks(1, price), () -> price + " / " + tickSize + " seed " + seed);
    }

    private static long anyPositive(final Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> Math.max(1, (1L << random.nextInt(63)) + random.nextInt(3) - 1);
            default -> Math.max(1, random.nextLong() >>> (1 + random.nextInt(63)));
        };
    }

    @Test
    void shouldKeepTicksThatLevelsAreFoundBy() {
        final InstrumentTable instruments = new InstrumentTable(1, new Regions());
        final int slot = instruments.add(1, 0);
        instruments.prices(slot, 10, 10, 6_400, 0); // two levels of the trie: up to 64 x 64 - 1 ticks
        assertTrue(instruments.canPrice(slot, 5, 1_000_000));
        for (int side = 0; side < 4; side++) {
            instruments.tops().best(4 * slot + side, 1);
            assertTrue(instruments.canPrice(slot, 10, 40_959));
            assertFalse(instruments.canPrice(slot, 10, 40_960));
            assertFalse(instruments.canPrice(slot, 5, 100));
            instruments.tops().best(4 * slot + side, 0);
        }
        instruments.tops().best(4 * slot, 1);
        instruments.prices(slot, 10, 10, 10, 0);
        assertTrue(instruments.canPrice(slot, 10, 40_959), "its trie has not become lower");
    }

    @Test
    void shouldForgetTheLastTradeWithItsTickSize() {
        final InstrumentTable instruments = new InstrumentTable(1, new Regions());
        final int slot = instruments.add(1, 0);
        instruments.prices(slot, 10, 10, 1_000, 500);
        assertEquals(50, instruments.referenceTick(slot));
        instruments.tops().traded(slot, 7);
        instruments.prices(slot, 10, 10, 2_000, 500);
        assertEquals(7, instruments.referenceTick(slot));
        instruments.prices(slot, 20, 20, 2_000, 500);
        assertEquals(0, instruments.tops().lastTick(slot));
        assertEquals(25, instruments.referenceTick(slot));
    }
}

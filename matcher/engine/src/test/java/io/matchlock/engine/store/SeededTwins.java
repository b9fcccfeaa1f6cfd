package io.matchlock.engine.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * Runs of twins: small ones, which are full and empty again and again and are compared after each step, and a large one. What
 * fails says its seed, and {@code -Dmatchlock.test.seed=} repeats it.
 */
public final class SeededTwins {
    /** For {@code MethodSource}. */
    public static final String SEEDS = "io.matchlock.engine.store.SeededTwins#seeds";

    private static final int FIXED_SEEDS = 3;
    private static final int ROUNDS = 60;
    private static final int MAX_SMALL = 14;
    private static final int SMALL_STEPS = 300;
    private static final int COPY_EVERY = 150;
    private static final int ZERO_EVERY = 15;
    private static final int LARGE = 700;
    private static final int LARGE_STEPS = 20_000;
    /** So many at most for the few seeds that take longer to fill one. */
    private static final int MAX_LARGE_STEPS = 10 * LARGE_STEPS;

    private static final int LARGE_COMPARE = 500;

    private SeededTwins() {}

    /** Some that are always the same, and one that was never seen. */
    static LongStream seeds() {
        return LongStream.concat(
                LongStream.rangeClosed(1, FIXED_SEEDS),
                LongStream.of(Long.getLong("matchlock.test.seed", System.nanoTime())));
    }

    /** One after the other, of capacities from 1. */
    public static void small(final long seed, final Twin.Maker maker) {
        final Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            final Twin twin = maker.make(random, 1 + random.nextInt(MAX_SMALL));
            twin.begin();
            run("seed " + seed + " round " + round, twin, 0, SMALL_STEPS, 1);
        }
    }

    /** One of some hundreds. */
    public static void large(final long seed, final Twin.Maker maker) {
        final Twin twin = maker.make(new Random(seed), LARGE);
        twin.begin();
        int steps = 0;
        while (steps < LARGE_STEPS || (!twin.wasFull() && steps < MAX_LARGE_STEPS)) {
            run("seed " + seed, twin, steps, steps + LARGE_COMPARE, LARGE_COMPARE);
            steps += LARGE_COMPARE;
        }
        assertTrue(twin.wasFull(), "seed " + seed + " never filled it");
    }

    private static void run(final String name, final Twin twin, final int from, final int to, final int compareEvery) {
        int step = from;
        try {
            while (step < to) {
                next(twin);
                step++;
                if (step % compareEvery == 0) {
                    twin.compare();
                }
            }
        } catch (final AssertionError | RuntimeException e) {
            throw new AssertionError(name + " step " + step + ": " + e, e);
        }
    }

    private static void next(final Twin twin) {
        if (twin.random.nextInt(COPY_EVERY) == 0) {
            twin.copy();
        } else if (twin.random.nextInt(ZERO_EVERY * twin.capacity) == 0) {
            twin.zero();
        } else {
            twin.step();
        }
    }
}

package io.matchlock.audit.flow;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Order sizes in lots: size k comes with a frequency of k^-1.2, up to 200. */
final class Sizes {
    private static final int LARGEST = 200;
    private static final double EXPONENT = 1.2;

    private final double[] cumulative = new double[LARGEST];

    Sizes() {
        double sum = 0;
        for (int i = 0; i < LARGEST; i++) {
            sum += Math.pow(i + 1, -EXPONENT);
            cumulative[i] = sum;
        }
    }

    long next(final SplittableRandom random) {
        final double at = random.nextDouble() * cumulative[LARGEST - 1];
        final int found = Arrays.binarySearch(cumulative, at);
        return 1L + (found >= 0 ? found : -found - 1);
    }
}

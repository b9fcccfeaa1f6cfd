package io.matchlock.audit.sim.postgres;

import java.math.BigInteger;

/** Numerics in 10<sup>-9</sup>: a Long where one is enough, else a BigInteger. */
public final class Numerics {
    private Numerics() {}

    /**
     * Makes a numeric.
     *
     * @param units of 10<sup>-9</sup>
     * @return a Long where that is enough, else the BigInteger
     */
    public static Object of(final BigInteger units) {
        return units.bitLength() < Long.SIZE ? (Object) units.longValue() : units;
    }

    static BigInteger big(final Object value) {
        return value instanceof BigInteger wide ? wide : BigInteger.valueOf((Long) value);
    }

    static Object sum(final Object first, final Object second) {
        return of(big(first).add(big(second)));
    }
}

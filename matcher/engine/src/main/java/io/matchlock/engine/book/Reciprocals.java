package io.matchlock.engine.book;

/**
 * Division by a tick size as multiplication and shift (Granlund and Montgomery, Division by Invariant Integers using
 * Multiplication, 1994), for numerators from 0 to 2<sup>63</sup> - 1.
 */
final class Reciprocals {
    private Reciprocals() {}

    /** How far to shift for a divisor above 0. */
    static int shift(final long divisor) {
        return divisor == 1 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(divisor - 1);
    }

    /** ⌊2<sup>64 + shift</sup> / divisor⌋ + 1, as unsigned 64 bits; its top bit is always set. */
    static long reciprocal(final long divisor) {
        long quotient = 0;
        long rest = 1;
        for (int bit = Long.SIZE + shift(divisor); bit > 0; bit--) {
            rest <<= 1;
            quotient <<= 1;
            if (rest >= divisor || rest < 0) {
                rest -= divisor;
                quotient |= 1;
            }
        }
        return quotient + 1;
    }

    /** ⌊numerator / divisor⌋, by the divisor's reciprocal and shift; the divisor is above 1. */
    static long divide(final long numerator, final long reciprocal, final int shift) {
        return (Math.multiplyHigh(numerator, reciprocal) + numerator) >>> shift;
    }
}

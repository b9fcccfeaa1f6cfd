package io.matchlock.persister.rows;

import java.math.BigInteger;

/**
 * A fixed-point number of 9 decimals as the digits of a Postgres numeric: base 10,000, the first of weight
 * {@link #weight()}, leading and trailing zeros left out. One thread; valid until the next {@code of}.
 */
final class PriceDigits {
    private static final int BASE = 10_000;
    private static final long UNITS = 1_000_000_000L;
    private static final int DECIMALS = 9;
    /** Nine decimals fill three digits of four, once multiplied by a thousand. */
    private static final int FRACTION_DIGITS = 3;

    private static final long FRACTION_SCALE = 1_000L;
    private static final int NEGATIVE = 0x4000;
    private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
    private static final BigInteger BIG_FRACTION_SCALE = BigInteger.valueOf(FRACTION_SCALE);
    private static final int MAX_DIGITS = 16;

    /** Least significant first. */
    private final short[] reversed = new short[MAX_DIGITS];

    private int lowest;
    private int highest;
    private int sign;
    private int scale;

    /** The digits of a value in 10<sup>-9</sup>. */
    PriceDigits of(final long value) {
        if (value == Long.MIN_VALUE) {
            return of(-1L, value);
        }
        final long magnitude = Math.abs(value);
        sign = value < 0 ? NEGATIVE : 0;
        final long whole = magnitude / UNITS;
        final long fraction = magnitude - whole * UNITS;
        highest = 0;
        split(fraction * FRACTION_SCALE, FRACTION_DIGITS);
        split(whole, MAX_DIGITS);
        scale = fraction == 0 ? 0 : decimals(fraction);
        strip();
        return this;
    }

    /** The digits of a value of 128 bits in 10<sup>-9</sup>. */
    PriceDigits of(final long high, final long low) {
        final BigInteger value = BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low & 1));
        sign = value.signum() < 0 ? NEGATIVE : 0;
        BigInteger rest = value.abs().multiply(BIG_FRACTION_SCALE);
        highest = 0;
        while (rest.signum() != 0) {
            final BigInteger[] parts = rest.divideAndRemainder(BIG_BASE);
            reversed[highest++] = parts[1].shortValue();
            rest = parts[0];
        }
        final long fraction = value.abs().mod(BigInteger.valueOf(UNITS)).longValueExact();
        scale = fraction == 0 ? 0 : decimals(fraction);
        strip();
        return this;
    }

    int count() {
        return highest - lowest;
    }

    /** The power of {@link #BASE} that the first digit stands for. */
    int weight() {
        return count() == 0 ? 0 : highest - 1 - FRACTION_DIGITS;
    }

    int sign() {
        return count() == 0 ? 0 : sign;
    }

    /** Decimals shown. */
    int scale() {
        return scale;
    }

    /** The digit at {@code index}, most significant first. */
    short digit(final int index) {
        return reversed[highest - 1 - index];
    }

    private void split(final long value, final int most) {
        long rest = value;
        for (int i = 0; i < most && (rest != 0 || most == FRACTION_DIGITS); i++) {
            final long quotient = rest / BASE;
            reversed[highest++] = (short) (rest - quotient * BASE);
            rest = quotient;
        }
    }

    private void strip() {
        while (highest > 0 && reversed[highest - 1] == 0) {
            highest--;
        }
        lowest = 0;
        while (lowest < highest && reversed[lowest] == 0) {
            lowest++;
        }
    }

    private static int decimals(final long fraction) {
        int decimals = DECIMALS;
        long rest = fraction;
        while (rest % 10 == 0) {
            rest /= 10;
            decimals--;
        }
        return decimals;
    }
}

package io.matchlock.audit.replay.record;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal numbers as whole numbers of a smaller unit. */
public final class Decimals {
    /** Decimals of a price in units of 10^-9. */
    public static final int PRICE = 9;

    /** No number of 64 bits has more; a larger one is not written out: it may have a billion. */
    private static final int MAX_DIGITS = 19;

    private Decimals() {}

    /**
     * A price.
     *
     * @param text a decimal number
     * @return 10^-9
     * @throws ArithmeticException if it is beyond 64 bits
     * @throws NumberFormatException if it is no number
     */
    public static long price(final String text) {
        return units(text, PRICE);
    }

    /**
     * Rounds to the nearest unit, because some records hold what binary floating point made of a decimal.
     *
     * @param text a decimal number
     * @param decimals a unit is 10^-this
     * @return units
     * @throws ArithmeticException if it is beyond 64 bits
     * @throws NumberFormatException if it is no number
     */
    public static long units(final String text, final int decimals) {
        final BigDecimal number = new BigDecimal(text);
        if ((long) number.precision() - number.scale() + decimals > MAX_DIGITS) {
            throw new ArithmeticException(text + " is too large");
        }
        try {
            return number.movePointRight(decimals)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (final ArithmeticException e) {
            throw new ArithmeticException(text + " is too large");
        }
    }
}

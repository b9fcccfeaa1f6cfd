package io.matchlock.exchange.replay.record;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal numbers as whole numbers of a smaller unit. */
public final class Decimals {
    /** Decimals of a price in units of 10^-9. */
    public static final int PRICE = 9;

    private Decimals() {}

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
        return new BigDecimal(text)
                .movePointRight(decimals)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}

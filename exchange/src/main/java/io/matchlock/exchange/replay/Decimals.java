package io.matchlock.exchange.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal numbers as whole numbers of a smaller unit. */
final class Decimals {
    /** Decimals of a price in units of 10^-9. */
    static final int PRICE = 9;

    private Decimals() {}

    /** Rounds to the nearest unit, because some records hold what binary floating point made of a decimal. */
    static long units(final String text, final int decimals) {
        return new BigDecimal(text)
                .movePointRight(decimals)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}

package io.matchlock.engine.rules;

/** Arithmetic of bands and times. */
public final class Bands {
    public static final long SECOND_NS = 1_000_000_000L;

    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final long BASIS_POINTS = 10_000;

    private Bands() {}

    /** ⌊price × basis points / 10,000⌋, without overflow. */
    public static long width(final long price, final int basisPoints) {
        return price / BASIS_POINTS * basisPoints + price % BASIS_POINTS * basisPoints / BASIS_POINTS;
    }

    /** The first of a day end's daily returns that is above {@code nowNs}; 0 if there is no day end. */
    public static long nextDayEndNs(final long dayEndNs, final long nowNs) {
        if (dayEndNs == 0 || dayEndNs > nowNs) {
            return dayEndNs;
        }
        return dayEndNs + ((nowNs - dayEndNs) / DAY_NS + 1) * DAY_NS;
    }
}

package io.matchlock.audit.replay.tally;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Compares the trades of a replay with those of the record.
 *
 * @param count that came out
 * @param trueCount of the record
 * @param volume that came out, in units
 * @param trueVolume of the record, in units
 */
public record ReplayComparison(long count, long trueCount, long volume, long trueVolume) {
    /** The count may be off by one in so many. */
    private static final int TOLERANCE = 20;

    /**
     * Compares.
     *
     * @param replayed the trades that came out
     * @param truth the trades of the record
     * @return both
     */
    public static ReplayComparison of(final TradeTally replayed, final TradeTally truth) {
        return new ReplayComparison(replayed.count(), truth.count(), replayed.volume(), truth.volume());
    }

    /** {@return whether the record has no trades} */
    public boolean isEmpty() {
        return trueCount == 0;
    }

    /** {@return the count as a share of the record's} */
    public double countShare() {
        return trueCount == 0 ? 0 : (double) count / trueCount;
    }

    /** {@return the volume as a share of the record's} */
    public double volumeShare() {
        return trueVolume == 0 ? 0 : (double) volume / trueVolume;
    }

    /** {@return whether the count is off by no more than 5 %} */
    public boolean passes() {
        return trueCount > 0 && Math.abs(count - trueCount) * TOLERANCE <= trueCount;
    }

    /**
     * For people.
     *
     * @param quantityScale decimals of a quantity
     * @return one line
     */
    public String describe(final int quantityScale) {
        if (isEmpty()) {
            return String.format(Locale.ROOT, "trades %,d; the record has none: nothing to compare", count);
        }
        return String.format(
                Locale.ROOT,
                "trades %,d of %,d (%.1f %%), volume %s of %s (%.1f %%)",
                count,
                trueCount,
                100 * countShare(),
                BigDecimal.valueOf(volume, quantityScale).toPlainString(),
                BigDecimal.valueOf(trueVolume, quantityScale).toPlainString(),
                100 * volumeShare());
    }
}

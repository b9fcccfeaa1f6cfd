package io.matchlock.bench.engine;

import io.matchlock.bench.flow.FlowScan;

/**
 * How much an engine's books hold.
 *
 * @param orders that may rest
 * @param levels that may be, in all books and on both sides
 */
public record BookSize(int orders, int levels) {
    private static final int MAX_ORDERS = 30_000_000;
    private static final int MAX_LEVELS = 4_000_000;
    private static final int SPARE = 1_000;

    /** Enough for any flow with these records, as far as an engine goes. */
    public static BookSize bound(final FlowScan scan) {
        return withSpare(scan.restable(), scan.restable());
    }

    /** Enough for what was seen to rest, and some spare room. */
    public static BookSize withSpare(final int orders, final int levels) {
        return new BookSize(
                (int) Math.min(MAX_ORDERS, (long) orders + SPARE), (int) Math.min(MAX_LEVELS, (long) levels + SPARE));
    }
}

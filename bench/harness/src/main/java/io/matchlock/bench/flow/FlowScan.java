package io.matchlock.bench.flow;

import java.nio.file.Path;
import java.util.BitSet;

/**
 * What a flow's records hold, found by reading all of them once.
 *
 * @param symbols the distinct ones
 * @param minPrice in ticks, of new orders and replaces
 * @param maxPrice in ticks, of new orders and replaces
 * @param restable orders that may rest: their number bounds what ever rests
 * @param otherSide indices of cancels whose side field is not their order's: it doesn't count in a cancel
 */
public record FlowScan(BitSet symbols, long minPrice, long maxPrice, int restable, BitSet otherSide) {
    private static final long MAX_TICK = (1L << 47) - 1;

    /**
     * Reads all records.
     *
     * @throws FlowException if a record's type or side is unknown, or prices lie further apart than books can hold
     */
    public static FlowScan of(final Path path, final FlowFile flow) throws FlowException {
        final BitSet symbols = new BitSet();
        long minPrice = Long.MAX_VALUE;
        long maxPrice = Long.MIN_VALUE;
        final OrderSides sides = new OrderSides();
        final BitSet otherSide = new BitSet();
        int restable = 0;
        for (int index = 0; index < flow.count(); index++) {
            check(path, flow, index);
            symbols.set(flow.symbol(index));
            if (flow.type(index) != FlowFile.CANCEL) {
                minPrice = Math.min(minPrice, flow.price(index));
                maxPrice = Math.max(maxPrice, flow.price(index));
            }
            restable += flow.type(index) == FlowFile.NEW_GTC ? 1 : 0;
            if (flow.type(index) == FlowFile.NEW_GTC) {
                sides.put(flow.orderId(index), flow.isBuy(index));
            } else if (flow.type(index) == FlowFile.CANCEL && sides.isOther(flow.orderId(index), flow.isBuy(index))) {
                otherSide.set(index);
            }
        }
        final FlowScan scan = new FlowScan(symbols, minPrice, maxPrice, restable, otherSide);
        scan.checkPrices(path);
        return scan;
    }

    private static void check(final Path path, final FlowFile flow, final int index) throws FlowException {
        final int type = flow.type(index);
        if (type < FlowFile.NEW_GTC || type > FlowFile.REPLACE) {
            throw new FlowException(path + " has a record of unknown type " + type + " (the record at " + index
                    + ", from 0): types are 1 to 4; have it made again.");
        }
        if (type != FlowFile.CANCEL && flow.side(index) != 0 && flow.side(index) != 1) {
            throw new FlowException(path + " has a record of unknown side " + flow.side(index) + " (the record at "
                    + index + ", from 0): sides are 0 and 1; have it made again.");
        }
    }

    private void checkPrices(final Path path) throws FlowException {
        final long range = maxPrice - minPrice;
        if (minPrice <= maxPrice && (range < 0 || range >= MAX_TICK)) {
            throw new FlowException(path + " has prices from " + minPrice + " to " + maxPrice
                    + ", and books hold a range below " + MAX_TICK + " ticks: split it.");
        }
    }

    /** What to add to each price so that all are above 0 and within a book's range; 0 if they are. */
    public long priceShift() {
        return minPrice <= maxPrice && (minPrice <= 0 || maxPrice > MAX_TICK) ? 1 - minPrice : 0;
    }
}

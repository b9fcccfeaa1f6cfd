package io.matchlock.bench.match;

import org.agrona.collections.Hashing;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;

/** How many orders rest and on how many levels, at most, judged at the end of each command. */
final class RestingCensus {
    private static final int INITIAL_CAPACITY = 1 << 12;
    private static final long NO_PRICE = Long.MIN_VALUE;

    private final Long2LongHashMap priceById = map(NO_PRICE);
    private final Int2ObjectHashMap<Long2LongHashMap> ordersByPrice = new Int2ObjectHashMap<>();
    private int levels;
    private int peakOrders;
    private int peakLevels;

    private static Long2LongHashMap map(final long missing) {
        return new Long2LongHashMap(INITIAL_CAPACITY, Hashing.DEFAULT_LOAD_FACTOR, missing, false);
    }

    void enter(final long id, final int bookSide, final long price) {
        priceById.put(id, price);
        final Long2LongHashMap orders = ordersByPrice.computeIfAbsent(bookSide, key -> map(0));
        if (orders.get(price) == 0) {
            levels++;
        }
        orders.put(price, orders.get(price) + 1);
    }

    void leave(final long id, final int bookSide) {
        final long price = priceById.remove(id);
        final Long2LongHashMap orders = ordersByPrice.get(bookSide);
        final long left = orders.get(price) - 1;
        if (left == 0) {
            orders.remove(price);
            levels--;
        } else {
            orders.put(price, left);
        }
    }

    void onCommandEnd() {
        peakOrders = Math.max(peakOrders, priceById.size());
        peakLevels = Math.max(peakLevels, levels);
    }

    int peakOrders() {
        return peakOrders;
    }

    int peakLevels() {
        return peakLevels;
    }
}

package io.matchlock.matcher.engine.state;

import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * From order ids to slots. Ids are given out one by one, so the latest of them have a window of their own, in which an id's place
 * is its low bits: putting one in and taking it out is one store into memory that lies in line. An order that still lives when
 * its place comes round again moves to an ordinary index.
 *
 * <pre>
 *   window: a ring of order slots (4 bytes each), 0 for none; at least twice as many as there can be orders
 * </pre>
 */
final class OrderIdIndex {
    private static final int WORD_SHIFT = 2;

    private final long address;
    private final SlotIndex older;
    private final int mask;

    OrderIdIndex(final int maxOrders, final Regions regions) {
        final int places = BitUtil.findNextPositivePowerOfTwo(Math.max(8, 2 * maxOrders));
        address = regions.addDerived("order id window", (long) places << WORD_SHIFT)
                .address();
        older = new SlotIndex("older order ids", maxOrders - maxOrders / 3, regions); // up to three quarters full
        mask = places - 1;
    }

    private long place(final long orderId) {
        return (orderId & mask) << WORD_SHIFT;
    }

    /** Puts in an order whose id is above all that were put in; returns the one that had to leave its place, 0 for none. */
    int put(final long orderId, final int slot) {
        final long place = place(orderId);
        final int displaced = UnsafeApi.getInt(address + place);
        UnsafeApi.putInt(address + place, slot);
        return displaced;
    }

    /** Puts in an order that had to leave its place. */
    void putOlder(final long orderId, final int slot) {
        older.put(Mix.tag(0, orderId), slot);
    }

    /** Takes out an order that is in. */
    void remove(final long orderId, final int slot) {
        final long place = place(orderId);
        if (UnsafeApi.getInt(address + place) == slot) {
            UnsafeApi.putInt(address + place, 0);
        } else {
            older.remove(Mix.tag(0, orderId), slot);
        }
    }

    /** The one order in the window that may have the id, 0 for none. */
    int candidate(final long orderId) {
        return UnsafeApi.getInt(address + place(orderId));
    }

    /** The index of those that had to leave. */
    SlotIndex older() {
        return older;
    }
}

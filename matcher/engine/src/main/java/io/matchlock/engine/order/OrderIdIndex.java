package io.matchlock.engine.order;

import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * From order ids to slots. Ids are given out one by one. So the latest of them have a window of their own, a ring of cells, and an
 * id's low bits name its cell. To put an id in is a store into memory that lies in line; to take it out clears a bit in a table that
 * is small enough to stay in cache. An order that still lives when its cell is needed again moves to an ordinary index.
 *
 * <pre>
 *   window: cells of one order slot, 4 bytes each; at least twice as many as there can be orders
 *   taken:  a bit for each cell, of 64 cells in 8 bytes; before them 8 bytes: the id put in last
 * </pre>
 */
final class OrderIdIndex {
    private static final int WORD_SHIFT = 2;
    private static final int BITS_SHIFT = 6;
    private static final int BITS_BYTES_SHIFT = 3;
    private static final int LAST_OFFSET = 0;
    private static final int TAKEN_OFFSET = LAST_OFFSET + BitUtil.SIZE_OF_LONG;

    private final long address;
    private final long takenAddress;
    private final SlotIndex older;
    private final int mask;

    OrderIdIndex(final int maxOrders, final Regions regions) {
        final int cells = BitUtil.findNextPositivePowerOfTwo(Math.max(Long.SIZE, 2 * maxOrders));
        address = regions.addDerived("order id window", (long) cells << WORD_SHIFT)
                .address();
        takenAddress = regions.addDerived("order ids taken", TAKEN_OFFSET + (long) cells / Byte.SIZE)
                .address();
        older = new SlotIndex("older order ids", maxOrders - maxOrders / 3, regions); // up to three quarters full
        mask = cells - 1;
    }

    private long cell(final long orderId) {
        return address + ((orderId & mask) << WORD_SHIFT);
    }

    /** Where the bit of an id's cell is; it is the id's lowest six bits that tell which. */
    private long bits(final long orderId) {
        return takenAddress + TAKEN_OFFSET + (((orderId & mask) >> BITS_SHIFT) << BITS_BYTES_SHIFT);
    }

    private boolean isTaken(final long orderId) {
        return (UnsafeApi.getLong(bits(orderId)) & (1L << orderId)) != 0;
    }

    /** Puts in an order whose id is above all that were put in; returns the one that had to leave its cell, 0 for none. */
    @OrderSlot
    int put(final long orderId, final @OrderSlot int slot) {
        final long cell = cell(orderId);
        final long bits = bits(orderId);
        final long before = UnsafeApi.getLong(bits);
        final int displaced = (before & (1L << orderId)) == 0 ? 0 : UnsafeApi.getInt(cell);
        UnsafeApi.putLong(bits, before | (1L << orderId));
        UnsafeApi.putInt(cell, slot);
        UnsafeApi.putLong(takenAddress + LAST_OFFSET, orderId);
        return displaced;
    }

    /** Puts in an order that had to leave its cell. */
    void putOlder(final long orderId, final @OrderSlot int slot) {
        older.put(older.tag(0, orderId), slot);
    }

    /** Takes out an order that is in. */
    void remove(final long orderId, final @OrderSlot int slot) {
        if (UnsafeApi.getLong(takenAddress + LAST_OFFSET) - orderId <= mask || candidate(orderId) == slot) {
            final long bits = bits(orderId);
            UnsafeApi.putLong(bits, UnsafeApi.getLong(bits) & ~(1L << orderId));
        } else {
            older.remove(older.tag(0, orderId), slot);
        }
    }

    /** The one order in the window that may have the id, 0 for none. */
    @OrderSlot
    int candidate(final long orderId) {
        return isTaken(orderId) ? UnsafeApi.getInt(cell(orderId)) : 0;
    }

    /** The index of those that had to leave. */
    SlotIndex older() {
        return older;
    }
}

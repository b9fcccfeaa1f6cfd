package io.matchlock.engine.order;

import io.matchlock.engine.handle.DetailSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * What only some orders have: one cache line for each of those, so that the others need not carry it.
 *
 * <pre>
 *    0         8         16        24        32        40        48        56   60   64
 *   +---------+---------+---------+---------+---------+---------+---------+----+----+
 *   | limit   | stop    | display | shown   | expire  | self-   | min     |heap|stp |
 *   | price   | price   | qty     | qty     | time    | trade   | qty     |pos.|    |
 *   +---------+---------+---------+---------+---------+---------+---------+----+----+
 *   limit price, stop price: of stops     display, shown: 0 unless it is an iceberg     expire time: 0 for none
 *   self-trade group, min qty: all ones for none     heap position: in the expiry heap, 0 for none
 * </pre>
 */
public final class DetailTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int LIMIT_PRICE_OFFSET = 0;
    private static final int STOP_PRICE_OFFSET = LIMIT_PRICE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int DISPLAY_QTY_OFFSET = STOP_PRICE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int SHOWN_QTY_OFFSET = DISPLAY_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int EXPIRE_TIME_OFFSET = SHOWN_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int GROUP_OFFSET = EXPIRE_TIME_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int MIN_QTY_OFFSET = GROUP_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int HEAP_POSITION_OFFSET = MIN_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int INSTRUCTION_OFFSET = HEAP_POSITION_OFFSET + BitUtil.SIZE_OF_INT;

    private final SlotPool pool;
    private final long address;
    private final int capacity;

    public DetailTable(final int capacity, final Regions regions) {
        this.capacity = capacity;
        pool = new SlotPool("order details", capacity + 1, SLOT_BYTES, regions);
        address = pool.address();
    }

    /** Whether as many orders have details as may. One slot more is there, for the order at hand. */
    public boolean full() {
        return pool.live() >= capacity;
    }

    /** Takes a slot, in no heap; the caller sets the rest. */
    public @DetailSlot int take() {
        final int slot = pool.take();
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + HEAP_POSITION_OFFSET, 0);
        return slot;
    }

    public void give(final @DetailSlot int slot) {
        pool.give(slot);
    }

    /** Sets prices, null or not. */
    public void prices(final @DetailSlot int slot, final long limitPrice, final long stopPrice) {
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + LIMIT_PRICE_OFFSET, limitPrice);
        UnsafeApi.putLong(address + offset + STOP_PRICE_OFFSET, stopPrice);
    }

    /** Sets self-trade group and instruction, and the minimum quantity. */
    public void terms(final @DetailSlot int slot, final long group, final int instruction, final long minQty) {
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + GROUP_OFFSET, group);
        UnsafeApi.putLong(address + offset + MIN_QTY_OFFSET, minQty);
        UnsafeApi.putInt(address + offset + INSTRUCTION_OFFSET, instruction);
    }

    /** 10<sup>-9</sup>. */
    public long limitPrice(final @DetailSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + LIMIT_PRICE_OFFSET);
    }

    /** 10<sup>-9</sup>. */
    public long stopPrice(final @DetailSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + STOP_PRICE_OFFSET);
    }

    /** 0 unless it is an iceberg. */
    public long displayQty(final @DetailSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + DISPLAY_QTY_OFFSET);
    }

    public void displayQty(final @DetailSlot int slot, final long value) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + DISPLAY_QTY_OFFSET, value);
    }

    /** Of an iceberg, what is shown. */
    public long shownQty(final @DetailSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + SHOWN_QTY_OFFSET);
    }

    public void shownQty(final @DetailSlot int slot, final long value) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + SHOWN_QTY_OFFSET, value);
    }

    /** Nanoseconds UTC, 0 for never. */
    public long expireTimeNs(final @DetailSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + EXPIRE_TIME_OFFSET);
    }

    public void expireTimeNs(final @DetailSlot int slot, final long value) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + EXPIRE_TIME_OFFSET, value);
    }

    /** All ones for none. */
    public long group(final @DetailSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + GROUP_OFFSET);
    }

    /** FIX 2964. */
    public int instruction(final @DetailSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + INSTRUCTION_OFFSET);
    }

    /** All ones for none. */
    public long minQty(final @DetailSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + MIN_QTY_OFFSET);
    }

    int heapPosition(final @DetailSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + HEAP_POSITION_OFFSET);
    }

    void heapPosition(final @DetailSlot int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + HEAP_POSITION_OFFSET, value);
    }
}

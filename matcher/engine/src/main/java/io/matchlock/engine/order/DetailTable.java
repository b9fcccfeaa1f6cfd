package io.matchlock.engine.order;

import io.matchlock.engine.handle.DetailAt;
import io.matchlock.engine.handle.DetailSlot;
import io.matchlock.engine.handle.OrderAt;
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

    /** An empty table, with room for the details of so many orders and of one at hand. */
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
    public @DetailAt long take() {
        final long detail = at(pool.take());
        UnsafeApi.putInt(detail + HEAP_POSITION_OFFSET, 0);
        return detail;
    }

    /** Frees a slot. */
    public void give(final @DetailAt long detail) {
        pool.give(slot(detail));
    }

    /** Where a slot lies: what the methods about one order's details go by. */
    public @DetailAt long at(final @DetailSlot int slot) {
        return (@DetailAt long) (address + ((long) slot << SLOT_SHIFT));
    }

    /** The slot that lies there. */
    public @DetailSlot int slot(final @DetailAt long detail) {
        return (@DetailSlot int) ((detail - address) >>> SLOT_SHIFT);
    }

    /** An order's details, 0 for none. */
    public @DetailAt long of(final @OrderAt long order) {
        final int slot = OrderTable.detail(order);
        return slot == 0 ? 0 : at(slot);
    }

    /** Sets prices, null or not. */
    public static void prices(final @DetailAt long detail, final long limitPrice, final long stopPrice) {
        UnsafeApi.putLong(detail + LIMIT_PRICE_OFFSET, limitPrice);
        UnsafeApi.putLong(detail + STOP_PRICE_OFFSET, stopPrice);
    }

    /** Sets self-trade group and instruction, and the minimum quantity. */
    public static void terms(final @DetailAt long detail, final long group, final int instruction, final long minQty) {
        UnsafeApi.putLong(detail + GROUP_OFFSET, group);
        UnsafeApi.putLong(detail + MIN_QTY_OFFSET, minQty);
        UnsafeApi.putInt(detail + INSTRUCTION_OFFSET, instruction);
    }

    /** 10<sup>-9</sup>. */
    public static long limitPrice(final @DetailAt long detail) {
        return UnsafeApi.getLong(detail + LIMIT_PRICE_OFFSET);
    }

    /** 10<sup>-9</sup>. */
    public static long stopPrice(final @DetailAt long detail) {
        return UnsafeApi.getLong(detail + STOP_PRICE_OFFSET);
    }

    /** 0 unless it is an iceberg. */
    public static long displayQty(final @DetailAt long detail) {
        return UnsafeApi.getLong(detail + DISPLAY_QTY_OFFSET);
    }

    /** Sets what an iceberg shows at most, 0 for none. */
    public static void displayQty(final @DetailAt long detail, final long value) {
        UnsafeApi.putLong(detail + DISPLAY_QTY_OFFSET, value);
    }

    /** Of an iceberg, what is shown. */
    public static long shownQty(final @DetailAt long detail) {
        return UnsafeApi.getLong(detail + SHOWN_QTY_OFFSET);
    }

    /** Sets what an iceberg shows. */
    public static void shownQty(final @DetailAt long detail, final long value) {
        UnsafeApi.putLong(detail + SHOWN_QTY_OFFSET, value);
    }

    /** Nanoseconds UTC, 0 for never. */
    public static long expireTimeNs(final @DetailAt long detail) {
        return UnsafeApi.getLong(detail + EXPIRE_TIME_OFFSET);
    }

    /** Sets when the order expires, nanoseconds UTC, 0 for never. */
    public static void expireTimeNs(final @DetailAt long detail, final long value) {
        UnsafeApi.putLong(detail + EXPIRE_TIME_OFFSET, value);
    }

    /** All ones for none. */
    public static long group(final @DetailAt long detail) {
        return UnsafeApi.getLong(detail + GROUP_OFFSET);
    }

    /** FIX 2964. */
    public static int instruction(final @DetailAt long detail) {
        return UnsafeApi.getInt(detail + INSTRUCTION_OFFSET);
    }

    /** All ones for none. */
    public static long minQty(final @DetailAt long detail) {
        return UnsafeApi.getLong(detail + MIN_QTY_OFFSET);
    }

    static int heapPosition(final @DetailAt long detail) {
        return UnsafeApi.getInt(detail + HEAP_POSITION_OFFSET);
    }

    static void heapPosition(final @DetailAt long detail, final int value) {
        UnsafeApi.putInt(detail + HEAP_POSITION_OFFSET, value);
    }
}

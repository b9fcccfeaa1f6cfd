package io.matchlock.matcher.engine.state;

import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Accounts with their limits and what they have open, and their index by number.
 *
 * <pre>
 *    0    4    8    12   16        24        32                  48        64
 *   +----+----+----+----+---------+---------+-------------------+---------+
 *   |num-|blo-|open|max | max     | max     | open notional     | free    |
 *   |ber |cked|ords|ords| position| notional| low      high     |         |
 *   +----+----+----+----+---------+---------+-------------------+---------+
 *   open notional: 128 bits, price in 10^-9 × quantity
 * </pre>
 */
public final class AccountTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int NUMBER_OFFSET = 0;
    private static final int BLOCKED_OFFSET = NUMBER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int OPEN_ORDERS_OFFSET = BLOCKED_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int MAX_OPEN_ORDERS_OFFSET = OPEN_ORDERS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int MAX_POSITION_OFFSET = MAX_OPEN_ORDERS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int MAX_NOTIONAL_OFFSET = MAX_POSITION_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int NOTIONAL_LOW_OFFSET = MAX_NOTIONAL_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int NOTIONAL_HIGH_OFFSET = NOTIONAL_LOW_OFFSET + BitUtil.SIZE_OF_LONG;

    private final SlotPool pool;
    private final long address;
    private final SlotIndex byNumber;

    AccountTable(final int capacity, final Regions regions) {
        pool = new SlotPool("accounts", capacity, SLOT_BYTES, regions);
        address = pool.address();
        byNumber = new SlotIndex("account numbers", capacity, regions);
    }

    public boolean full() {
        return pool.free() == 0;
    }

    /** Adds an account without limits; there must be room. */
    public int add(final int number) {
        final int slot = pool.take();
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + NUMBER_OFFSET, number);
        limit(slot, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        byNumber.put(byNumber.tag(0, number), slot);
        return slot;
    }

    /** Slot of an account, 0 for none. */
    public int find(final int number) {
        final int tag = byNumber.tag(0, number);
        int position = byNumber.home(tag);
        long entry = byNumber.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && number(SlotIndex.slotOf(entry)) == number) {
                return SlotIndex.slotOf(entry);
            }
            position = byNumber.next(position);
            entry = byNumber.entry(position);
        }
        return 0;
    }

    /** Sets all limits. */
    public void limit(final int slot, final int maxOpenOrders, final long maxPosition, final long maxNotional) {
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putInt(address + offset + MAX_OPEN_ORDERS_OFFSET, maxOpenOrders);
        UnsafeApi.putLong(address + offset + MAX_POSITION_OFFSET, maxPosition);
        UnsafeApi.putLong(address + offset + MAX_NOTIONAL_OFFSET, maxNotional);
    }

    /** Unsigned 32 bits. */
    public int number(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + NUMBER_OFFSET);
    }

    public boolean isBlocked(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + BLOCKED_OFFSET) != 0;
    }

    public void blocked(final int slot, final boolean value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + BLOCKED_OFFSET, value ? 1 : 0);
    }

    public boolean hasMaxOrders(final int slot) {
        final long offset = (long) slot << SLOT_SHIFT;
        return UnsafeApi.getInt(address + offset + OPEN_ORDERS_OFFSET)
                >= UnsafeApi.getInt(address + offset + MAX_OPEN_ORDERS_OFFSET);
    }

    public long maxPosition(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + MAX_POSITION_OFFSET);
    }

    /** Whole units of price. */
    public long maxNotional(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + MAX_NOTIONAL_OFFSET);
    }

    /** Low 64 bits of the open notional. */
    public long notionalLow(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + NOTIONAL_LOW_OFFSET);
    }

    /** High 64 bits of the open notional. */
    public long notionalHigh(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + NOTIONAL_HIGH_OFFSET);
    }

    /** Adds to the number of live orders; negative takes away. */
    public void addOrders(final int slot, final int count) {
        final long offset = ((long) slot << SLOT_SHIFT) + OPEN_ORDERS_OFFSET;
        UnsafeApi.putInt(address + offset, UnsafeApi.getInt(address + offset) + count);
    }

    /** Adds price × quantity to the open notional. */
    public void reserve(final int slot, final long price, final long quantity) {
        final long offset = (long) slot << SLOT_SHIFT;
        final long low = price * quantity;
        final long sum = UnsafeApi.getLong(address + offset + NOTIONAL_LOW_OFFSET) + low;
        final long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        UnsafeApi.putLong(address + offset + NOTIONAL_LOW_OFFSET, sum);
        UnsafeApi.putLong(
                address + offset + NOTIONAL_HIGH_OFFSET,
                UnsafeApi.getLong(address + offset + NOTIONAL_HIGH_OFFSET)
                        + Math.multiplyHigh(price, quantity)
                        + carry);
    }

    /** Takes price × quantity from the open notional. */
    public void release(final int slot, final long price, final long quantity) {
        final long offset = (long) slot << SLOT_SHIFT;
        final long low = price * quantity;
        final long before = UnsafeApi.getLong(address + offset + NOTIONAL_LOW_OFFSET);
        final long borrow = Long.compareUnsigned(before, low) < 0 ? 1 : 0;
        UnsafeApi.putLong(address + offset + NOTIONAL_LOW_OFFSET, before - low);
        UnsafeApi.putLong(
                address + offset + NOTIONAL_HIGH_OFFSET,
                UnsafeApi.getLong(address + offset + NOTIONAL_HIGH_OFFSET)
                        - Math.multiplyHigh(price, quantity)
                        - borrow);
    }
}

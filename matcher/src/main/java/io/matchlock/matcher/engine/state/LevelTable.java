package io.matchlock.matcher.engine.state;

import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * All price levels of all book sides, one cache line each, and the index by (book side, tick) of those that are put there.
 *
 * <pre>
 *    0         8         16   20   24   28   32   36   40        64
 *   +---------+---------+----+----+----+----+----+----+---- - ---+
 *   | tick    | leaves  |head|tail|bet-|wor-|or- |book| free     |
 *   |         | quantity|    |    |ter |se  |ders|side|          |
 *   +---------+---------+----+----+----+----+----+----+---- - ---+
 *   tick: price / tick size     head, tail: first and last order     better, worse: neighbour levels, 0 at the ends
 * </pre>
 *
 * The quantity is a sum modulo 2<sup>64</sup>.
 */
final class LevelTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int TICK_OFFSET = 0;
    private static final int QUANTITY_OFFSET = TICK_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int HEAD_OFFSET = QUANTITY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int TAIL_OFFSET = HEAD_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int BETTER_OFFSET = TAIL_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int WORSE_OFFSET = BETTER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int ORDERS_OFFSET = WORSE_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int BOOK_SIDE_OFFSET = ORDERS_OFFSET + BitUtil.SIZE_OF_INT;

    private final SlotPool pool;
    private final long address;
    private final SlotIndex byTick;

    LevelTable(final int capacity, final Regions regions) {
        pool = new SlotPool("levels", capacity, SLOT_BYTES, regions);
        address = pool.address();
        byTick = new SlotIndex("level ticks", capacity, regions);
    }

    boolean full() {
        return pool.free() == 0;
    }

    /** An empty level, linked to none and in no index. */
    int take(final int bookSide, final long tick) {
        final int slot = pool.take();
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + TICK_OFFSET, tick);
        UnsafeApi.putLong(address + offset + QUANTITY_OFFSET, 0);
        UnsafeApi.putLong(address + offset + HEAD_OFFSET, 0);
        UnsafeApi.putLong(address + offset + BETTER_OFFSET, 0);
        UnsafeApi.putInt(address + offset + ORDERS_OFFSET, 0);
        UnsafeApi.putInt(address + offset + BOOK_SIDE_OFFSET, bookSide);
        return slot;
    }

    void give(final int slot) {
        pool.give(slot);
    }

    /** Puts a level into the index. */
    void index(final int slot) {
        byTick.put(byTick.tag(bookSide(slot), tick(slot)), slot);
    }

    /** Takes a level out of the index. */
    void unindex(final int slot) {
        byTick.remove(byTick.tag(bookSide(slot), tick(slot)), slot);
    }

    /** An indexed level, 0 for none. */
    int find(final int bookSide, final long tick) {
        final int tag = byTick.tag(bookSide, tick);
        int position = byTick.home(tag);
        long entry = byTick.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && isAt(SlotIndex.slotOf(entry), bookSide, tick)) {
                return SlotIndex.slotOf(entry);
            }
            position = byTick.next(position);
            entry = byTick.entry(position);
        }
        return 0;
    }

    private boolean isAt(final int slot, final int bookSide, final long tick) {
        return tick(slot) == tick && bookSide(slot) == bookSide;
    }

    long tick(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + TICK_OFFSET);
    }

    long quantity(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + QUANTITY_OFFSET);
    }

    /** Takes from the quantity. */
    void reduce(final int slot, final long quantity) {
        final long offset = ((long) slot << SLOT_SHIFT) + QUANTITY_OFFSET;
        UnsafeApi.putLong(address + offset, UnsafeApi.getLong(address + offset) - quantity);
    }

    /** Counts one order more. */
    void add(final int slot, final long quantity) {
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(
                address + offset + QUANTITY_OFFSET, UnsafeApi.getLong(address + offset + QUANTITY_OFFSET) + quantity);
        UnsafeApi.putInt(address + offset + ORDERS_OFFSET, UnsafeApi.getInt(address + offset + ORDERS_OFFSET) + 1);
    }

    /** Counts one order less, and returns how many are left. */
    int remove(final int slot, final long quantity) {
        reduce(slot, quantity);
        final long offset = ((long) slot << SLOT_SHIFT) + ORDERS_OFFSET;
        final int left = UnsafeApi.getInt(address + offset) - 1;
        UnsafeApi.putInt(address + offset, left);
        return left;
    }

    int head(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + HEAD_OFFSET);
    }

    void head(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + HEAD_OFFSET, value);
    }

    int tail(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + TAIL_OFFSET);
    }

    void tail(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + TAIL_OFFSET, value);
    }

    int better(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + BETTER_OFFSET);
    }

    void better(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + BETTER_OFFSET, value);
    }

    int worse(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + WORSE_OFFSET);
    }

    void worse(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + WORSE_OFFSET, value);
    }

    int bookSide(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + BOOK_SIDE_OFFSET);
    }
}

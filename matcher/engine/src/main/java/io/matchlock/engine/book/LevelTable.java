package io.matchlock.engine.book;

import io.matchlock.engine.handle.BookSide;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.handle.LevelSlot;
import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * All price levels of all book sides, one cache line each, and the index by (book side, tick) of those that are put there. Ticks
 * that follow one another go to cells that do; a level whose cell is taken is found by hash.
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
public final class LevelTable {
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

    /** Strews the sides over the cells. */
    private static final int SIDE_MULTIPLIER = 0x9E3779B9;

    private final SlotPool pool;
    private final long address;
    /** A ring of cells of one slot each, at least twice as many as levels. A side's ticks go to cells that follow one another. */
    private final long cells;

    private final int cellMask;
    /** The index of those whose cell was taken. */
    private final SlotIndex others;

    /** An empty table, with room for so many levels. */
    public LevelTable(final int capacity, final Regions regions) {
        pool = new SlotPool("levels", capacity, SLOT_BYTES, regions);
        address = pool.address();
        cellMask = BitUtil.findNextPositivePowerOfTwo(2 * capacity) - 1;
        cells = regions.addDerived("level places", (cellMask + 1L) * BitUtil.SIZE_OF_INT)
                .address();
        others = new SlotIndex("level ticks", capacity, regions);
    }

    boolean full() {
        return pool.free() == 0;
    }

    /** An empty level, linked to none and in no index. */
    @LevelAt
    long take(final @BookSide int bookSide, final long tick) {
        final long level = at(pool.take());
        UnsafeApi.putLong(level + TICK_OFFSET, tick);
        UnsafeApi.putLong(level + QUANTITY_OFFSET, 0);
        UnsafeApi.putLong(level + HEAD_OFFSET, 0);
        UnsafeApi.putLong(level + BETTER_OFFSET, 0);
        UnsafeApi.putInt(level + ORDERS_OFFSET, 0);
        UnsafeApi.putInt(level + BOOK_SIDE_OFFSET, bookSide);
        return level;
    }

    void give(final @LevelAt long level) {
        pool.give(slot(level));
    }

    /** Where a slot lies: what the methods about one level go by. */
    @LevelAt
    long at(final @LevelSlot int slot) {
        return (@LevelAt long) (address + ((long) slot << SLOT_SHIFT));
    }

    /** The slot that lies there. */
    @LevelSlot
    int slot(final @LevelAt long level) {
        return (@LevelSlot int) ((level - address) >>> SLOT_SHIFT);
    }

    /** Puts a level into the index. */
    void index(final @LevelAt long level) {
        final long cell = cell(bookSide(level), tick(level));
        if (UnsafeApi.getInt(cell) == 0) {
            UnsafeApi.putInt(cell, slot(level));
        } else {
            others.put(others.tag(bookSide(level), tick(level)), slot(level));
        }
    }

    /** Takes a level out of the index. */
    void unindex(final @LevelAt long level) {
        final long cell = cell(bookSide(level), tick(level));
        if (UnsafeApi.getInt(cell) == slot(level)) {
            UnsafeApi.putInt(cell, 0);
        } else {
            others.remove(others.tag(bookSide(level), tick(level)), slot(level));
        }
    }

    /** An indexed level, 0 for none. */
    @LevelAt
    long find(final @BookSide int bookSide, final long tick) {
        final int slot = UnsafeApi.getInt(cell(bookSide, tick));
        return slot != 0 && is(at(slot), bookSide, tick) ? at(slot) : search(bookSide, tick);
    }

    private static boolean is(final @LevelAt long level, final @BookSide int bookSide, final long tick) {
        return tick(level) == tick && bookSide(level) == bookSide;
    }

    private @LevelAt long search(final @BookSide int bookSide, final long tick) {
        final int tag = others.tag(bookSide, tick);
        int position = others.home(tag);
        long entry = others.entry(position);
        while (entry != 0) {
            final long level = at(SlotIndex.slotOf(entry));
            if (SlotIndex.tagOf(entry) == tag && is(level, bookSide, tick)) {
                return level;
            }
            position = others.next(position);
            entry = others.entry(position);
        }
        return 0;
    }

    /** The address of the cell that a side's tick goes to. */
    private long cell(final @BookSide int bookSide, final long tick) {
        return cells + (((int) tick + bookSide * SIDE_MULTIPLIER) & cellMask) * (long) BitUtil.SIZE_OF_INT;
    }

    /** The level in the cell: most likely the one that is sought, else another one, or slot 0. */
    @LevelAt
    long likely(final @BookSide int bookSide, final long tick) {
        return at(UnsafeApi.getInt(cell(bookSide, tick)));
    }

    static long tick(final @LevelAt long level) {
        return UnsafeApi.getLong(level + TICK_OFFSET);
    }

    static long quantity(final @LevelAt long level) {
        return UnsafeApi.getLong(level + QUANTITY_OFFSET);
    }

    /** Takes from the quantity. */
    static void reduce(final @LevelAt long level, final long quantity) {
        final long offset = level + QUANTITY_OFFSET;
        UnsafeApi.putLong(offset, UnsafeApi.getLong(offset) - quantity);
    }

    /** Counts one order more. */
    static void add(final @LevelAt long level, final long quantity) {
        UnsafeApi.putLong(level + QUANTITY_OFFSET, UnsafeApi.getLong(level + QUANTITY_OFFSET) + quantity);
        UnsafeApi.putInt(level + ORDERS_OFFSET, UnsafeApi.getInt(level + ORDERS_OFFSET) + 1);
    }

    /** Counts one order less, and returns how many are left. */
    static int remove(final @LevelAt long level, final long quantity) {
        reduce(level, quantity);
        final long offset = level + ORDERS_OFFSET;
        final int left = UnsafeApi.getInt(offset) - 1;
        UnsafeApi.putInt(offset, left);
        return left;
    }

    static @OrderSlot int head(final @LevelAt long level) {
        return UnsafeApi.getInt(level + HEAD_OFFSET);
    }

    static void head(final @LevelAt long level, final @OrderSlot int value) {
        UnsafeApi.putInt(level + HEAD_OFFSET, value);
    }

    static @OrderSlot int tail(final @LevelAt long level) {
        return UnsafeApi.getInt(level + TAIL_OFFSET);
    }

    static void tail(final @LevelAt long level, final @OrderSlot int value) {
        UnsafeApi.putInt(level + TAIL_OFFSET, value);
    }

    static @LevelSlot int better(final @LevelAt long level) {
        return UnsafeApi.getInt(level + BETTER_OFFSET);
    }

    static void better(final @LevelAt long level, final @LevelSlot int value) {
        UnsafeApi.putInt(level + BETTER_OFFSET, value);
    }

    static @LevelSlot int worse(final @LevelAt long level) {
        return UnsafeApi.getInt(level + WORSE_OFFSET);
    }

    static void worse(final @LevelAt long level, final @LevelSlot int value) {
        UnsafeApi.putInt(level + WORSE_OFFSET, value);
    }

    static @BookSide int bookSide(final @LevelAt long level) {
        return UnsafeApi.getInt(level + BOOK_SIDE_OFFSET);
    }
}

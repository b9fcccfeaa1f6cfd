package io.matchlock.engine.order;

import io.matchlock.engine.handle.DetailSlot;
import io.matchlock.engine.handle.LevelSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.handle.PositionSlot;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * All live orders, one cache line each.
 *
 * <pre>
 *    0         8         16        24        32   36   40   44   48   52   56       59 60   64
 *   +---------+---------+---------+---------+----+----+----+----+----+----+---------+-+----+
 *   | order   | ClOrdID | order   | leaves  |next|prev|ses-|ses-|lev-|ses-| posi-   |k|de- |
 *   | id      |         | qty     | qty     |    |    |next|prev|el  |sion| tion    | |tail|
 *   +---------+---------+---------+---------+----+----+----+----+----+----+---------+-+----+
 *   next, prev: neighbours in the level     session next, prev: neighbours among the session's orders     level: 0 while at hand
 *   position: slot of (account, instrument), 24 bits     k: bit 0 sell, bits 1-2 type, bits 3-5 time in force
 *   detail: slot in the table of details, 0 for none
 * </pre>
 *
 * The price is not here: it is the level's, or, for the order at hand, known to whoever has it in hand.
 *
 * <p>Links are slots, which mean the same wherever the table lies; code goes by where an order lies ({@link #at}), a {@code long}
 * that is 0 for none, so that it reads what it needs without looking for it again. So do the tables of levels, positions and
 * accounts.
 */
public final class OrderTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int ORDER_ID_OFFSET = 0;
    private static final int CL_ORD_ID_OFFSET = ORDER_ID_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int ORDER_QTY_OFFSET = CL_ORD_ID_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LEAVES_QTY_OFFSET = ORDER_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int NEXT_OFFSET = LEAVES_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int PREVIOUS_OFFSET = NEXT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SESSION_NEXT_OFFSET = PREVIOUS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SESSION_PREVIOUS_OFFSET = SESSION_NEXT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int LEVEL_OFFSET = SESSION_PREVIOUS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SESSION_OFFSET = LEVEL_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int POSITION_AND_KIND_OFFSET = SESSION_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int DETAIL_OFFSET = POSITION_AND_KIND_OFFSET + BitUtil.SIZE_OF_INT;

    private static final int POSITION_MASK = 0xFF_FFFF;
    private static final int KIND_SHIFT = 24;
    private static final int TYPE_SHIFT = 1;
    private static final int TYPE_MASK = 3;
    private static final int TIME_IN_FORCE_SHIFT = 3;
    private static final int TIME_IN_FORCE_MASK = 7;

    private final SlotPool pool;
    private final long address;
    private final int maxOrders;

    /** An empty table, with room for so many orders and one at hand. */
    public OrderTable(final int maxOrders, final Regions regions) {
        this.maxOrders = maxOrders;
        pool = new SlotPool("orders", maxOrders + 1, SLOT_BYTES, regions);
        address = pool.address();
    }

    /** Whether as many orders live as may. One slot more is there, for the order at hand. */
    public boolean full() {
        return pool.live() >= maxOrders;
    }

    /** Orders that live. */
    public int live() {
        return pool.live();
    }

    /** The kind of an order from FIX codes: side, type, time in force. */
    public static int kind(final int side, final int ordType, final int timeInForce) {
        return (side - '1') | ((ordType - '1') << TYPE_SHIFT) | ((timeInForce - '0') << TIME_IN_FORCE_SHIFT);
    }

    /** Takes a slot for an order at hand: on no level, in no index, without details. */
    public @OrderAt long take(
            final long orderId,
            final long clOrdId,
            final long quantity,
            final @SessionSlot int session,
            final @PositionSlot int position,
            final int kind) {
        final long order = at(pool.take());
        UnsafeApi.putLong(order + ORDER_ID_OFFSET, orderId);
        UnsafeApi.putLong(order + CL_ORD_ID_OFFSET, clOrdId);
        UnsafeApi.putLong(order + ORDER_QTY_OFFSET, quantity);
        UnsafeApi.putLong(order + LEAVES_QTY_OFFSET, quantity);
        UnsafeApi.putLong(order + NEXT_OFFSET, 0);
        UnsafeApi.putLong(order + SESSION_NEXT_OFFSET, 0);
        UnsafeApi.putInt(order + LEVEL_OFFSET, 0);
        UnsafeApi.putInt(order + SESSION_OFFSET, session);
        UnsafeApi.putInt(order + POSITION_AND_KIND_OFFSET, position | (kind << KIND_SHIFT));
        UnsafeApi.putInt(order + DETAIL_OFFSET, 0);
        return order;
    }

    /** Frees the slot of an order that is in no index, on no level and in no list. */
    public void give(final @OrderAt long order) {
        pool.give(slot(order));
    }

    /** Where a slot lies: what the methods about one order go by. */
    public @OrderAt long at(final @OrderSlot int slot) {
        return (@OrderAt long) (address + ((long) slot << SLOT_SHIFT));
    }

    /** The slot that lies there. */
    public @OrderSlot int slot(final @OrderAt long order) {
        return (@OrderSlot int) ((order - address) >>> SLOT_SHIFT);
    }

    /** Reads an order's neighbours in its level and in its session. */
    public long readNeighbours(final @OrderAt long order) {
        return orderQty(at(next(order)))
                + orderQty(at(previous(order)))
                + orderQty(at(sessionNext(order)))
                + orderQty(at(sessionPrevious(order)));
    }

    /** The engine's id. */
    public static long orderId(final @OrderAt long order) {
        return UnsafeApi.getLong(order + ORDER_ID_OFFSET);
    }

    /** The session's id. */
    public static long clOrdId(final @OrderAt long order) {
        return UnsafeApi.getLong(order + CL_ORD_ID_OFFSET);
    }

    /** Changes the ClOrdID alone: {@link OrderDirectory#rename} keeps the order addressable. */
    static void clOrdId(final @OrderAt long order, final long value) {
        UnsafeApi.putLong(order + CL_ORD_ID_OFFSET, value);
    }

    /** What has traded and what is open. */
    public static long orderQty(final @OrderAt long order) {
        return UnsafeApi.getLong(order + ORDER_QTY_OFFSET);
    }

    /** Sets what has traded and what is open, together. */
    public static void orderQty(final @OrderAt long order, final long value) {
        UnsafeApi.putLong(order + ORDER_QTY_OFFSET, value);
    }

    /** What is open. */
    public static long leavesQty(final @OrderAt long order) {
        return UnsafeApi.getLong(order + LEAVES_QTY_OFFSET);
    }

    /** Sets what is open. */
    public static void leavesQty(final @OrderAt long order, final long value) {
        UnsafeApi.putLong(order + LEAVES_QTY_OFFSET, value);
    }

    /** What has traded. */
    public static long cumQty(final @OrderAt long order) {
        return orderQty(order) - leavesQty(order);
    }

    /** The order behind it in its level, 0 for none. */
    public @OrderAt long after(final @OrderAt long order) {
        return orNone(next(order));
    }

    /** The order that a slot is, 0 for slot 0. */
    public @OrderAt long orNone(final @OrderSlot int slot) {
        return slot == 0 ? 0 : at(slot);
    }

    /** The order behind it in its level, 0 for none. */
    public static @OrderSlot int next(final @OrderAt long order) {
        return UnsafeApi.getInt(order + NEXT_OFFSET);
    }

    /** Links the order behind it in its level. */
    public static void next(final @OrderAt long order, final @OrderSlot int value) {
        UnsafeApi.putInt(order + NEXT_OFFSET, value);
    }

    /** The order before it in its level, 0 for none. */
    public static @OrderSlot int previous(final @OrderAt long order) {
        return UnsafeApi.getInt(order + PREVIOUS_OFFSET);
    }

    /** Links the order before it in its level. */
    public static void previous(final @OrderAt long order, final @OrderSlot int value) {
        UnsafeApi.putInt(order + PREVIOUS_OFFSET, value);
    }

    /** The session's order after this one, 0 at the end. */
    public static @OrderSlot int sessionNext(final @OrderAt long order) {
        return UnsafeApi.getInt(order + SESSION_NEXT_OFFSET);
    }

    static void sessionNext(final @OrderAt long order, final @OrderSlot int value) {
        UnsafeApi.putInt(order + SESSION_NEXT_OFFSET, value);
    }

    /** The session's order before this one, 0 at the beginning. */
    public static @OrderSlot int sessionPrevious(final @OrderAt long order) {
        return UnsafeApi.getInt(order + SESSION_PREVIOUS_OFFSET);
    }

    static void sessionPrevious(final @OrderAt long order, final @OrderSlot int value) {
        UnsafeApi.putInt(order + SESSION_PREVIOUS_OFFSET, value);
    }

    /** 0 while it is at hand. */
    public static @LevelSlot int level(final @OrderAt long order) {
        return UnsafeApi.getInt(order + LEVEL_OFFSET);
    }

    /** Sets its level, 0 while it is at hand. */
    public static void level(final @OrderAt long order, final @LevelSlot int value) {
        UnsafeApi.putInt(order + LEVEL_OFFSET, value);
    }

    /** The session that owns it. */
    public static @SessionSlot int session(final @OrderAt long order) {
        return UnsafeApi.getInt(order + SESSION_OFFSET);
    }

    /** Slot of its (account, instrument). */
    public static @PositionSlot int position(final @OrderAt long order) {
        return UnsafeApi.getInt(order + POSITION_AND_KIND_OFFSET) & POSITION_MASK;
    }

    private static int kind(final @OrderAt long order) {
        return UnsafeApi.getInt(order + POSITION_AND_KIND_OFFSET) >>> KIND_SHIFT;
    }

    /** Gives it another kind. */
    public static void kind(final @OrderAt long order, final int kind) {
        UnsafeApi.putInt(order + POSITION_AND_KIND_OFFSET, position(order) | (kind << KIND_SHIFT));
    }

    /** Whether it buys. */
    public static boolean isBuy(final @OrderAt long order) {
        return (kind(order) & 1) == 0;
    }

    /** FIX 54. */
    public static int side(final @OrderAt long order) {
        return '1' + (kind(order) & 1);
    }

    /** FIX 40. */
    public static int ordType(final @OrderAt long order) {
        return '1' + ((kind(order) >> TYPE_SHIFT) & TYPE_MASK);
    }

    /** FIX 59. */
    public static int timeInForce(final @OrderAt long order) {
        return '0' + ((kind(order) >> TIME_IN_FORCE_SHIFT) & TIME_IN_FORCE_MASK);
    }

    /** Slot of its details, 0 for none. */
    public static @DetailSlot int detail(final @OrderAt long order) {
        return UnsafeApi.getInt(order + DETAIL_OFFSET);
    }

    /** Sets the slot of its details. */
    public static void detail(final @OrderAt long order, final @DetailSlot int value) {
        UnsafeApi.putInt(order + DETAIL_OFFSET, value);
    }
}

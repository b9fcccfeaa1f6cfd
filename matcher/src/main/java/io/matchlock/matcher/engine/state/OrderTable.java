package io.matchlock.matcher.engine.state;

import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * All live orders, one cache line each, and their indexes by order id and by (session, ClOrdID). Indexed are those that rest in
 * a book or wait as stops, not the one at hand.
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
    private final OrderIdIndex byOrderId;
    private final SlotIndex byClOrdId;
    private final int maxOrders;
    private long soughtClOrdId;
    private int soughtSession;
    private int soughtTag;
    private int soughtPosition;

    OrderTable(final int maxOrders, final Regions regions) {
        this.maxOrders = maxOrders;
        pool = new SlotPool("orders", maxOrders + 1, SLOT_BYTES, regions);
        address = pool.address();
        byOrderId = new OrderIdIndex(maxOrders, regions);
        byClOrdId = new SlotIndex("ClOrdIDs", maxOrders, regions);
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
    public int take(
            final long orderId,
            final long clOrdId,
            final long quantity,
            final int session,
            final int position,
            final int kind) {
        final int slot = pool.take();
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + ORDER_ID_OFFSET, orderId);
        UnsafeApi.putLong(address + offset + CL_ORD_ID_OFFSET, clOrdId);
        UnsafeApi.putLong(address + offset + ORDER_QTY_OFFSET, quantity);
        UnsafeApi.putLong(address + offset + LEAVES_QTY_OFFSET, quantity);
        UnsafeApi.putLong(address + offset + NEXT_OFFSET, 0);
        UnsafeApi.putLong(address + offset + SESSION_NEXT_OFFSET, 0);
        UnsafeApi.putInt(address + offset + LEVEL_OFFSET, 0);
        UnsafeApi.putInt(address + offset + SESSION_OFFSET, session);
        UnsafeApi.putInt(address + offset + POSITION_AND_KIND_OFFSET, position | (kind << KIND_SHIFT));
        UnsafeApi.putInt(address + offset + DETAIL_OFFSET, 0);
        return slot;
    }

    /** Frees the slot of an order that is in no index, on no level and in no list. */
    public void give(final int slot) {
        pool.give(slot);
    }

    /** Puts the order into both indexes. */
    public void index(final int slot) {
        final int displaced = byOrderId.put(orderId(slot), slot);
        if (displaced != 0) {
            byOrderId.putOlder(orderId(displaced), displaced);
        }
        if (soughtClOrdId == clOrdId(slot) && soughtSession == session(slot) && byClOrdId.entry(soughtPosition) == 0) {
            byClOrdId.putAt(soughtPosition, soughtTag, slot);
        } else {
            byClOrdId.put(byClOrdId.tag(session(slot), clOrdId(slot)), slot);
        }
    }

    /** Takes the order out of both indexes. */
    public void unindex(final int slot) {
        byOrderId.remove(orderId(slot), slot);
        if (SlotIndex.slotOf(byClOrdId.entry(soughtPosition)) == slot) {
            byClOrdId.removeAt(soughtPosition);
        } else {
            byClOrdId.remove(byClOrdId.tag(session(slot), clOrdId(slot)), slot);
        }
    }

    /** Gives an indexed order another ClOrdID. */
    public void rename(final int slot, final long clOrdId) {
        byClOrdId.remove(byClOrdId.tag(session(slot), clOrdId(slot)), slot);
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + CL_ORD_ID_OFFSET, clOrdId);
        byClOrdId.put(byClOrdId.tag(session(slot), clOrdId), slot);
    }

    /** Slot of an indexed order, 0 for none. */
    public int find(final long orderId) {
        final int candidate = byOrderId.candidate(orderId);
        return candidate != 0 && orderId(candidate) == orderId ? candidate : findOlder(orderId);
    }

    private int findOlder(final long orderId) {
        final SlotIndex older = byOrderId.older();
        final int tag = older.tag(0, orderId);
        int position = older.home(tag);
        long entry = older.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && orderId(SlotIndex.slotOf(entry)) == orderId) {
                return SlotIndex.slotOf(entry);
            }
            position = older.next(position);
            entry = older.entry(position);
        }
        return 0;
    }

    /** Slot of a session's indexed order, 0 for none. Where it is, or would be, is remembered for what may come next. */
    public int find(final int session, final long clOrdId) {
        final int tag = byClOrdId.tag(session, clOrdId);
        int position = byClOrdId.home(tag);
        long entry = byClOrdId.entry(position);
        int found = 0;
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && isNamed(SlotIndex.slotOf(entry), session, clOrdId)) {
                found = SlotIndex.slotOf(entry);
                break;
            }
            position = byClOrdId.next(position);
            entry = byClOrdId.entry(position);
        }
        soughtClOrdId = clOrdId;
        soughtSession = session;
        soughtTag = tag;
        soughtPosition = position;
        return found;
    }

    private boolean isNamed(final int slot, final int session, final long clOrdId) {
        return clOrdId(slot) == clOrdId && session(slot) == session;
    }

    public long orderId(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + ORDER_ID_OFFSET);
    }

    public long clOrdId(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + CL_ORD_ID_OFFSET);
    }

    public long orderQty(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + ORDER_QTY_OFFSET);
    }

    public void orderQty(final int slot, final long value) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + ORDER_QTY_OFFSET, value);
    }

    public long leavesQty(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + LEAVES_QTY_OFFSET);
    }

    public void leavesQty(final int slot, final long value) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + LEAVES_QTY_OFFSET, value);
    }

    public int next(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + NEXT_OFFSET);
    }

    void next(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + NEXT_OFFSET, value);
    }

    int previous(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + PREVIOUS_OFFSET);
    }

    void previous(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + PREVIOUS_OFFSET, value);
    }

    /** The session's order after this one, 0 at the end. */
    public int sessionNext(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + SESSION_NEXT_OFFSET);
    }

    void sessionNext(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + SESSION_NEXT_OFFSET, value);
    }

    int sessionPrevious(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + SESSION_PREVIOUS_OFFSET);
    }

    void sessionPrevious(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + SESSION_PREVIOUS_OFFSET, value);
    }

    /** 0 while it is at hand. */
    public int level(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + LEVEL_OFFSET);
    }

    void level(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + LEVEL_OFFSET, value);
    }

    public int session(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + SESSION_OFFSET);
    }

    /** Slot of its (account, instrument). */
    public int position(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + POSITION_AND_KIND_OFFSET) & POSITION_MASK;
    }

    private int kind(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + POSITION_AND_KIND_OFFSET) >>> KIND_SHIFT;
    }

    /** Gives it another kind. */
    public void kind(final int slot, final int kind) {
        UnsafeApi.putInt(
                address + ((long) slot << SLOT_SHIFT) + POSITION_AND_KIND_OFFSET,
                position(slot) | (kind << KIND_SHIFT));
    }

    public boolean isBuy(final int slot) {
        return (kind(slot) & 1) == 0;
    }

    /** FIX 54. */
    public int side(final int slot) {
        return '1' + (kind(slot) & 1);
    }

    /** FIX 40. */
    public int ordType(final int slot) {
        return '1' + ((kind(slot) >> TYPE_SHIFT) & TYPE_MASK);
    }

    /** FIX 59. */
    public int timeInForce(final int slot) {
        return '0' + ((kind(slot) >> TIME_IN_FORCE_SHIFT) & TIME_IN_FORCE_MASK);
    }

    /** Slot of its details, 0 for none. */
    public int detail(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + DETAIL_OFFSET);
    }

    public void detail(final int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + DETAIL_OFFSET, value);
    }
}

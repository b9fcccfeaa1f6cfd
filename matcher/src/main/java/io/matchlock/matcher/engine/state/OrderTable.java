package io.matchlock.matcher.engine.state;

import java.util.zip.CRC32C;
import org.agrona.BitUtil;

/**
 * All live orders, one cache line each, and their indexes by order id and by (session, ClOrdID). Indexed are the resting ones
 * only.
 *
 * <pre>
 *    0         8         16        24        32        40   44   48   52   56   60  62 63
 *   +---------+---------+---------+---------+---------+----+----+----+----+----+---+--+--+
 *   | order   | ClOrdID | price   | order   | leaves  |next|prev|lvl |ses-|ac- |in-|k |s |
 *   | id      |         |         | qty     | qty     |    |    |    |sion|cnt |str|  |  |
 *   +---------+---------+---------+---------+---------+----+----+----+----+----+---+--+--+
 *   next, prev: neighbours in the level, 0 at its ends     lvl: level slot, 0 while not resting
 *   k: type and time in force, the digits of their FIX codes, 4 bits each     s: digit of the side
 * </pre>
 */
public final class OrderTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int ORDER_ID_OFFSET = 0;
    private static final int CL_ORD_ID_OFFSET = ORDER_ID_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int PRICE_OFFSET = CL_ORD_ID_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int ORDER_QTY_OFFSET = PRICE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LEAVES_QTY_OFFSET = ORDER_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int NEXT_OFFSET = LEAVES_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int PREVIOUS_OFFSET = NEXT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int LEVEL_OFFSET = PREVIOUS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SESSION_OFFSET = LEVEL_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int ACCOUNT_OFFSET = SESSION_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int INSTRUMENT_OFFSET = ACCOUNT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int KIND_OFFSET = INSTRUMENT_OFFSET + BitUtil.SIZE_OF_SHORT;
    private static final int SIDE_OFFSET = KIND_OFFSET + BitUtil.SIZE_OF_BYTE;

    private final SlotPool pool;
    private final Region region;
    private final SlotIndex byOrderId;
    private final SlotIndex byClOrdId;
    private final int maxResting;

    OrderTable(final int maxResting) {
        this.maxResting = maxResting;
        pool = new SlotPool("orders", maxResting + 1, SLOT_BYTES);
        region = pool.region();
        byOrderId = new SlotIndex("order ids", maxResting);
        byClOrdId = new SlotIndex("ClOrdIDs", maxResting);
    }

    /** Orders that live. */
    public int live() {
        return pool.live();
    }

    /** Whether as many orders rest as may. One slot more is there, for the order at hand. */
    public boolean full() {
        return pool.live() >= maxResting;
    }

    /** Takes a slot for an order that does not rest yet. */
    public int take(final long orderId, final long clOrdId, final int session, final int account) {
        final int slot = pool.take();
        final int offset = slot << SLOT_SHIFT;
        region.putLong(offset + ORDER_ID_OFFSET, orderId);
        region.putLong(offset + CL_ORD_ID_OFFSET, clOrdId);
        region.putLong(offset + NEXT_OFFSET, 0);
        region.putInt(offset + LEVEL_OFFSET, 0);
        region.putInt(offset + SESSION_OFFSET, session);
        region.putInt(offset + ACCOUNT_OFFSET, account);
        return slot;
    }

    /** Says what a taken slot's order is: side, type and time in force as FIX codes. */
    public void describe(
            final int slot, final int instrument, final int side, final int ordType, final int timeInForce) {
        final int offset = slot << SLOT_SHIFT;
        region.putShort(offset + INSTRUMENT_OFFSET, (short) instrument);
        region.putByte(offset + SIDE_OFFSET, (byte) (side - '0'));
        region.putByte(offset + KIND_OFFSET, (byte) (((ordType - '0') << 4) | (timeInForce - '0')));
    }

    /** Sets price and quantities. */
    public void amount(final int slot, final long price, final long orderQty, final long leavesQty) {
        final int offset = slot << SLOT_SHIFT;
        region.putLong(offset + PRICE_OFFSET, price);
        region.putLong(offset + ORDER_QTY_OFFSET, orderQty);
        region.putLong(offset + LEAVES_QTY_OFFSET, leavesQty);
    }

    /** Puts the order into both indexes. */
    public void index(final int slot) {
        byOrderId.put(Mix.tag(0, orderId(slot)), slot);
        byClOrdId.put(Mix.tag(session(slot), clOrdId(slot)), slot);
    }

    /** Takes the order out of both indexes. */
    public void unindex(final int slot) {
        byOrderId.remove(Mix.tag(0, orderId(slot)), slot);
        byClOrdId.remove(Mix.tag(session(slot), clOrdId(slot)), slot);
    }

    /** Gives an indexed order another ClOrdID. */
    public void rename(final int slot, final long clOrdId) {
        byClOrdId.remove(Mix.tag(session(slot), clOrdId(slot)), slot);
        region.putLong((slot << SLOT_SHIFT) + CL_ORD_ID_OFFSET, clOrdId);
        byClOrdId.put(Mix.tag(session(slot), clOrdId), slot);
    }

    /** Frees the slot of an order that is in no index. */
    public void give(final int slot) {
        pool.give(slot);
    }

    /** Slot of a resting order, 0 for none. */
    public int find(final long orderId) {
        final int tag = Mix.tag(0, orderId);
        int position = byOrderId.home(tag);
        long entry = byOrderId.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && orderId(SlotIndex.slotOf(entry)) == orderId) {
                return SlotIndex.slotOf(entry);
            }
            position = byOrderId.next(position);
            entry = byOrderId.entry(position);
        }
        return 0;
    }

    /** Slot of a session's resting order, 0 for none. */
    public int find(final int session, final long clOrdId) {
        final int tag = Mix.tag(session, clOrdId);
        int position = byClOrdId.home(tag);
        long entry = byClOrdId.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && isNamed(SlotIndex.slotOf(entry), session, clOrdId)) {
                return SlotIndex.slotOf(entry);
            }
            position = byClOrdId.next(position);
            entry = byClOrdId.entry(position);
        }
        return 0;
    }

    private boolean isNamed(final int slot, final int session, final long clOrdId) {
        return clOrdId(slot) == clOrdId && session(slot) == session;
    }

    public long orderId(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + ORDER_ID_OFFSET);
    }

    public long clOrdId(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + CL_ORD_ID_OFFSET);
    }

    public long price(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + PRICE_OFFSET);
    }

    public long orderQty(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + ORDER_QTY_OFFSET);
    }

    public long leavesQty(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + LEAVES_QTY_OFFSET);
    }

    public void leavesQty(final int slot, final long value) {
        region.putLong((slot << SLOT_SHIFT) + LEAVES_QTY_OFFSET, value);
    }

    int next(final int slot) {
        return region.getInt((slot << SLOT_SHIFT) + NEXT_OFFSET);
    }

    void next(final int slot, final int value) {
        region.putInt((slot << SLOT_SHIFT) + NEXT_OFFSET, value);
    }

    int previous(final int slot) {
        return region.getInt((slot << SLOT_SHIFT) + PREVIOUS_OFFSET);
    }

    void previous(final int slot, final int value) {
        region.putInt((slot << SLOT_SHIFT) + PREVIOUS_OFFSET, value);
    }

    int level(final int slot) {
        return region.getInt((slot << SLOT_SHIFT) + LEVEL_OFFSET);
    }

    void level(final int slot, final int value) {
        region.putInt((slot << SLOT_SHIFT) + LEVEL_OFFSET, value);
    }

    public int session(final int slot) {
        return region.getInt((slot << SLOT_SHIFT) + SESSION_OFFSET);
    }

    public int account(final int slot) {
        return region.getInt((slot << SLOT_SHIFT) + ACCOUNT_OFFSET);
    }

    /** Slot of its instrument. */
    public int instrument(final int slot) {
        return region.getShort((slot << SLOT_SHIFT) + INSTRUMENT_OFFSET);
    }

    /** FIX 54. */
    public int side(final int slot) {
        return '0' + region.getByte((slot << SLOT_SHIFT) + SIDE_OFFSET);
    }

    /** FIX 40. */
    public int ordType(final int slot) {
        return '0' + (region.getByte((slot << SLOT_SHIFT) + KIND_OFFSET) >> 4);
    }

    /** FIX 59. */
    public void timeInForce(final int slot, final int value) {
        final int offset = (slot << SLOT_SHIFT) + KIND_OFFSET;
        region.putByte(offset, (byte) ((region.getByte(offset) & 0xF0) | (value - '0')));
    }

    /** FIX 59. */
    public int timeInForce(final int slot) {
        return '0' + (region.getByte((slot << SLOT_SHIFT) + KIND_OFFSET) & 0xF);
    }

    long hash(final long hash, final CRC32C crc) {
        return pool.hash(hash, crc);
    }
}

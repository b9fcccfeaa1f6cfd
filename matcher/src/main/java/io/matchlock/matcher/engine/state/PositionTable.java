package io.matchlock.matcher.engine.state;

import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * What an account has and may get in an instrument, and the index by (account number, instrument slot).
 *
 * <pre>
 *    0    4    8    12   16        24        32        40        64
 *   +----+----+----+----+---------+---------+---------+---- - ---+
 *   |ac- |num-|in- |sec.| net     | open    | open    | free     |
 *   |cnt |ber |str |id  |         | buys    | sells   |          |
 *   +----+----+----+----+---------+---------+---------+---- - ---+
 *   account, instrument: slots     number: of the account     security id: of the instrument     net: bought less sold
 * </pre>
 */
public final class PositionTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int ACCOUNT_OFFSET = 0;
    private static final int NUMBER_OFFSET = ACCOUNT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int INSTRUMENT_OFFSET = NUMBER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SECURITY_ID_OFFSET = INSTRUMENT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int NET_OFFSET = SECURITY_ID_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int OPEN_BUYS_OFFSET = NET_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int OPEN_SELLS_OFFSET = OPEN_BUYS_OFFSET + BitUtil.SIZE_OF_LONG;

    private final SlotPool pool;
    private final long address;
    private final SlotIndex byPair;

    PositionTable(final int capacity, final Regions regions) {
        pool = new SlotPool("positions", capacity, SLOT_BYTES, regions);
        address = pool.address();
        byPair = new SlotIndex("position pairs", capacity, regions);
    }

    public boolean full() {
        return pool.free() == 0;
    }

    /** Adds an empty position; there must be room. */
    public int add(final int account, final int number, final int instrument, final int securityId) {
        final int slot = pool.take();
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putInt(address + offset + ACCOUNT_OFFSET, account);
        UnsafeApi.putInt(address + offset + NUMBER_OFFSET, number);
        UnsafeApi.putInt(address + offset + INSTRUMENT_OFFSET, instrument);
        UnsafeApi.putInt(address + offset + SECURITY_ID_OFFSET, securityId);
        byPair.put(byPair.tag(instrument, number), slot);
        return slot;
    }

    /** Slot of a position, 0 for none. */
    public int find(final int number, final int instrument) {
        final int tag = byPair.tag(instrument, number);
        int position = byPair.home(tag);
        long entry = byPair.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && isOf(SlotIndex.slotOf(entry), number, instrument)) {
                return SlotIndex.slotOf(entry);
            }
            position = byPair.next(position);
            entry = byPair.entry(position);
        }
        return 0;
    }

    private boolean isOf(final int slot, final int number, final int instrument) {
        return number(slot) == number && instrument(slot) == instrument;
    }

    /** Slot of the account. */
    public int account(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + ACCOUNT_OFFSET);
    }

    /** The account's number, unsigned 32 bits. */
    public int number(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + NUMBER_OFFSET);
    }

    /** Slot of the instrument. */
    public int instrument(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + INSTRUMENT_OFFSET);
    }

    /** The instrument's id, which is also in the instrument's slot: here an order's report finds it at once. */
    public int securityId(final int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + SECURITY_ID_OFFSET);
    }

    /** Bought less sold. */
    public long net(final int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + NET_OFFSET);
    }

    /** Open quantity of one side. */
    public long open(final int slot, final boolean buy) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + (buy ? OPEN_BUYS_OFFSET : OPEN_SELLS_OFFSET));
    }

    /** Adds to what is open of one side; negative takes away. */
    public void addOpen(final int slot, final boolean buy, final long quantity) {
        final long offset = ((long) slot << SLOT_SHIFT) + (buy ? OPEN_BUYS_OFFSET : OPEN_SELLS_OFFSET);
        UnsafeApi.putLong(address + offset, UnsafeApi.getLong(address + offset) + quantity);
    }

    /** What was open has traded. */
    public void trade(final int slot, final boolean buy, final long quantity) {
        addOpen(slot, buy, -quantity);
        final long offset = ((long) slot << SLOT_SHIFT) + NET_OFFSET;
        UnsafeApi.putLong(address + offset, UnsafeApi.getLong(address + offset) + (buy ? quantity : -quantity));
    }
}

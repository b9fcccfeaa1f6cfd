package io.matchlock.engine.party;

import io.matchlock.engine.handle.AccountAt;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.AccountSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;
import io.matchlock.engine.store.SlotList;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Accounts with their limits and what they have open, and their index by number. One without restraints and without a position that
 * says something gives its slot to another.
 *
 * <pre>
 *    0    4    8    12   16        24        32                  48   52   60   64
 *   +----+----+----+----+---------+---------+-------------------+----+---------+----+
 *   |num-|re- |open|max | max     | max     | open notional     |pos.| idle    |free|
 *   |ber |str.|ords|ords| position| notional| low      high     |used| links   |    |
 *   +----+----+----+----+---------+---------+-------------------+----+---------+----+
 *   restraints: bit 0 blocked, bit 1 some limit is not the highest     open notional: 128 bits, price in 10^-9 × quantity
 * </pre>
 */
public final class AccountTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int NUMBER_OFFSET = 0;
    private static final int RESTRAINTS_OFFSET = NUMBER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int OPEN_ORDERS_OFFSET = RESTRAINTS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int MAX_OPEN_ORDERS_OFFSET = OPEN_ORDERS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int MAX_POSITION_OFFSET = MAX_OPEN_ORDERS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int MAX_NOTIONAL_OFFSET = MAX_POSITION_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int NOTIONAL_LOW_OFFSET = MAX_NOTIONAL_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int NOTIONAL_HIGH_OFFSET = NOTIONAL_LOW_OFFSET + BitUtil.SIZE_OF_LONG;

    private static final int POSITIONS_OFFSET = NOTIONAL_HIGH_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int IDLE_LINKS_OFFSET = POSITIONS_OFFSET + BitUtil.SIZE_OF_INT;

    private static final int BLOCKED = 1;
    private static final int LIMITED = 2;

    private final SlotPool pool;
    private final long address;
    private final SlotIndex byNumber;
    private final SlotList idle;

    /** An empty table, with room for so many accounts. */
    public AccountTable(final int capacity, final Regions regions) {
        pool = new SlotPool("accounts", capacity, SLOT_BYTES, regions);
        address = pool.address();
        byNumber = new SlotIndex("account numbers", capacity, regions);
        idle = new SlotList(pool, SLOT_SHIFT, IDLE_LINKS_OFFSET, IDLE_LINKS_OFFSET);
    }

    /**
     * Whether there is no room for one more.
     *
     * @param givesWay whether one that is idle makes room
     */
    public boolean full(final boolean givesWay) {
        return pool.free() == 0 && !(givesWay && idle.first() != 0);
    }

    /** Where a slot lies: what the methods about one account go by. */
    public @AccountAt long at(final @AccountSlot int slot) {
        return (@AccountAt long) (address + ((long) slot << SLOT_SHIFT));
    }

    /** Adds an account without limits, and returns its slot; there must be room. */
    public @AccountSlot int add(final @AccountNumber int number) {
        final int slot = pool.free() == 0 ? leaveIdle() : pool.take();
        UnsafeApi.putInt(at(slot) + NUMBER_OFFSET, number);
        limit(at(slot), Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        byNumber.put(byNumber.tag(0, number), slot);
        update(slot);
        return slot;
    }

    private @AccountSlot int leaveIdle() {
        final int slot = idle.first();
        idle.remove(slot);
        byNumber.remove(byNumber.tag(0, number(at(slot))), slot);
        return slot;
    }

    /** Whether the account of a slot still is the one with this number. */
    public boolean isOf(final @AccountSlot int slot, final @AccountNumber int number) {
        return number(at(slot)) == number;
    }

    /** One more of its positions says something; or one less, if {@code count} is negative. */
    public void addPositions(final @AccountSlot int slot, final int count) {
        UnsafeApi.putInt(at(slot) + POSITIONS_OFFSET, UnsafeApi.getInt(at(slot) + POSITIONS_OFFSET) + count);
        update(slot);
    }

    /** Restraints or positions have changed. */
    public void update(final @AccountSlot int slot) {
        final boolean isIdle = isUnrestrained(at(slot)) && UnsafeApi.getInt(at(slot) + POSITIONS_OFFSET) == 0;
        if (isIdle == idle.has(slot)) {
            return;
        }
        if (isIdle) {
            idle.add(slot);
        } else {
            idle.remove(slot);
        }
    }

    /** Slot of an account, 0 for none. */
    public @AccountSlot int find(final @AccountNumber int number) {
        final int tag = byNumber.tag(0, number);
        int position = byNumber.home(tag);
        long entry = byNumber.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && number(at(SlotIndex.slotOf(entry))) == number) {
                return SlotIndex.slotOf(entry);
            }
            position = byNumber.next(position);
            entry = byNumber.entry(position);
        }
        return 0;
    }

    /** Sets all limits. */
    public static void limit(
            final @AccountAt long account, final int maxOpenOrders, final long maxPosition, final long maxNotional) {
        UnsafeApi.putInt(account + MAX_OPEN_ORDERS_OFFSET, maxOpenOrders);
        UnsafeApi.putLong(account + MAX_POSITION_OFFSET, maxPosition);
        UnsafeApi.putLong(account + MAX_NOTIONAL_OFFSET, maxNotional);
        restrain(
                account,
                LIMITED,
                maxOpenOrders != Integer.MAX_VALUE || maxPosition != Long.MAX_VALUE || maxNotional != Long.MAX_VALUE);
    }

    private static void restrain(final @AccountAt long account, final int restraint, final boolean value) {
        final int others = UnsafeApi.getInt(account + RESTRAINTS_OFFSET) & ~restraint;
        UnsafeApi.putInt(account + RESTRAINTS_OFFSET, value ? others | restraint : others);
    }

    /** Whether it is neither blocked nor has a limit of its own. */
    public static boolean isUnrestrained(final @AccountAt long account) {
        return UnsafeApi.getInt(account + RESTRAINTS_OFFSET) == 0;
    }

    /** Unsigned 32 bits. */
    private static @AccountNumber int number(final @AccountAt long account) {
        return UnsafeApi.getInt(account + NUMBER_OFFSET);
    }

    /** Whether it may enter no orders. */
    public static boolean isBlocked(final @AccountAt long account) {
        return (UnsafeApi.getInt(account + RESTRAINTS_OFFSET) & BLOCKED) != 0;
    }

    /** Blocks or unblocks it. */
    public static void blocked(final @AccountAt long account, final boolean value) {
        restrain(account, BLOCKED, value);
    }

    /** Whether as many of its orders live as may. */
    public static boolean hasMaxOrders(final @AccountAt long account) {
        return UnsafeApi.getInt(account + OPEN_ORDERS_OFFSET) >= UnsafeApi.getInt(account + MAX_OPEN_ORDERS_OFFSET);
    }

    /** In each instrument, either way. */
    public static long maxPosition(final @AccountAt long account) {
        return UnsafeApi.getLong(account + MAX_POSITION_OFFSET);
    }

    /** Whole units of price. */
    public static long maxNotional(final @AccountAt long account) {
        return UnsafeApi.getLong(account + MAX_NOTIONAL_OFFSET);
    }

    /** Low 64 bits of the open notional. */
    public static long notionalLow(final @AccountAt long account) {
        return UnsafeApi.getLong(account + NOTIONAL_LOW_OFFSET);
    }

    /** High 64 bits of the open notional. */
    public static long notionalHigh(final @AccountAt long account) {
        return UnsafeApi.getLong(account + NOTIONAL_HIGH_OFFSET);
    }

    /** Adds to the number of live orders; negative takes away. */
    public static void addOrders(final @AccountAt long account, final int count) {
        UnsafeApi.putInt(account + OPEN_ORDERS_OFFSET, UnsafeApi.getInt(account + OPEN_ORDERS_OFFSET) + count);
    }

    /** Adds price × quantity to the open notional. */
    public static void reserve(final @AccountAt long account, final long price, final long quantity) {
        final long low = price * quantity;
        final long sum = UnsafeApi.getLong(account + NOTIONAL_LOW_OFFSET) + low;
        final long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        UnsafeApi.putLong(account + NOTIONAL_LOW_OFFSET, sum);
        UnsafeApi.putLong(
                account + NOTIONAL_HIGH_OFFSET,
                UnsafeApi.getLong(account + NOTIONAL_HIGH_OFFSET) + Math.multiplyHigh(price, quantity) + carry);
    }

    /** Takes price × quantity from the open notional. */
    public static void release(final @AccountAt long account, final long price, final long quantity) {
        final long low = price * quantity;
        final long before = UnsafeApi.getLong(account + NOTIONAL_LOW_OFFSET);
        final long borrow = Long.compareUnsigned(before, low) < 0 ? 1 : 0;
        UnsafeApi.putLong(account + NOTIONAL_LOW_OFFSET, before - low);
        UnsafeApi.putLong(
                account + NOTIONAL_HIGH_OFFSET,
                UnsafeApi.getLong(account + NOTIONAL_HIGH_OFFSET) - Math.multiplyHigh(price, quantity) - borrow);
    }
}

package io.matchlock.engine.party;

import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.AccountSlot;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.PositionAt;
import io.matchlock.engine.handle.PositionSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;
import io.matchlock.engine.store.SlotList;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * What an account has and may get in an instrument, and the index by (account number, instrument slot). One that is flat, with nothing
 * bought, sold or open, says nothing: it gives its slot to another, and its account may be gone by then.
 *
 * <pre>
 *    0    4    8    12   16        24        32        40        64
 *   +----+----+----+----+---------+---------+---------+---- - ---+
 *   |ac- |num-|in- |sec.| exposed | exposed | flat    | free     |
 *   |cnt |ber |str |id  | buying  | selling | links   |          |
 *   +----+----+----+----+---------+---------+---------+---- - ---+
 *   account, instrument: slots     number: of the account     security id: of the instrument
 *   exposed buying: what the position is if all open buys trade; exposed selling: its negative if all open sells do
 * </pre>
 */
public final class PositionTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int ACCOUNT_OFFSET = 0;
    private static final int NUMBER_OFFSET = ACCOUNT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int INSTRUMENT_OFFSET = NUMBER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SECURITY_ID_OFFSET = INSTRUMENT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int BUYING_OFFSET = SECURITY_ID_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SELLING_OFFSET = BUYING_OFFSET + BitUtil.SIZE_OF_LONG;

    private static final int FLAT_LINKS_OFFSET = SELLING_OFFSET + BitUtil.SIZE_OF_LONG;

    private final SlotPool pool;
    private final long address;
    private final SlotIndex byPair;
    private final SlotList flat;

    /** An empty table, with room for so many positions. */
    public PositionTable(final int capacity, final Regions regions) {
        pool = new SlotPool("positions", capacity, SLOT_BYTES, regions);
        address = pool.address();
        byPair = new SlotIndex("position pairs", capacity, regions);
        flat = new SlotList(pool, SLOT_SHIFT, FLAT_LINKS_OFFSET, FLAT_LINKS_OFFSET);
    }

    /**
     * Whether there is no room for one more.
     *
     * @param givesWay whether a flat one makes room
     */
    public boolean full(final boolean givesWay) {
        return pool.free() == 0 && !(givesWay && flat.first() != 0);
    }

    /** Whether it is known to be flat. */
    public boolean isFlat(final @PositionSlot int slot) {
        return flat.has(slot);
    }

    /** One that is known to be flat says something again, of this account. */
    public void begin(final @PositionSlot int slot, final @AccountSlot int account) {
        flat.remove(slot);
        UnsafeApi.putInt(at(slot) + ACCOUNT_OFFSET, account);
    }

    /** Notes it if a position has become flat, which it was not known to be; returns whether it has. */
    public boolean end(final @PositionSlot int slot) {
        final long position = at(slot);
        if ((UnsafeApi.getLong(position + BUYING_OFFSET) | UnsafeApi.getLong(position + SELLING_OFFSET)) != 0
                || flat.has(slot)) {
            return false;
        }
        flat.add(slot);
        return true;
    }

    /** Where a slot lies: what the methods about one position go by. */
    public @PositionAt long at(final @PositionSlot int slot) {
        return (@PositionAt long) (address + ((long) slot << SLOT_SHIFT));
    }

    /** Adds an empty position, and returns its slot; there must be room. */
    public @PositionSlot int add(
            final @AccountSlot int account,
            final @AccountNumber int number,
            final @InstrumentSlot int instrument,
            final int securityId) {
        final int slot = pool.free() == 0 ? leaveFlat() : pool.take();
        final long position = at(slot);
        UnsafeApi.putInt(position + ACCOUNT_OFFSET, account);
        UnsafeApi.putInt(position + NUMBER_OFFSET, number);
        UnsafeApi.putInt(position + INSTRUMENT_OFFSET, instrument);
        UnsafeApi.putInt(position + SECURITY_ID_OFFSET, securityId);
        byPair.put(byPair.tag(instrument, number), slot);
        return slot;
    }

    private @PositionSlot int leaveFlat() {
        final int slot = flat.first();
        flat.remove(slot);
        byPair.remove(byPair.tag(instrument(at(slot)), number(at(slot))), slot);
        return slot;
    }

    /** Slot of a position, 0 for none. */
    public @PositionSlot int find(final @AccountNumber int number, final @InstrumentSlot int instrument) {
        final int tag = byPair.tag(instrument, number);
        int index = byPair.home(tag);
        long entry = byPair.entry(index);
        while (entry != 0) {
            final long position = at(SlotIndex.slotOf(entry));
            if (SlotIndex.tagOf(entry) == tag && number(position) == number && instrument(position) == instrument) {
                return SlotIndex.slotOf(entry);
            }
            index = byPair.next(index);
            entry = byPair.entry(index);
        }
        return 0;
    }

    /** Slot of the account. */
    public static @AccountSlot int account(final @PositionAt long position) {
        return UnsafeApi.getInt(position + ACCOUNT_OFFSET);
    }

    /** The account's number, unsigned 32 bits. */
    public static @AccountNumber int number(final @PositionAt long position) {
        return UnsafeApi.getInt(position + NUMBER_OFFSET);
    }

    /** Slot of the instrument. */
    public static @InstrumentSlot int instrument(final @PositionAt long position) {
        return UnsafeApi.getInt(position + INSTRUMENT_OFFSET);
    }

    /** The instrument's id, which is also in the instrument's slot: here an order's report finds it at once. */
    public static int securityId(final @PositionAt long position) {
        return UnsafeApi.getInt(position + SECURITY_ID_OFFSET);
    }

    /** Bought less sold plus open buys, or sold less bought plus open sells. */
    public static long exposed(final @PositionAt long position, final boolean buy) {
        return UnsafeApi.getLong(position + (buy ? BUYING_OFFSET : SELLING_OFFSET));
    }

    /** Adds to what is open of one side; negative takes away. */
    public static void addOpen(final @PositionAt long position, final boolean buy, final long quantity) {
        final long address = position + (buy ? BUYING_OFFSET : SELLING_OFFSET);
        UnsafeApi.putLong(address, UnsafeApi.getLong(address) + quantity);
    }

    /** What was open of one side has traded: there the exposure stays, on the other side it is less. */
    public static void trade(final @PositionAt long position, final boolean buy, final long quantity) {
        addOpen(position, !buy, -quantity);
    }
}

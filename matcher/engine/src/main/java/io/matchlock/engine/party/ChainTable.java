package io.matchlock.engine.party;

import io.matchlock.engine.handle.ChainSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotList;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * The chain that stands, or stood last, for each chain id. A few dozen at most in practice: looked through from the start.
 *
 * <pre>
 *    0    4    8         16        24        32        40        48        56        64
 *   +----+----+---------+---------+---------+---------+---------+---------+---------+
 *   |id  |open| incarn- | start   | last    | heard   | heard   | fenced  | free    |
 *   |    |    | ation   | time    | batch   | at      | at tick | links   |         |
 *   +----+----+---------+---------+---------+---------+---------+---------+---------+
 *   open: 0 once fenced     heard at: engine time, and number of ticks counted, at the last entry applied
 *   links: of the list of those that are fenced     slot 0: start time is the latest of those that gave way
 * </pre>
 */
public final class ChainTable {
    private static final int SLOT_BYTES = 64;
    private static final int SLOT_SHIFT = 6;

    private static final int ID_OFFSET = 0;
    private static final int OPEN_OFFSET = ID_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int INCARNATION_OFFSET = OPEN_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int START_TIME_OFFSET = INCARNATION_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LAST_BATCH_OFFSET = START_TIME_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int HEARD_AT_OFFSET = LAST_BATCH_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int HEARD_AT_TICK_OFFSET = HEARD_AT_OFFSET + BitUtil.SIZE_OF_LONG;

    private static final int FENCED_LINKS_OFFSET = HEARD_AT_TICK_OFFSET + BitUtil.SIZE_OF_LONG;

    private final SlotPool pool;
    private final long address;
    private final SlotList fenced;

    /** An empty table, with room for so many chains. */
    public ChainTable(final int capacity, final Regions regions) {
        pool = new SlotPool("chains", capacity, SLOT_BYTES, regions);
        address = pool.address();
        fenced = new SlotList(pool, SLOT_SHIFT, FENCED_LINKS_OFFSET, FENCED_LINKS_OFFSET);
    }

    /** Whether every slot was taken. */
    public boolean full() {
        return pool.free() == 0;
    }

    /** The chain that was fenced longest ago and never opened again, 0 if there is none. */
    public @ChainSlot int firstFenced() {
        return fenced.first();
    }

    /** The latest start time of a chain that has given way to another, 0 if none has. */
    public long latestGoneNs() {
        return UnsafeApi.getLong(address + START_TIME_OFFSET);
    }

    /** A fenced chain gives way to one of another id. */
    public void replace(final @ChainSlot int slot, final int chainId) {
        UnsafeApi.putLong(address + START_TIME_OFFSET, Math.max(latestGoneNs(), startTimeNs(slot)));
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + ID_OFFSET, chainId);
    }

    /** How many there are, which is also the highest slot. */
    public int count() {
        return pool.live();
    }

    /** 0 for none. */
    public @ChainSlot int find(final int chainId) {
        final int count = count();
        for (int slot = 1; slot <= count; slot++) {
            if (id(slot) == chainId) {
                return slot;
            }
        }
        return 0;
    }

    /** A slot for a new chain id; there must be room. */
    public @ChainSlot int add(final int chainId) {
        final int slot = pool.take();
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + ID_OFFSET, chainId);
        return slot;
    }

    /** The slot's chain from here on; its batch 1 counts as applied. */
    public void open(final @ChainSlot int slot, final long incarnation, final long startTimeNs) {
        final long offset = (long) slot << SLOT_SHIFT;
        if (fenced.has(slot)) {
            fenced.remove(slot);
        }
        UnsafeApi.putInt(address + offset + OPEN_OFFSET, 1);
        UnsafeApi.putLong(address + offset + INCARNATION_OFFSET, incarnation);
        UnsafeApi.putLong(address + offset + START_TIME_OFFSET, startTimeNs);
        UnsafeApi.putLong(address + offset + LAST_BATCH_OFFSET, 1);
    }

    /** Fences a chain: nothing more of it counts. */
    public void close(final @ChainSlot int slot) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + OPEN_OFFSET, 0);
        fenced.add(slot);
    }

    /** Its id, gateway &lt;&lt; 16 | loop. */
    public int id(final @ChainSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + ID_OFFSET);
    }

    /** Whether it is not fenced. */
    public boolean isOpen(final @ChainSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + OPEN_OFFSET) != 0;
    }

    /** The incarnation that stands. */
    public long incarnation(final @ChainSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + INCARNATION_OFFSET);
    }

    /** When that incarnation started, nanoseconds UTC. */
    public long startTimeNs(final @ChainSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + START_TIME_OFFSET);
    }

    /** The number of the last batch that counted. */
    public long lastBatch(final @ChainSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + LAST_BATCH_OFFSET);
    }

    /** Sets the number of the last batch that counted. */
    public void lastBatch(final @ChainSlot int slot, final long value) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + LAST_BATCH_OFFSET, value);
    }

    public long heardAtNs(final @ChainSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + HEARD_AT_OFFSET);
    }

    /** How many ticks had counted when it was heard last. */
    public long heardAtTick(final @ChainSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + HEARD_AT_TICK_OFFSET);
    }

    /** It is heard now. */
    public void heard(final @ChainSlot int slot, final long engineTimeNs, final long ticks) {
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + HEARD_AT_OFFSET, engineTimeNs);
        UnsafeApi.putLong(address + offset + HEARD_AT_TICK_OFFSET, ticks);
    }
}

package io.matchlock.matcher.engine.state;

import org.agrona.BitUtil;

/**
 * The chain that stands, or stood last, for each chain id. A few dozen at most in practice: looked through from the start.
 *
 * <pre>
 *    0    4    8         16        24        32        40        64
 *   +----+----+---------+---------+---------+---------+--- - ---+
 *   |id  |open| incarn- | start   | last    | heard   | free    |
 *   |    |    | ation   | time    | batch   | at      |         |
 *   +----+----+---------+---------+---------+---------+--- - ---+
 *   open: 0 once fenced     heard at: engine time at the last entry applied
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

    private final SlotPool pool;
    private final Region region;

    ChainTable(final int capacity, final Regions regions) {
        pool = new SlotPool("chains", capacity, SLOT_BYTES, regions);
        region = pool.region();
    }

    public boolean full() {
        return pool.free() == 0;
    }

    /** How many there are, which is also the highest slot. */
    public int count() {
        return pool.live();
    }

    /** 0 for none. */
    public int find(final int chainId) {
        final int count = count();
        for (int slot = 1; slot <= count; slot++) {
            if (id(slot) == chainId) {
                return slot;
            }
        }
        return 0;
    }

    /** A slot for a new chain id; there must be room. */
    public int add(final int chainId) {
        final int slot = pool.take();
        region.putInt(((long) slot << SLOT_SHIFT) + ID_OFFSET, chainId);
        return slot;
    }

    /** The slot's chain from here on; its batch 1 counts as applied. */
    public void open(final int slot, final long incarnation, final long startTimeNs, final long engineTimeNs) {
        final long offset = (long) slot << SLOT_SHIFT;
        region.putInt(offset + OPEN_OFFSET, 1);
        region.putLong(offset + INCARNATION_OFFSET, incarnation);
        region.putLong(offset + START_TIME_OFFSET, startTimeNs);
        region.putLong(offset + LAST_BATCH_OFFSET, 1);
        region.putLong(offset + HEARD_AT_OFFSET, engineTimeNs);
    }

    public void close(final int slot) {
        region.putInt(((long) slot << SLOT_SHIFT) + OPEN_OFFSET, 0);
    }

    public int id(final int slot) {
        return region.getInt(((long) slot << SLOT_SHIFT) + ID_OFFSET);
    }

    public boolean isOpen(final int slot) {
        return region.getInt(((long) slot << SLOT_SHIFT) + OPEN_OFFSET) != 0;
    }

    public long incarnation(final int slot) {
        return region.getLong(((long) slot << SLOT_SHIFT) + INCARNATION_OFFSET);
    }

    public long startTimeNs(final int slot) {
        return region.getLong(((long) slot << SLOT_SHIFT) + START_TIME_OFFSET);
    }

    public long lastBatch(final int slot) {
        return region.getLong(((long) slot << SLOT_SHIFT) + LAST_BATCH_OFFSET);
    }

    public void lastBatch(final int slot, final long value) {
        region.putLong(((long) slot << SLOT_SHIFT) + LAST_BATCH_OFFSET, value);
    }

    public long heardAtNs(final int slot) {
        return region.getLong(((long) slot << SLOT_SHIFT) + HEARD_AT_OFFSET);
    }

    public void heardAtNs(final int slot, final long value) {
        region.putLong(((long) slot << SLOT_SHIFT) + HEARD_AT_OFFSET, value);
    }
}

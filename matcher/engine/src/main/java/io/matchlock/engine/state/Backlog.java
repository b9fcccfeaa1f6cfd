package io.matchlock.engine.state;

import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.Region;
import io.matchlock.engine.store.Regions;
import org.agrona.BitUtil;

/**
 * Records that wait behind unfinished work, first in, first out, in slots of equal size.
 *
 * <pre>
 *    0         8         16
 *   +---------+---------+-----------------+-----------------+--- - -
 *   | taken   | added   | slot 0          | slot 1          |
 *   +---------+---------+-----------------+-----------------+--- - -
 *   slot: kind (4), session (4), chain (4), ints (5 × 4), client seq no (8), receive time (8), longs (11 × 8)
 * </pre>
 */
public final class Backlog {
    /** Room for values in a slot. */
    public static final int LONGS = 11;
    /** Room for values in a slot. */
    public static final int INTS = 5;

    private static final int TAKEN_OFFSET = 0;
    private static final int ADDED_OFFSET = TAKEN_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int SLOTS_OFFSET = 128;

    private static final int KIND_OFFSET = 0;
    private static final int SESSION_OFFSET = KIND_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int CHAIN_OFFSET = SESSION_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int INTS_OFFSET = CHAIN_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int CLIENT_SEQ_NO_OFFSET = INTS_OFFSET + INTS * BitUtil.SIZE_OF_INT;
    private static final int RECEIVE_TIME_OFFSET = CLIENT_SEQ_NO_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LONGS_OFFSET = RECEIVE_TIME_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int SLOT_SHIFT = 8;

    private final Region region;
    private final int capacity;

    Backlog(final int capacity, final Regions regions) {
        this.capacity = capacity;
        final long length = SLOTS_OFFSET + ((long) capacity << SLOT_SHIFT);
        region = regions.add("waiting records", length, this::usedBytes);
    }

    private long usedBytes() {
        return SLOTS_OFFSET + (Math.min(added(), capacity) << SLOT_SHIFT);
    }

    private long taken() {
        return region.getLong(TAKEN_OFFSET);
    }

    private long added() {
        return region.getLong(ADDED_OFFSET);
    }

    /** Whether no record waits. */
    public boolean isEmpty() {
        return taken() == added();
    }

    /** Slots that are free. */
    public int free() {
        return capacity - (int) (added() - taken());
    }

    /** Adds a record, whose values the caller sets; there must be room. */
    public void add(
            final int kind,
            final @SessionSlot int session,
            final int chainId,
            final long clientSeqNo,
            final long receiveTimeNs) {
        region.putLong(ADDED_OFFSET, added() + 1);
        final long offset = last();
        region.putInt(offset + KIND_OFFSET, kind);
        region.putInt(offset + SESSION_OFFSET, session);
        region.putInt(offset + CHAIN_OFFSET, chainId);
        region.putLong(offset + CLIENT_SEQ_NO_OFFSET, clientSeqNo);
        region.putLong(offset + RECEIVE_TIME_OFFSET, receiveTimeNs);
        for (int index = 0; index < LONGS; index++) {
            putLong(index, 0);
        }
        for (int index = 0; index < INTS; index++) {
            putInt(index, 0);
        }
    }

    private long last() {
        return SLOTS_OFFSET + (((added() - 1) % capacity) << SLOT_SHIFT);
    }

    private long first() {
        return SLOTS_OFFSET + ((taken() % capacity) << SLOT_SHIFT);
    }

    /** Sets a value of the record added last. */
    public void putLong(final int index, final long value) {
        region.putLong(last() + LONGS_OFFSET + ((long) index << 3), value);
    }

    /** Sets a value of the record added last. */
    public void putInt(final int index, final int value) {
        region.putInt(last() + INTS_OFFSET + ((long) index << 2), value);
    }

    /** Of the first record, as all that follow. */
    public int kind() {
        return region.getInt(first() + KIND_OFFSET);
    }

    /** Session of the oldest record, 0 for none. */
    public @SessionSlot int session() {
        return region.getInt(first() + SESSION_OFFSET);
    }

    /** Chain of the oldest record. */
    public int chainId() {
        return region.getInt(first() + CHAIN_OFFSET);
    }

    /** Client number of the oldest record, null for none. */
    public long clientSeqNo() {
        return region.getLong(first() + CLIENT_SEQ_NO_OFFSET);
    }

    /** When the oldest record was received, nanoseconds UTC. */
    public long receiveTimeNs() {
        return region.getLong(first() + RECEIVE_TIME_OFFSET);
    }

    /** A value of the oldest record, by index from 0. */
    public long getLong(final int index) {
        return region.getLong(first() + LONGS_OFFSET + ((long) index << 3));
    }

    /** A value of the oldest record, by index from 0. */
    public int getInt(final int index) {
        return region.getInt(first() + INTS_OFFSET + ((long) index << 2));
    }

    /** Takes the first record away. */
    public void remove() {
        region.putLong(TAKEN_OFFSET, taken() + 1);
    }
}

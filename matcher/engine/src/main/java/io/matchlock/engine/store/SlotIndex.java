package io.matchlock.engine.store;

import io.matchlock.engine.handle.Untyped;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * An open-addressing index from keys to slots: linear probing, at most half full, removal by shifting back, so that it never
 * degrades and needs no rebuild. It knows tags, not keys: the table that owns the slots compares those.
 *
 * <p>Keys that follow one another, as ids mostly do, lie evenly spread and hardly ever meet: within a block of keys, four times as
 * many as there are entries, a tag is a multiple of the golden ratio (Fibonacci hashing, Knuth, The Art of Computer Programming 3,
 * 6.4). Blocks are strewn at random, so that keys at whatever equal distances can gather at one entry by no more than
 * about ten of each block: q multiples of a distance d are 0.38 / (q d) of the table apart or more, as no ratio is
 * approximated worse than the golden one.
 *
 * <pre>
 *   entry, 8 bytes                        all zero: empty
 *   +-------------------------------+-------------------------------+
 *   | slot (32)                     | tag (32)                      |
 *   +-------------------------------+-------------------------------+
 * </pre>
 *
 * Its content follows from the slots and the order in which they came: it is no part of the state hash.
 */
public final class SlotIndex {
    private static final int ENTRY_SHIFT = 3;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final long SCOPE_MULTIPLIER = 0xD1B54A32D192ED03L;

    private final long address;
    private final int mask;
    private final int shift;
    private final long blockMask;

    /** An empty index, with room for so many entries. */
    public SlotIndex(final String name, final int maxEntries, final Regions regions) {
        final int capacity = BitUtil.findNextPositivePowerOfTwo(Math.max(8, maxEntries * 2));
        address = regions.addDerived(name, (long) capacity << ENTRY_SHIFT).address();
        mask = capacity - 1;
        shift = Integer.numberOfLeadingZeros(mask);
        blockMask = 4L * capacity - 1;
    }

    /** The tag of a key. Its high bits say where a search starts. Of no help against keys chosen to collide. */
    public int tag(final long scope, final long key) {
        final long block = ((key & ~blockMask) + scope * SCOPE_MULTIPLIER) * GOLDEN_RATIO;
        final long start = (block ^ (block >>> 32)) * GOLDEN_RATIO;
        return (int) ((start + (key & blockMask) * GOLDEN_RATIO) >>> 32);
    }

    /** Where to start to look for a tag. */
    public int home(final int tag) {
        return tag >>> shift;
    }

    /** The position behind, in the ring of positions. */
    public int next(final int position) {
        return (position + 1) & mask;
    }

    /** 0 if there is nothing. */
    public long entry(final int position) {
        return UnsafeApi.getLong(address + ((long) position << ENTRY_SHIFT));
    }

    /** The address of the entry at which a search for a tag begins. */
    public long homeAddress(final int tag) {
        return address + ((long) home(tag) << ENTRY_SHIFT);
    }

    /** The slot of the entry at an address, 0 for an empty one. */
    public static @Untyped int slotAt(final long entryAddress) {
        return slotOf(UnsafeApi.getLong(entryAddress));
    }

    /** The tag of an entry. */
    public static int tagOf(final long entry) {
        return (int) (entry >>> 32);
    }

    /** The slot of an entry, 0 for an empty one. */
    public static @Untyped int slotOf(final long entry) {
        return (@Untyped int) entry;
    }

    /** Puts an entry at the first empty position from the tag's home on. */
    public void put(final int tag, final int slot) {
        int position = home(tag);
        while (entry(position) != 0) {
            position = next(position);
        }
        set(position, ((long) tag << 32) | slot);
    }

    /** Puts an entry at the empty position at which a search for its tag has ended. Nothing may have changed since. */
    public void putAt(final int position, final int tag, final int slot) {
        set(position, ((long) tag << 32) | slot);
    }

    /** Removes the entry that is at a position. */
    public void removeAt(final int position) {
        closeHole(position);
    }

    /** Removes an entry that is there. */
    public void remove(final int tag, final int slot) {
        final long wanted = ((long) tag << 32) | slot;
        int position = home(tag);
        while (entry(position) != wanted) {
            position = next(position);
        }
        closeHole(position);
    }

    private void closeHole(final int position) {
        int hole = position;
        int candidate = next(hole);
        long entry = entry(candidate);
        while (entry != 0) {
            final int distance = (candidate - home(tagOf(entry))) & mask;
            if (distance >= ((candidate - hole) & mask)) {
                set(hole, entry);
                hole = candidate;
            }
            candidate = next(candidate);
            entry = entry(candidate);
        }
        set(hole, 0);
    }

    private void set(final int position, final long entry) {
        UnsafeApi.putLong(address + ((long) position << ENTRY_SHIFT), entry);
    }
}

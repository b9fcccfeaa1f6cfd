package io.matchlock.engine.store;

import io.matchlock.engine.handle.Untyped;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Slots of a pool in the order in which they were added: the one that has been there longest is the first. Adding and removing take
 * the same time wherever a slot stands. A slot is in one list of its pool at most; the list's ends lie in slot 0, each list's elsewhere.
 *
 * <pre>
 *   in a slot:  0   previous: the slot before + 1, 1 for none, 0 for a slot in no list
 *               4   next: the slot behind + 1, 1 for none
 *   in slot 0:  0   last, 0 for none
 *               4   first, 0 for none
 * </pre>
 */
public final class SlotList {
    /** So many bytes of a slot. */
    public static final int LINKS_BYTES = 2 * BitUtil.SIZE_OF_INT;

    private static final int NEXT = BitUtil.SIZE_OF_INT;

    private final long links;
    private final long ends;
    private final int slotShift;

    /**
     * An empty list.
     *
     * @param pool of the slots
     * @param slotShift binary logarithm of a slot's length
     * @param linksOffset in each slot
     * @param endsOffset in slot 0
     */
    public SlotList(final SlotPool pool, final int slotShift, final int linksOffset, final int endsOffset) {
        this.links = pool.address() + linksOffset;
        this.ends = pool.address() + endsOffset;
        this.slotShift = slotShift;
    }

    /** The slot that has been in it longest, 0 for none. */
    public @Untyped int first() {
        return (@Untyped int) UnsafeApi.getInt(ends + NEXT);
    }

    /** Whether a slot is in this list, or in another one of its pool. */
    public boolean has(final int slot) {
        return UnsafeApi.getInt(at(slot)) != 0;
    }

    /** Adds a slot that is in no list, as the last one. */
    public void add(final int slot) {
        final int last = UnsafeApi.getInt(ends);
        UnsafeApi.putInt(at(slot), last + 1);
        UnsafeApi.putInt(at(slot) + NEXT, 1);
        UnsafeApi.putInt(last == 0 ? ends + NEXT : at(last) + NEXT, last == 0 ? slot : slot + 1);
        UnsafeApi.putInt(ends, slot);
    }

    /** Removes a slot that is in this list. */
    public void remove(final int slot) {
        final int previous = UnsafeApi.getInt(at(slot)) - 1;
        final int next = UnsafeApi.getInt(at(slot) + NEXT) - 1;
        UnsafeApi.putInt(previous == 0 ? ends + NEXT : at(previous) + NEXT, previous == 0 ? next : next + 1);
        UnsafeApi.putInt(next == 0 ? ends : at(next), next == 0 ? previous : previous + 1);
        UnsafeApi.putLong(at(slot), 0);
    }

    private long at(final int slot) {
        return links + ((long) slot << slotShift);
    }
}

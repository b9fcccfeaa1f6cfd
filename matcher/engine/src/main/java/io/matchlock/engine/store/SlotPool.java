package io.matchlock.engine.store;

import io.matchlock.engine.handle.Untyped;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Slots of one size in one region, and which of them are free: those freed last are taken first, as they are likely in cache.
 *
 * <pre>
 *   slot 0    0   high water: highest slot ever taken
 *             4   free head: the last one freed, 0 for none; a free slot's first word names the next
 *             8   live: slots taken
 *   slot 1 …  the owner's
 * </pre>
 */
public final class SlotPool {
    private static final int HIGH_WATER_OFFSET = 0;
    private static final int FREE_HEAD_OFFSET = HIGH_WATER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int LIVE_OFFSET = FREE_HEAD_OFFSET + BitUtil.SIZE_OF_INT;

    private final long address;
    private final int slotShift;
    private final int capacity;

    /** A pool with all slots free. */
    public SlotPool(final String name, final int capacity, final int slotBytes, final Regions regions) {
        this.capacity = capacity;
        slotShift = Integer.numberOfTrailingZeros(slotBytes);
        address = regions.add(name, (capacity + 1L) << slotShift, () -> (highWater() + 1L) << slotShift)
                .address();
    }

    /** Where slot 0 begins. */
    public long address() {
        return address;
    }

    /** How many slots are taken. */
    public int live() {
        return UnsafeApi.getInt(address + LIVE_OFFSET);
    }

    int highWater() {
        return UnsafeApi.getInt(address + HIGH_WATER_OFFSET);
    }

    /** How many slots are free. */
    public int free() {
        return capacity - live();
    }

    /** A slot with what its last owner left in it; there must be a free one. */
    public @Untyped int take() {
        UnsafeApi.putInt(address + LIVE_OFFSET, live() + 1);
        final int head = UnsafeApi.getInt(address + FREE_HEAD_OFFSET);
        if (head == 0) {
            final int fresh = highWater() + 1;
            UnsafeApi.putInt(address + HIGH_WATER_OFFSET, fresh);
            return (@Untyped int) fresh;
        }
        UnsafeApi.putInt(address + FREE_HEAD_OFFSET, UnsafeApi.getInt(address + ((long) head << slotShift)));
        return head;
    }

    /** Frees a slot. */
    public void give(final int slot) {
        UnsafeApi.putInt(address + ((long) slot << slotShift), UnsafeApi.getInt(address + FREE_HEAD_OFFSET));
        UnsafeApi.putInt(address + FREE_HEAD_OFFSET, slot);
        UnsafeApi.putInt(address + LIVE_OFFSET, live() - 1);
    }
}

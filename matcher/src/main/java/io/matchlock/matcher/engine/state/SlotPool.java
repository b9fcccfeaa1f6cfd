package io.matchlock.matcher.engine.state;

import org.agrona.BitUtil;

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
final class SlotPool {
    private static final int HIGH_WATER_OFFSET = 0;
    private static final int FREE_HEAD_OFFSET = HIGH_WATER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int LIVE_OFFSET = FREE_HEAD_OFFSET + BitUtil.SIZE_OF_INT;

    private final Region region;
    private final int slotShift;
    private final int capacity;

    SlotPool(final String name, final int capacity, final int slotBytes, final Regions regions) {
        this.capacity = capacity;
        slotShift = Integer.numberOfTrailingZeros(slotBytes);
        region = regions.add(name, (capacity + 1L) << slotShift, () -> (highWater() + 1L) << slotShift);
    }

    Region region() {
        return region;
    }

    int live() {
        return region.getInt(LIVE_OFFSET);
    }

    int highWater() {
        return region.getInt(HIGH_WATER_OFFSET);
    }

    int free() {
        return capacity - live();
    }

    /** A slot with what its last owner left in it; there must be a free one. */
    int take() {
        region.putInt(LIVE_OFFSET, live() + 1);
        final int head = region.getInt(FREE_HEAD_OFFSET);
        if (head == 0) {
            final int fresh = highWater() + 1;
            region.putInt(HIGH_WATER_OFFSET, fresh);
            return fresh;
        }
        region.putInt(FREE_HEAD_OFFSET, region.getInt((long) head << slotShift));
        return head;
    }

    void give(final int slot) {
        region.putInt((long) slot << slotShift, region.getInt(FREE_HEAD_OFFSET));
        region.putInt(FREE_HEAD_OFFSET, slot);
        region.putInt(LIVE_OFFSET, live() - 1);
    }
}

package io.matchlock.engine.book;

import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/** Instruments by security id. Of ids with the same low bits the first has a cell of its own, any other is found by hash. */
final class SecurityIds {
    private final InstrumentTable instruments;
    /** A ring of cells of one slot each, at least twice as many as instruments. An id's low bits name its cell. */
    private final long cells;

    private final int cellMask;
    /** The index of those whose cell was taken. */
    private final SlotIndex others;

    SecurityIds(final int capacity, final InstrumentTable instruments, final Regions regions) {
        this.instruments = instruments;
        cellMask = BitUtil.findNextPositivePowerOfTwo(2 * capacity) - 1;
        cells = regions.addDerived("security id places", (cellMask + 1L) * BitUtil.SIZE_OF_INT)
                .address();
        others = new SlotIndex("security ids", capacity, regions);
    }

    /** Adds an instrument whose id is not there yet. */
    void add(final int securityId, final @InstrumentSlot int slot) {
        final long cell = cell(securityId);
        if (UnsafeApi.getInt(cell) == 0) {
            UnsafeApi.putInt(cell, slot);
        } else {
            others.put(others.tag(0, securityId), slot);
        }
    }

    private long cell(final int securityId) {
        return cells + (long) (securityId & cellMask) * BitUtil.SIZE_OF_INT;
    }

    /** Slot of an instrument, 0 for none. */
    @InstrumentSlot
    int find(final int securityId) {
        final int slot = UnsafeApi.getInt(cell(securityId));
        return slot == 0 || instruments.securityId(slot) == securityId ? slot : search(securityId);
    }

    private @InstrumentSlot int search(final int securityId) {
        final int tag = others.tag(0, securityId);
        int position = others.home(tag);
        long entry = others.entry(position);
        while (entry != 0) {
            final int slot = SlotIndex.slotOf(entry);
            if (SlotIndex.tagOf(entry) == tag && instruments.securityId(slot) == securityId) {
                return slot;
            }
            position = others.next(position);
            entry = others.entry(position);
        }
        return 0;
    }
}

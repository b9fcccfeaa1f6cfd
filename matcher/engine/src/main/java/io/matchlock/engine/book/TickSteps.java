package io.matchlock.engine.book;

import io.matchlock.engine.handle.InstrumentSlot;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * The steps of the instruments' tick tables beyond the base tick, ascending by price. They lie in the instruments' slots, each a
 * price and a tick size; their number stands in the flags' high half.
 */
public final class TickSteps {
    static final int COUNT_SHIFT = 16;

    private static final int MAX_STEPS = 3;
    private static final int STEP_BYTES = 2 * BitUtil.SIZE_OF_LONG;
    static final int BYTES = MAX_STEPS * STEP_BYTES;

    private final long stepsAddress;
    private final long flagsAddress;

    /** The addresses are those of slot 0. */
    TickSteps(final long stepsAddress, final long flagsAddress) {
        this.stepsAddress = stepsAddress;
        this.flagsAddress = flagsAddress;
    }

    /** Adds a step behind those that are there; both are in 10<sup>-9</sup>. */
    public void add(final @InstrumentSlot int slot, final long fromPrice, final long tickSize) {
        final long step = step(slot, count(slot));
        UnsafeApi.putLong(step, fromPrice);
        UnsafeApi.putLong(step + BitUtil.SIZE_OF_LONG, tickSize);
        final long flags = flags(slot);
        UnsafeApi.putInt(flags, UnsafeApi.getInt(flags) + (1 << COUNT_SHIFT));
    }

    /** How many steps there are. */
    public int count(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(flags(slot)) >>> COUNT_SHIFT;
    }

    /** The price from which a step holds, 10<sup>-9</sup>; steps count from 0. */
    public long fromPrice(final @InstrumentSlot int slot, final int step) {
        return UnsafeApi.getLong(step(slot, step));
    }

    /** The tick size of a step, 10<sup>-9</sup>; steps count from 0. */
    public long tickSize(final @InstrumentSlot int slot, final int step) {
        return UnsafeApi.getLong(step(slot, step) + BitUtil.SIZE_OF_LONG);
    }

    private long flags(final @InstrumentSlot int slot) {
        return flagsAddress + ((long) slot << InstrumentTable.SLOT_SHIFT);
    }

    private long step(final @InstrumentSlot int slot, final int step) {
        return stepsAddress + ((long) slot << InstrumentTable.SLOT_SHIFT) + (long) step * STEP_BYTES;
    }
}

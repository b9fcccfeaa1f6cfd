package io.matchlock.engine.book;

import static io.matchlock.engine.book.InstrumentLayout.*;

import io.matchlock.engine.handle.InstrumentSlot;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * The steps of the instruments' tick tables beyond the base tick, ascending by price. They lie in the instruments' slots, each a
 * price and a tick size; their number stands in the flags' high half.
 */
public final class TickSteps {
    private final long address;

    /** {@code address} is that of the instruments' slot 0. */
    TickSteps(final long address) {
        this.address = address;
    }

    /** Adds a step behind those that are there; both are in 10<sup>-9</sup>. */
    public void add(final @InstrumentSlot int slot, final long fromPrice, final long tickSize) {
        final long step = step(slot, count(slot));
        UnsafeApi.putLong(step, fromPrice);
        UnsafeApi.putLong(step + BitUtil.SIZE_OF_LONG, tickSize);
        final long flags = flags(slot);
        UnsafeApi.putInt(flags, UnsafeApi.getInt(flags) + (1 << STEP_COUNT_SHIFT));
    }

    /** How many steps there are. */
    public int count(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(flags(slot)) >>> STEP_COUNT_SHIFT;
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
        return address + ((long) slot << SLOT_SHIFT) + FLAGS_OFFSET;
    }

    private long step(final @InstrumentSlot int slot, final int step) {
        return address + ((long) slot << SLOT_SHIFT) + STEPS_OFFSET + (long) step * STEP_BYTES;
    }
}

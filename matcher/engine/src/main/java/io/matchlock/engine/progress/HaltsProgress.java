package io.matchlock.engine.progress;

import io.matchlock.engine.handle.InstrumentSlot;

/** A view of the {@link Work} of a tick: instrument by instrument, halts that are due end. The uncross of each comes between. */
public final class HaltsProgress {
    private static final int NEXT_INSTRUMENT = 8;

    private final Work work;

    /** Views the work. */
    public HaltsProgress(final Work work) {
        this.work = work;
    }

    /** Begins with the first instrument. */
    public void begin() {
        work.value(NEXT_INSTRUMENT, 1);
    }

    /** The instrument to be looked at next. */
    public @InstrumentSlot int next() {
        return (@InstrumentSlot int) work.value(NEXT_INSTRUMENT);
    }

    /** Sets the instrument to be looked at next: a slot, or the number behind the last slot. */
    public void next(final int instrument) {
        work.value(NEXT_INSTRUMENT, instrument);
    }
}

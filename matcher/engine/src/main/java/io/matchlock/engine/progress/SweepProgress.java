package io.matchlock.engine.progress;

import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.LevelSlot;
import io.matchlock.engine.handle.OrderSlot;

/** A view of the {@link Work} of an aggressor that was put down while it counted or traded. */
public final class SweepProgress {
    private static final int LIMIT_TICK = 0;
    private static final int LOW_TICK = 1;
    private static final int HIGH_TICK = 2;
    private static final int PRICE = 3;
    private static final int COUNTED = 4;
    private static final int FLAGS = 5;
    private static final int HIDDEN = 6;

    private static final int ADDRESSABLE = 1;
    private static final int ASKED_FOR = 2;

    private final Work work;

    /** Views the work. */
    public SweepProgress(final Work work) {
        this.work = work;
    }

    /** The aggressor. */
    public @OrderSlot int order() {
        return work.order();
    }

    /** The aggressor's instrument. */
    public @InstrumentSlot int instrument() {
        return work.instrument();
    }

    /** Puts down which order sweeps which instrument. */
    public void order(final @OrderSlot int order, final @InstrumentSlot int instrument) {
        work.order(order);
        work.instrument(instrument);
    }

    /** The level from which to go on counting, 0 if it trades. */
    public @LevelSlot int level() {
        return work.cursor();
    }

    /** The order in that level from which to go on counting, 0 for the level's first. */
    public @OrderSlot int resting() {
        return work.otherCursor();
    }

    /** What was counted so far. */
    public long counted() {
        return work.value(COUNTED);
    }

    /** What was counted as hidden in the level so far. */
    public long hidden() {
        return work.value(HIDDEN);
    }

    /** Puts down how far it has counted. */
    public void counting(
            final @LevelSlot int level, final @OrderSlot int resting, final long counted, final long hidden) {
        work.cursor(level);
        work.otherCursor(resting);
        work.value(COUNTED, counted);
        work.value(HIDDEN, hidden);
    }

    /** Puts down that it trades, and counts no more. */
    public void trading() {
        counting(0, 0, 0, 0);
    }

    /** The worst tick at which it may trade. */
    public long limitTick() {
        return work.value(LIMIT_TICK);
    }

    /** The band's lowest tick. */
    public long lowTick() {
        return work.value(LOW_TICK);
    }

    /** The band's highest tick. */
    public long highTick() {
        return work.value(HIGH_TICK);
    }

    /** Puts down between which ticks it may trade. */
    public void ticks(final long limitTick, final long lowTick, final long highTick) {
        work.value(LIMIT_TICK, limitTick);
        work.value(LOW_TICK, lowTick);
        work.value(HIGH_TICK, highTick);
    }

    /** Its limit price, null for a market order. */
    public long price() {
        return work.value(PRICE);
    }

    /** Puts down its limit price. */
    public void price(final long price) {
        work.value(PRICE, price);
    }

    /** Whether it can be addressed: it may rest, or was there before. */
    public boolean isAddressable() {
        return (work.value(FLAGS) & ADDRESSABLE) != 0;
    }

    /** Whether the record's client asked for it: it is no stop that was elected. */
    public boolean isAskedFor() {
        return (work.value(FLAGS) & ASKED_FOR) != 0;
    }

    /** Puts down what kind of aggressor it is. */
    public void flags(final boolean isAddressable, final boolean isAskedFor) {
        work.value(FLAGS, (isAddressable ? ADDRESSABLE : 0) | (isAskedFor ? ASKED_FOR : 0));
    }
}

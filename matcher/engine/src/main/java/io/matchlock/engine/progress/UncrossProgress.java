package io.matchlock.engine.progress;

import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.LevelSlot;

/** A view of the {@link Work} of an uncross, which knows nothing but what stands there. */
public final class UncrossProgress {
    private static final int STATUS = 0;
    private static final int REQUEST_ID = 1;
    private static final int BUY_LEFT = 2;
    private static final int SELL_LEFT = 3;
    private static final int LAST_BUY_TICK = 4;
    private static final int LAST_SELL_TICK = 5;
    private static final int TICK = 6;

    private final Work work;

    /** Views the work. */
    public UncrossProgress(final Work work) {
        this.work = work;
    }

    /** Begins with an instrument. No levels have met. */
    public void begin(final @InstrumentSlot int instrument, final int status, final long requestId) {
        work.instrument(instrument);
        work.value(STATUS, status);
        work.value(REQUEST_ID, requestId);
        work.value(LAST_BUY_TICK, 0);
        work.value(LAST_SELL_TICK, 0);
    }

    /** The instrument. */
    public @InstrumentSlot int instrument() {
        return work.instrument();
    }

    /** The status that comes afterwards. */
    public int status() {
        return (int) work.value(STATUS);
    }

    /** The admin's request, null if nobody asked. */
    public long requestId() {
        return work.value(REQUEST_ID);
    }

    /** The next level of buys to meet, 0 for none. */
    public @LevelSlot int buyLevel() {
        return work.cursor();
    }

    /** What has not met of that level. */
    public long buyLeft() {
        return work.value(BUY_LEFT);
    }

    /** Sets the next level of buys, and what is left of it. */
    public void buys(final @LevelSlot int level, final long left) {
        work.cursor(level);
        work.value(BUY_LEFT, left);
    }

    /** The next level of sells to meet, 0 for none. */
    public @LevelSlot int sellLevel() {
        return work.otherCursor();
    }

    /** What has not met of that level. */
    public long sellLeft() {
        return work.value(SELL_LEFT);
    }

    /** Sets the next level of sells, and what is left of it. */
    public void sells(final @LevelSlot int level, final long left) {
        work.otherCursor(level);
        work.value(SELL_LEFT, left);
    }

    /** The tick of the last level of buys that met, 0 for none. */
    public long lastBuyTick() {
        return work.value(LAST_BUY_TICK);
    }

    /** The tick of the last level of sells that met, 0 for none. */
    public long lastSellTick() {
        return work.value(LAST_SELL_TICK);
    }

    /** Sets the levels that met last, by their ticks, and what is left of them. */
    public void met(final long buyTick, final long buyLeft, final long sellTick, final long sellLeft) {
        work.value(LAST_BUY_TICK, buyTick);
        work.value(LAST_SELL_TICK, sellTick);
        work.value(BUY_LEFT, buyLeft);
        work.value(SELL_LEFT, sellLeft);
    }

    /** The tick at which all trade. */
    public long tick() {
        return work.value(TICK);
    }

    /** Sets the tick at which all trade. */
    public void tick(final long tick) {
        work.value(TICK, tick);
    }
}

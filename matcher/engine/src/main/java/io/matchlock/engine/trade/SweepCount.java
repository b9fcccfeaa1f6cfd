package io.matchlock.engine.trade;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.progress.SweepProgress;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;

/**
 * Counts what an aggressor could trade, until that is what it must trade at least. Nothing trades meanwhile. Levels count as a
 * whole; an aggressor that must not meet its own group counts order by order.
 */
final class SweepCount {
    /** It can trade what it must. */
    static final int ENOUGH = 0;
    /** It can't. */
    static final int TOO_LITTLE = 1;
    /** The record may do no more: it was put down. */
    static final int PUT_DOWN = 2;

    private final OrderTable orders;
    private final Books books;
    private final OrderLifecycle lifecycle;
    private final Touches touches;
    private final Aggressor aggressor;
    private final SweepProgress progress;
    /** What the orders of the level at hand have open and don't show. */
    private long hidden;

    SweepCount(
            final EngineState state,
            final OrderLifecycle lifecycle,
            final Touches touches,
            final Aggressor aggressor,
            final SweepProgress progress) {
        this.orders = state.orders();
        this.books = state.books();
        this.lifecycle = lifecycle;
        this.touches = touches;
        this.aggressor = aggressor;
        this.progress = progress;
    }

    /** Counts from the best level on. Returns whether it is enough. */
    int start() {
        hidden = 0;
        return count(books.best(aggressor.otherSide()), 0, 0);
    }

    /** Goes on from where it was put down. Returns whether it is enough. */
    int resume() {
        return count(books.level(progress.level()), orders.orNone(progress.resting()), progress.counted());
    }

    /** Takes up what was put down. */
    void takeUp() {
        hidden = progress.hidden();
    }

    /** Goes on from a level and, if orders must be looked at one by one, an order in it, 0 for its first. */
    private int count(final @LevelAt long fromLevel, final @OrderAt long fromOrder, final long from) {
        final long least = aggressor.leastQty();
        long level = fromLevel;
        long resting = fromOrder;
        long counted = from;
        while (aggressor.reaches(level)) {
            if (!touches.take()) {
                putDown(level, resting, counted);
                return PUT_DOWN;
            }
            if (!aggressor.preventsSelfTrade()) {
                counted += Books.quantity(level);
            } else {
                resting = resting == 0 ? books.first(level) : resting;
                if (!aggressor.isOfGroup(resting)) {
                    counted += countable(resting);
                } else if (aggressor.instruction() != Codes.STP_CANCEL_RESTING) {
                    break;
                }
                resting = orders.after(resting);
                if (resting == 0) {
                    counted += hidden;
                    hidden = 0;
                }
            }
            if (counted >= least) {
                return ENOUGH;
            }
            level = resting == 0 ? books.worse(level) : level;
        }
        return TOO_LITTLE;
    }

    private void putDown(final @LevelAt long level, final @OrderAt long resting, final long counted) {
        progress.counting(books.slot(level), resting == 0 ? 0 : orders.slot(resting), counted, hidden);
    }

    /** What is hidden comes behind the level, thus behind an order of the group that it has, at which trading ends. */
    private long countable(final @OrderAt long resting) {
        final long open = OrderTable.leavesQty(resting);
        final long shown = aggressor.instruction() == Codes.STP_CANCEL_RESTING ? open : lifecycle.shown(resting);
        hidden += open - shown;
        return shown;
    }
}

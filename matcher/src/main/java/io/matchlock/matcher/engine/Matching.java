package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.Books;
import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.OrderTable;

/**
 * Continuous trading: an aggressor takes from the other side, best price first, first come first, at the resting order's price,
 * from as many orders as one record may touch.
 */
final class Matching {
    /** Ticks that no price reaches: how far a market order goes. */
    private static final long ANY_BUY_TICK = Long.MAX_VALUE;

    private static final long ANY_SELL_TICK = 0;

    private final OrderTable orders;
    private final Books books;
    private final Reports reports;
    private final int maxTouched;

    Matching(final EngineState state, final Reports reports, final int maxTouched) {
        this.orders = state.orders();
        this.books = state.books();
        this.reports = reports;
        this.maxTouched = maxTouched;
    }

    static long anyTick(final boolean buy) {
        return buy ? ANY_BUY_TICK : ANY_SELL_TICK;
    }

    /** Trades as far as limit and quantities reach; returns false if it stopped before, having touched too many orders. */
    boolean match(final int aggressor, final int instrument, final boolean buy, final long limitTick) {
        final int otherSide = Books.bookSide(instrument, !buy);
        int touched = 0;
        while (orders.leavesQty(aggressor) > 0) {
            final int level = books.best(otherSide);
            if (level == 0 || isBeyond(buy, books.tick(level), limitTick)) {
                return true;
            }
            if (touched == maxTouched) {
                return false;
            }
            touched++;
            trade(aggressor, books.first(level));
        }
        return true;
    }

    private static boolean isBeyond(final boolean buy, final long tick, final long limitTick) {
        return buy ? tick > limitTick : tick < limitTick;
    }

    private void trade(final int aggressor, final int resting) {
        final long open = orders.leavesQty(aggressor);
        final long offered = orders.leavesQty(resting);
        final long quantity = Math.min(open, offered);
        orders.leavesQty(aggressor, open - quantity);
        books.reduce(resting, quantity);
        reports.traded(aggressor, resting, orders.price(resting), quantity);
        if (quantity == offered) {
            books.remove(resting);
            orders.unindex(resting);
            orders.give(resting);
        }
    }
}

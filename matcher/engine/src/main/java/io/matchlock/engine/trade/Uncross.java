package io.matchlock.engine.trade;

import io.matchlock.engine.book.BookTops;
import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.progress.UncrossProgress;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.state.EngineState;

/**
 * The way from a call to another status: best buys against best sells determine the price, then trade at it. All that it knows
 * stands in its progress, so that it can be put down after each touch.
 *
 * <p>Let the best buys meet the best sells, level by level, as long as they cross. The volume that meets is the greatest there
 * can be, and every price between the last sell level and the last buy level that met has it. How far the two sides go beyond it
 * then says where in that range the surplus is least.
 */
public final class Uncross {
    private final InstrumentTable instruments;
    private final BookTops tops;
    private final Books books;
    private final UncrossProgress progress;
    private final OrderLifecycle lifecycle;
    private final Risk risk;
    private final Reports reports;
    private final Touches touches;

    /** Works on the books of this state. */
    public Uncross(
            final EngineState state,
            final OrderLifecycle lifecycle,
            final Risk risk,
            final Reports reports,
            final Touches touches) {
        this.instruments = state.instruments();
        this.tops = instruments.tops();
        this.books = state.books();
        this.progress = new UncrossProgress(state.work());
        this.lifecycle = lifecycle;
        this.risk = risk;
        this.reports = reports;
        this.touches = touches;
    }

    /**
     * Begins.
     *
     * @param status that comes afterwards
     * @param requestId of the admin's record, {@link Codes#NULL_U64} if nobody asked
     * @return the kind of work that comes next
     */
    public int start(final @InstrumentSlot int instrument, final int status, final long requestId) {
        final long buys = books.best(Books.bookSide(instrument, true));
        final long sells = books.best(Books.bookSide(instrument, false));
        progress.begin(instrument, status, requestId);
        progress.buys(books.slot(buys), quantity(buys));
        progress.sells(books.slot(sells), quantity(sells));
        return Work.PRICE;
    }

    private static long quantity(final @LevelAt long level) {
        return level == 0 ? 0 : Books.quantity(level);
    }

    /** Lets levels meet; nothing is traded. */
    public int price() {
        while (true) {
            final long buys = books.level(progress.buyLevel());
            final long sells = books.level(progress.sellLevel());
            if (buys == 0 || sells == 0 || Books.tick(buys) < Books.tick(sells)) {
                break;
            }
            if (!touches.take()) {
                return Work.PUT_DOWN | Work.PRICE;
            }
            meet(buys, sells);
        }
        if (progress.lastBuyTick() == 0) {
            return finish();
        }
        progress.tick(tick());
        return Work.UNCROSS;
    }

    private void meet(final @LevelAt long buys, final @LevelAt long sells) {
        final long buyLeft = progress.buyLeft();
        final long sellLeft = progress.sellLeft();
        final long quantity = Math.min(buyLeft, sellLeft);
        progress.met(Books.tick(buys), buyLeft - quantity, Books.tick(sells), sellLeft - quantity);
        if (buyLeft == quantity) {
            final long next = books.worse(buys);
            progress.buys(books.slot(next), quantity(next));
        }
        if (sellLeft == quantity) {
            final long next = books.worse(sells);
            progress.sells(books.slot(next), quantity(next));
        }
    }

    private long tick() {
        final long low = progress.lastSellTick();
        final long high = progress.lastBuyTick();
        final long buys = books.level(progress.buyLevel());
        final long sells = books.level(progress.sellLevel());
        final long nextBuy = buys == 0 ? 0 : Books.tick(buys);
        final long nextSell = sells == 0 ? Long.MAX_VALUE : Books.tick(sells);
        if (nextBuy == high) {
            return nearest(Math.max(low, tickBehind(buys, 0) + 1), high);
        }
        if (nextSell == low) {
            return nearest(low, Math.min(high, tickBehind(sells, Long.MAX_VALUE) - 1));
        }
        if (nextBuy + 1 < nextSell) {
            return nearest(Math.max(low, nextBuy + 1), Math.min(high, nextSell - 1));
        }
        final long surplus = Long.compare(progress.buyLeft(), progress.sellLeft());
        return nearest(
                surplus > 0 ? nextSell : Math.max(low, tickBehind(buys, 0) + 1),
                surplus < 0 ? nextBuy : Math.min(high, tickBehind(sells, Long.MAX_VALUE) - 1));
    }

    private long tickBehind(final @LevelAt long level, final long otherwise) {
        final long behind = books.worse(level);
        return behind == 0 ? otherwise : Books.tick(behind);
    }

    private long nearest(final long low, final long high) {
        return Math.max(low, Math.min(high, instruments.referenceTick(progress.instrument())));
    }

    /** Trades at the price until the sides no longer cross. */
    public int trade() {
        final int instrument = progress.instrument();
        while (true) {
            final long buys = books.best(Books.bookSide(instrument, true));
            final long sells = books.best(Books.bookSide(instrument, false));
            if (buys == 0 || sells == 0 || Books.tick(buys) < Books.tick(sells)) {
                return finish();
            }
            if (!touches.take()) {
                return Work.PUT_DOWN | Work.UNCROSS;
            }
            trade(instrument, buys, sells);
        }
    }

    private void trade(final @InstrumentSlot int instrument, final @LevelAt long buys, final @LevelAt long sells) {
        final long tickSize = instruments.tickSize(instrument);
        final long buy = books.first(buys);
        final long sell = books.first(sells);
        final long buyPrice = Books.tick(buys) * tickSize;
        final long sellPrice = Books.tick(sells) * tickSize;
        final long quantity = Math.min(OrderTable.leavesQty(buy), OrderTable.leavesQty(sell));
        books.reduce(buy, quantity);
        books.reduce(sell, quantity);
        lifecycle.show(buy);
        lifecycle.show(sell);
        risk.trade(buy, true, quantity, buyPrice);
        risk.trade(sell, false, quantity, sellPrice);
        tops.traded(instrument, progress.tick());
        reports.uncrossed(buy, buyPrice, sell, sellPrice, progress.tick() * tickSize, quantity);
        if (OrderTable.leavesQty(buy) == 0) {
            lifecycle.endFilled(buy);
        }
        if (OrderTable.leavesQty(sell) == 0) {
            lifecycle.endFilled(sell);
        }
    }

    private int finish() {
        final int instrument = progress.instrument();
        final int status = progress.status();
        instruments.status(instrument, status);
        instruments.haltEndNs(instrument, 0);
        reports.status(instruments.securityId(instrument), status);
        if (progress.requestId() != Codes.NULL_U64) {
            reports.admin(progress.requestId(), Codes.ADMIN_DONE);
        }
        if (tops.lastTick(instrument) != 0) {
            tops.electing(instrument, tops.lastTick(instrument));
        }
        return Work.ELECT;
    }
}

package io.matchlock.engine.trade;

import io.matchlock.engine.book.BookTops;
import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.party.AccountTable;
import io.matchlock.engine.party.PositionTable;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;

/** Elects the stops that trades have reached, one after the other, and lets each go for the other side. */
public final class Election {
    private final InstrumentTable instruments;
    private final BookTops tops;
    private final DetailTable details;
    private final PositionTable positions;
    private final AccountTable accounts;
    private final Books books;
    private final Work work;
    private final Sweep sweep;
    private final Reports reports;
    private final Touches touches;

    /** Works on the stops of this state. */
    public Election(final EngineState state, final Sweep sweep, final Reports reports, final Touches touches) {
        this.instruments = state.instruments();
        this.tops = instruments.tops();
        this.details = state.details();
        this.positions = state.positions();
        this.accounts = state.accounts();
        this.books = state.books();
        this.work = state.work();
        this.sweep = sweep;
        this.reports = reports;
        this.touches = touches;
    }

    /** Whether the last trade reaches a stop price. */
    public boolean isReached(final @InstrumentSlot int instrument, final boolean buy, final long stopTick) {
        final long last = tops.lastTick(instrument);
        return last != 0 && (buy ? last >= stopTick : last <= stopTick);
    }

    /** Elects the next stop of the work's instrument, or ends the election. */
    public int run() {
        final int instrument = work.instrument();
        final boolean elects =
                tops.isElecting(instrument) && instruments.status(instrument) == Codes.TRADING_CONTINUOUS;
        final long order = elects ? next(instrument) : 0;
        if (order == 0) {
            tops.endElection(instrument);
            return work.then();
        }
        return touches.take() ? elect(order, instrument) : Work.PUT_DOWN | Work.ELECT;
    }

    private @OrderAt long next(final @InstrumentSlot int instrument) {
        final long buys = books.best(Books.stopSide(instrument, true));
        if (buys != 0 && Books.tick(buys) <= tops.electingHigh(instrument)) {
            return books.first(buys);
        }
        final long sells = books.best(Books.stopSide(instrument, false));
        return sells != 0 && Books.tick(sells) >= tops.electingLow(instrument) ? books.first(sells) : 0;
    }

    /** Makes an aggressor of a stop that waits; returns the kind of work that comes next. */
    public int elect(final @OrderAt long order, final @InstrumentSlot int instrument) {
        final long detail = details.of(order);
        final long limit = DetailTable.limitPrice(detail);
        final boolean market = limit == Codes.NULL_PRICE;
        if (market) {
            final int account = PositionTable.account(positions.at(OrderTable.position(order)));
            AccountTable.release(accounts.at(account), DetailTable.stopPrice(detail), OrderTable.leavesQty(order));
        }
        books.remove(order);
        DetailTable.prices(detail, limit, Codes.NULL_PRICE);
        OrderTable.kind(
                order,
                OrderTable.kind(
                        OrderTable.side(order),
                        market ? Codes.TYPE_MARKET : Codes.TYPE_LIMIT,
                        OrderTable.timeInForce(order)));
        reports.triggered(order, limit);
        final long tick = market ? 0 : instruments.ticks(instrument, limit);
        return sweep.start(order, instrument, OrderTable.isBuy(order), limit, tick, true, false);
    }
}

package io.matchlock.engine.entry;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.rules.CheckedRequest;
import io.matchlock.engine.rules.OrderRules;
import io.matchlock.engine.rules.OrderTerms;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.trade.Election;
import io.matchlock.engine.trade.OrderLifecycle;
import io.matchlock.engine.trade.Sweep;

/** What becomes of an order that was entered or has left its level: it trades, rests or waits. */
public final class OrderStart {
    private final InstrumentTable instruments;
    private final Books books;
    private final OrderRules rules;
    private final Sweep sweep;
    private final Election election;
    private final OrderLifecycle lifecycle;

    /** Works on the orders of this state. */
    public OrderStart(
            final EngineState state,
            final OrderRules rules,
            final Sweep sweep,
            final Election election,
            final OrderLifecycle lifecycle) {
        this.instruments = state.instruments();
        this.books = state.books();
        this.rules = rules;
        this.sweep = sweep;
        this.election = election;
        this.lifecycle = lifecycle;
    }

    /**
     * Lets an order at hand trade, rest or wait.
     *
     * @param isAddressable whether it may rest, or was there before
     * @param checked of the request that entered or changed it
     * @return the kind of work that comes next
     */
    int start(
            final @OrderAt long order,
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final boolean isAddressable,
            final CheckedRequest checked) {
        final boolean continuous = instruments.status(instrument) == Codes.TRADING_CONTINUOUS;
        if (OrderTerms.isStop(request)) {
            return await(order, instrument, buy, continuous, checked.stopTick());
        }
        if (continuous
                && (!isAddressable
                        || rules.wouldTrade(request, instrument, checked.tick())
                        || OrderTable.detail(order) != 0)) {
            return sweep.start(order, instrument, buy, request.price(), checked.tick(), isAddressable, true);
        }
        lifecycle.show(order);
        books.add(order, Books.bookSide(instrument, buy), checked.tick());
        return Work.NONE;
    }

    private int await(
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final boolean continuous,
            final long stopTick) {
        books.add(order, Books.stopSide(instrument, buy), stopTick);
        return continuous && election.isReached(instrument, buy, stopTick)
                ? election.elect(order, instrument)
                : Work.NONE;
    }
}

package io.matchlock.engine.trade;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.state.EngineState;

/** What happens instead of a trade when an aggressor meets an order of its own group. */
final class SelfTrades {
    private final InstrumentTable instruments;
    private final Books books;
    private final OrderLifecycle lifecycle;
    private final Risk risk;
    private final Reports reports;

    SelfTrades(final EngineState state, final OrderLifecycle lifecycle, final Risk risk, final Reports reports) {
        this.instruments = state.instruments();
        this.books = state.books();
        this.lifecycle = lifecycle;
        this.risk = risk;
        this.reports = reports;
    }

    /** Does what the aggressor's instruction says. Returns whether the aggressor has ended. */
    boolean prevent(final Aggressor aggressor, final @OrderAt long resting) {
        switch (aggressor.instruction()) {
            case Codes.STP_CANCEL_AGGRESSOR -> aggressor.cancel(CancelReason.SELF_TRADE);
            case Codes.STP_CANCEL_BOTH -> {
                aggressor.cancel(CancelReason.SELF_TRADE);
                cancelResting(resting);
            }
            case Codes.STP_CANCEL_RESTING -> {
                cancelResting(resting);
                return false;
            }
            default -> {
                return decrement(aggressor, resting);
            }
        }
        return true;
    }

    private void cancelResting(final @OrderAt long resting) {
        reports.canceledUnasked(resting, CancelReason.SELF_TRADE);
        lifecycle.end(resting);
    }

    private boolean decrement(final Aggressor aggressor, final @OrderAt long resting) {
        final long order = aggressor.order();
        final long quantity = Math.min(OrderTable.leavesQty(order), lifecycle.shown(resting));
        final long price = Books.tick(books.levelOf(resting)) * instruments.tickSize(aggressor.instrument());
        risk.release(order, quantity, aggressor.reservedPrice());
        risk.release(resting, quantity, price);
        OrderTable.leavesQty(order, OrderTable.leavesQty(order) - quantity);
        OrderTable.orderQty(order, OrderTable.orderQty(order) - quantity);
        lifecycle.take(resting, quantity);
        OrderTable.orderQty(resting, OrderTable.orderQty(resting) - quantity);
        final boolean ended = OrderTable.leavesQty(order) == 0;
        if (ended) {
            aggressor.cancel(CancelReason.SELF_TRADE);
        } else {
            reports.restatedAtHand(order, aggressor.price(), aggressor.isAskedFor());
        }
        if (OrderTable.leavesQty(resting) == 0) {
            cancelResting(resting);
        } else {
            reports.restated(resting);
        }
        return ended;
    }
}

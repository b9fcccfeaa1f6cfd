package io.matchlock.audit.replay.direct;

import io.matchlock.audit.replay.tally.ExecutionTally;
import io.matchlock.audit.replay.tally.TradeTally;
import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;
import io.matchlock.protocol.order.Side;

/** Listens to the engine: keeps the book, and counts trades, executions and rejects. One thread. */
final class EngineEvents extends SilentListener {
    private final WatchedBook book = new WatchedBook();
    private final TradeTally trades = new TradeTally();
    private final ExecutionTally executions = new ExecutionTally();
    private long aggressorId;
    private long rejects;

    WatchedBook book() {
        return book;
    }

    TradeTally trades() {
        return trades;
    }

    ExecutionTally executions() {
        return executions;
    }

    long rejects() {
        return rejects;
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        update(order, order.leavesQty());
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        if (origClOrdId != order.clOrdId()) {
            book.update(origClOrdId, side(order), order.price(), 0);
        }
        update(order, order.leavesQty());
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        update(order, 0);
    }

    @Override
    public void onOrderRestated(final Report report, final Order order, final CancelReason reason) {
        update(order, order.leavesQty());
    }

    @Override
    public void onOrderExpired(final Report report, final Order order) {
        update(order, 0);
    }

    @Override
    public void onTrade(
            final Report report,
            final Order order,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor,
            final long contraOrderId) {
        update(order, order.leavesQty());
        if (aggressor) {
            trades.add(lastQty);
            aggressorId = order.clOrdId();
        } else {
            executions.onTrade(aggressorId, order.clOrdId(), lastQty);
        }
    }

    private void update(final Order order, final long leaves) {
        book.update(order.clOrdId(), side(order), order.price(), leaves);
    }

    private static Side side(final Order order) {
        return order.side() == Side.Buy.value() ? Side.Buy : Side.Sell;
    }

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        rejects++;
    }

    @Override
    public void onCancelRejected(
            final Report report,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int ordStatus,
            final int responseTo,
            final CancelReject reject) {
        rejects++;
    }

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        rejects++;
    }
}

package io.matchlock.bench.match;

import io.matchlock.bench.trades.TradeListener;
import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;
import io.matchlock.engine.request.Codes;

/** Turns what the engine tells into a flow's trades and reports, and counts what rests. One thread, the engine's. */
final class FlowRecorder extends SilentListener {
    private final TradeListener trades;
    private final ReportLines reports;
    private final RestingCensus census;
    private final long priceShift;
    private long seq;
    private long takerId;
    private long refused;
    private String firstRefused;

    FlowRecorder(
            final TradeListener trades, final ReportLines reports, final RestingCensus census, final long priceShift) {
        this.trades = trades;
        this.reports = reports;
        this.census = census;
        this.priceShift = priceShift;
    }

    /** What follows is told of this command. */
    void beginCommand(final long commandSeq) {
        seq = commandSeq;
    }

    void endCommand() {
        reports.endCommand(seq);
        census.onCommandEnd();
    }

    /** New orders that the engine refused: a flow has no answer for these. */
    long refused() {
        return refused;
    }

    /** Null if none was refused. */
    String firstRefused() {
        return firstRefused;
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        census.enter(order.clOrdId(), bookSide(order), order.price());
        reports.accepted(seq, side(order), order.clOrdId(), price(order), order.orderQty());
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        census.leave(order.clOrdId(), bookSide(order));
        census.enter(order.clOrdId(), bookSide(order), order.price());
        reports.replaced(side(order), order.clOrdId(), price(order), order.leavesQty());
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        census.leave(order.clOrdId(), bookSide(order));
        reports.canceled(seq, side(order), order.clOrdId(), price(order));
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
        if (order.leavesQty() == 0) {
            census.leave(order.clOrdId(), bookSide(order));
        }
        if (aggressor) {
            takerId = order.clOrdId();
            return;
        }
        trades.onTrade(seq, order.clOrdId(), takerId, lastPx - priceShift, lastQty);
        reports.traded(seq, lastPx - priceShift, lastQty, order.clOrdId(), takerId);
    }

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        if (refused++ == 0) {
            firstRefused = "seq " + seq + ", order " + clOrdId + ": " + reject;
        }
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
        if (responseTo == Codes.RESPONSE_TO_CANCEL) {
            reports.cancelRejected(seq, origClOrdId);
        } else {
            reports.replaceRejected(seq, origClOrdId);
        }
    }

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        throw new IllegalStateException("an engine that is asked directly refused a message: " + reason);
    }

    private long price(final Order order) {
        return order.price() - priceShift;
    }

    private static int side(final Order order) {
        return order.side() == Codes.SIDE_BUY ? 0 : 1;
    }

    private static int bookSide(final Order order) {
        return order.securityId() << 1 | side(order);
    }
}

package io.matchlock.bench.engine;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;

/**
 * Folds everything that the engine tells into one number, so that the JIT can leave none of it out. Owned by the
 * engine's thread.
 */
public final class ChecksumListener extends SilentListener {
    private long checksum;

    /** Nothing told. */
    public ChecksumListener() {}

    /** Depends on every report and its number. */
    public long checksum() {
        return checksum;
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        add(report, order.leavesQty());
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        add(report, order.leavesQty());
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        add(report, order.cumQty());
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
        add(report, order.clOrdId() + lastPx + lastQty);
    }

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        add(report, clOrdId);
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
        add(report, clOrdId);
    }

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        add(report, reason);
    }

    private void add(final Report report, final long value) {
        checksum = checksum * 31 + (report.number() ^ value);
    }
}

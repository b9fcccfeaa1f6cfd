package io.matchlock.bench;

import io.matchlock.matcher.engine.CancelReason;
import io.matchlock.matcher.engine.CancelReject;
import io.matchlock.matcher.engine.EngineListener;
import io.matchlock.matcher.engine.Order;
import io.matchlock.matcher.engine.OrderReject;
import io.matchlock.matcher.engine.Report;
import org.agrona.DirectBuffer;

/** Counts what an engine says, and keeps what each order has traded by ClOrdID. One thread, the engine's. */
final class CountingListener implements EngineListener {
    private final long[] tradedByClOrdId;
    private long reports;
    private long trades;
    private long rejects;
    private long checksum;

    CountingListener(final int maxClOrdId) {
        tradedByClOrdId = new long[maxClOrdId + 1];
    }

    long traded(final long clOrdId) {
        return tradedByClOrdId[(int) clOrdId];
    }

    long reports() {
        return reports;
    }

    long trades() {
        return trades;
    }

    long rejects() {
        return rejects;
    }

    /** Depends on all that was told, so that nothing of it can be left out. */
    long checksum() {
        return checksum;
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        count(report, order.leavesQty());
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        count(report, order.leavesQty());
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        count(report, order.cumQty());
    }

    @Override
    public void onOrderTriggered(final Report report, final Order order) {
        count(report, order.leavesQty());
    }

    @Override
    public void onOrderRestated(final Report report, final Order order, final CancelReason reason) {
        count(report, order.leavesQty());
    }

    @Override
    public void onOrderExpired(final Report report, final Order order) {
        count(report, order.cumQty());
    }

    @Override
    public void onMassActionReport(
            final Report report,
            final long massActionId,
            final long clOrdId,
            final int scope,
            final int securityId,
            final int side,
            final int affected,
            final int rejectReason) {
        count(report, affected);
    }

    @Override
    public void onInstrumentStatus(final int securityId, final int status) {
        checksum += status;
    }

    @Override
    public void onAdminAnswered(final int chainId, final long requestId, final int result) {
        checksum += result;
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
        if (order.leavesQty() > 0) {
            tradedByClOrdId[(int) order.clOrdId()] = order.cumQty();
        }
        if (aggressor) {
            trades++;
        }
        count(report, lastPx + lastQty);
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
        count(report, orderId);
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
        count(report, clOrdId);
    }

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        rejects++;
        count(report, reason);
    }

    private void count(final Report report, final long value) {
        reports++;
        checksum = checksum * 31 + (report.number() ^ value);
    }

    @Override
    public void onGatewayAccepted(
            final int chainId,
            final long incarnation,
            final long startTimeNs,
            final boolean accepted,
            final long term,
            final long engineTimeNs,
            final int leaderChainId) {
        checksum += startTimeNs;
    }

    @Override
    public void onGatewayFenced(final int chainId, final long incarnation) {
        checksum += incarnation;
    }

    @Override
    public void onLeaderTold(final long term, final long engineTimeNs, final int leaderChainId) {
        checksum += term;
    }

    @Override
    public void onTimeTold(final long term, final long engineTimeNs, final int leaderChainId) {
        checksum += engineTimeNs;
    }

    @Override
    public void onSessionNegotiated(
            final int ownerChainId,
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final DirectBuffer key,
            final int keyOffset,
            final int session,
            final int result) {
        checksum += result;
    }

    @Override
    public void onSessionBound(
            final int ownerChainId,
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final long lastIncomingSeqNo,
            final long nextSeqNo,
            final int session,
            final int result) {
        checksum += result;
    }

    @Override
    public void onSessionUnbound(final int ownerChainId, final int session, final int reason) {
        checksum += reason;
    }
}

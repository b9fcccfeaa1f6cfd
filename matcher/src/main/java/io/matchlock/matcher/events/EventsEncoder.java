package io.matchlock.matcher.events;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.DeadRanges;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.request.Codes;
import io.matchlock.protocol.order.ExecType;
import org.agrona.DirectBuffer;

/**
 * Writes what the engine tells as records of the events entry that an {@link EntryWriter} has begun. Owned by the matcher's
 * agent; keeps nothing from one call to the next and allocates nothing.
 */
public final class EventsEncoder implements EngineListener {
    private final ExecutionReports reports;
    private final TradeReports trades;
    private final RejectReports rejects;
    private final MassActionReports massActions;
    private final ControlRecords controls;

    /**
     * Writes to an entry.
     *
     * @param entry that is begun and finished by the caller
     */
    public EventsEncoder(final EntryWriter entry) {
        reports = new ExecutionReports(entry);
        trades = new TradeReports(entry);
        rejects = new RejectReports(entry);
        massActions = new MassActionReports(entry);
        controls = new ControlRecords(entry);
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
        controls.gatewayAccepted(chainId, incarnation, startTimeNs, accepted, term, engineTimeNs, leaderChainId);
    }

    @Override
    public void onGatewayFenced(final int chainId, final long incarnation) {
        controls.gatewayFenced(chainId, incarnation);
    }

    @Override
    public void onLeaderTold(final long term, final long engineTimeNs, final int leaderChainId) {
        controls.leaderTold(term, engineTimeNs, leaderChainId);
    }

    @Override
    public void onTimeTold(final long term, final long engineTimeNs, final int leaderChainId) {
        controls.timeTold(term, engineTimeNs, leaderChainId);
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
        controls.sessionNegotiated(
                ownerChainId, connectionId, idHigh, idLow, timestampNs, key, keyOffset, session, result);
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
        controls.sessionBound(
                ownerChainId, connectionId, idHigh, idLow, timestampNs, lastIncomingSeqNo, nextSeqNo, session, result);
    }

    @Override
    public void onNumbersDead(
            final int ownerChainId, final long connectionId, final int session, final DeadRanges dead) {
        controls.numbersDead(ownerChainId, connectionId, session, dead);
    }

    @Override
    public void onSessionUnbound(final int ownerChainId, final int session, final int reason) {
        controls.sessionUnbound(ownerChainId, session, reason);
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        report(report, order, ExecType.New);
    }

    @Override
    public void onOrderTriggered(final Report report, final Order order) {
        report(report, order, ExecType.Triggered);
    }

    @Override
    public void onOrderRestated(final Report report, final Order order, final CancelReason reason) {
        reports.report(
                report, order, ExecType.Restated, order.clOrdId(), Codes.NULL_U64, reason.code(), Codes.NULL_U64);
    }

    @Override
    public void onOrderExpired(final Report report, final Order order) {
        report(report, order, ExecType.Expired);
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        reports.report(report, order, ExecType.Replaced, order.clOrdId(), origClOrdId, Codes.NULL_U16, Codes.NULL_U64);
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        reports.report(report, order, ExecType.Canceled, clOrdId, origClOrdId, reason.code(), massActionId);
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
        trades.report(report, order, tradeId, lastPx, lastQty, aggressor); // the other side stays anonymous
    }

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        rejects.orderRejected(report, orderId, clOrdId, securityId, side, reject);
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
        rejects.cancelRejected(report, clOrdId, origClOrdId, orderId, securityId, ordStatus, responseTo, reject);
    }

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        rejects.businessRejected(report, refId, reason, refTagId, refTemplateId);
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
        massActions.report(report, massActionId, clOrdId, scope, securityId, side, affected, rejectReason);
    }

    @Override
    public void onInstrumentStatus(final int securityId, final int status) {
        controls.instrumentStatus(securityId, status);
    }

    @Override
    public void onAdminAnswered(final int chainId, final long requestId, final int result) {
        controls.adminAnswered(chainId, requestId, result);
    }

    private void report(final Report report, final Order order, final ExecType execType) {
        reports.report(report, order, execType, order.clOrdId(), Codes.NULL_U64, Codes.NULL_U16, Codes.NULL_U64);
    }
}

package io.matchlock.engine.event;

import org.agrona.DirectBuffer;

/** Takes no notice of anything: for listeners that look at a few events only. Whoever must miss none implements {@link EngineListener}. */
public class SilentListener implements EngineListener {
    /** Made by those who extend it. */
    public SilentListener() {}

    @Override
    public void onGatewayAccepted(
            final int chainId,
            final long incarnation,
            final long startTimeNs,
            final boolean accepted,
            final long term,
            final long engineTimeNs,
            final int leaderChainId) {}

    @Override
    public void onGatewayFenced(final int chainId, final long incarnation) {}

    @Override
    public void onLeaderTold(final long term, final long engineTimeNs, final int leaderChainId) {}

    @Override
    public void onTimeTold(final long term, final long engineTimeNs, final int leaderChainId) {}

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
            final int result) {}

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
            final int result) {}

    @Override
    public void onNumbersDead(
            final int ownerChainId, final long connectionId, final int session, final DeadRanges dead) {}

    @Override
    public void onSessionUnbound(final int ownerChainId, final int session, final int reason) {}

    @Override
    public void onOrderNew(final Report report, final Order order) {}

    @Override
    public void onOrderTriggered(final Report report, final Order order) {}

    @Override
    public void onOrderRestated(final Report report, final Order order, final CancelReason reason) {}

    @Override
    public void onOrderExpired(final Report report, final Order order) {}

    @Override
    public void onMassActionReport(
            final Report report,
            final long massActionId,
            final long clOrdId,
            final int scope,
            final int securityId,
            final int side,
            final int affected,
            final int rejectReason) {}

    @Override
    public void onInstrumentStatus(final int securityId, final int status) {}

    @Override
    public void onAdminAnswered(final int chainId, final long requestId, final int result) {}

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {}

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {}

    @Override
    public void onTrade(
            final Report report,
            final Order order,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor,
            final long contraOrderId) {}

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {}

    @Override
    public void onCancelRejected(
            final Report report,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int ordStatus,
            final int responseTo,
            final CancelReject reject) {}

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {}
}

package io.matchlock.bench.engine;

import io.matchlock.matcher.engine.CancelReason;
import io.matchlock.matcher.engine.EngineListener;
import io.matchlock.matcher.engine.Order;
import io.matchlock.matcher.engine.Report;
import org.agrona.DirectBuffer;

/** Passes over what no flow brings about: a flow has one session, which is there before the first command, and plain orders. */
public abstract class OrderListener implements EngineListener {
    /** Nothing told. */
    protected OrderListener() {}

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
    public void onInstrumentStatus(final int securityId, final int status) {}

    @Override
    public void onAdminAnswered(final int chainId, final long requestId, final int result) {}

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
    public void onOrderTriggered(final Report report, final Order order) {}

    @Override
    public void onOrderRestated(final Report report, final Order order, final CancelReason reason) {}

    @Override
    public void onOrderExpired(final Report report, final Order order) {}

    @Override
    public void onSessionUnbound(final int ownerChainId, final int session, final int reason) {}
}

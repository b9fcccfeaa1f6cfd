package io.matchlock.bench.engine;

import io.matchlock.matcher.engine.EngineListener;
import org.agrona.DirectBuffer;

/** Passes over what an engine tells to gateways, for a flow has one session, which is there before the first command. */
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
    public void onSessionUnbound(final int ownerChainId, final int session, final int reason) {}
}

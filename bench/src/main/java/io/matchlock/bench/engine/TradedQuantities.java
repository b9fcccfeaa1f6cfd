package io.matchlock.bench.engine;

import io.matchlock.matcher.engine.CancelReason;
import io.matchlock.matcher.engine.CancelReject;
import io.matchlock.matcher.engine.EngineListener;
import io.matchlock.matcher.engine.Order;
import io.matchlock.matcher.engine.OrderReject;
import io.matchlock.matcher.engine.Report;
import org.agrona.DirectBuffer;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2LongHashMap;

/**
 * What each open order has traded, by ClOrdID: a flow's replace names what is to be open, the engine's the total. It holds the
 * few orders that are partly filled, and passes all on.
 */
final class TradedQuantities implements EngineListener {
    private static final int INITIAL_CAPACITY = 1 << 12;

    private final Long2LongHashMap traded =
            new Long2LongHashMap(INITIAL_CAPACITY, Hashing.DEFAULT_LOAD_FACTOR, 0, false);
    private final EngineListener next;

    TradedQuantities(final EngineListener next) {
        this.next = next;
    }

    /** 0 if the order has not traded or is gone. */
    long of(final long clOrdId) {
        return traded.get(clOrdId);
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
            traded.put(order.clOrdId(), order.cumQty());
        } else if (order.cumQty() > lastQty) {
            traded.remove(order.clOrdId());
        }
        next.onTrade(report, order, tradeId, lastPx, lastQty, aggressor, contraOrderId);
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason) {
        if (order.cumQty() > 0) {
            traded.remove(order.clOrdId());
        }
        next.onOrderCanceled(report, order, clOrdId, origClOrdId, reason);
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        next.onOrderNew(report, order);
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        next.onOrderReplaced(report, order, origClOrdId);
    }

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        next.onOrderRejected(report, orderId, clOrdId, securityId, side, reject);
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
        next.onCancelRejected(report, clOrdId, origClOrdId, orderId, securityId, ordStatus, responseTo, reject);
    }

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        next.onBusinessRejected(report, refId, reason, refTagId, refTemplateId);
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
        next.onGatewayAccepted(chainId, incarnation, startTimeNs, accepted, term, engineTimeNs, leaderChainId);
    }

    @Override
    public void onGatewayFenced(final int chainId, final long incarnation) {
        next.onGatewayFenced(chainId, incarnation);
    }

    @Override
    public void onLeaderTold(final long term, final long engineTimeNs, final int leaderChainId) {
        next.onLeaderTold(term, engineTimeNs, leaderChainId);
    }

    @Override
    public void onTimeTold(final long term, final long engineTimeNs, final int leaderChainId) {
        next.onTimeTold(term, engineTimeNs, leaderChainId);
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
        next.onSessionNegotiated(
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
        next.onSessionBound(
                ownerChainId, connectionId, idHigh, idLow, timestampNs, lastIncomingSeqNo, nextSeqNo, session, result);
    }

    @Override
    public void onSessionUnbound(final int ownerChainId, final int session, final int reason) {
        next.onSessionUnbound(ownerChainId, session, reason);
    }
}

package io.matchlock.engine;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.DeadRanges;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.request.Codes;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/** Writes down what an engine tells. */
public final class Recorder implements EngineListener {
    private final EventLog log;

    public Recorder(final EventLog log) {
        this.log = log;
    }

    private static String head(final Report report) {
        return EventLog.head(
                report.session(),
                report.ownerChainId(),
                report.number(),
                report.execId(),
                report.refSeqNum(),
                report.transactTimeNs());
    }

    private static String text(final Order order) {
        return EventLog.order(
                        order.orderId(),
                        order.clOrdId(),
                        order.session(),
                        EventLog.kind(
                                order.securityId(),
                                order.account(),
                                order.side(),
                                order.ordType(),
                                order.timeInForce()),
                        order.price(),
                        EventLog.quantities(order.orderQty(), order.leavesQty(), order.cumQty(), order.ordStatus()))
                + EventLog.details(order.stopPx(), order.displayQty(), order.minQty(), order.expireTimeNs());
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
        log.add("gateway", chainId, incarnation, startTimeNs, accepted, term, engineTimeNs, leaderChainId);
    }

    @Override
    public void onGatewayFenced(final int chainId, final long incarnation) {
        log.add("fenced", chainId, incarnation);
    }

    @Override
    public void onLeaderTold(final long term, final long engineTimeNs, final int leaderChainId) {
        log.add("leader", term, engineTimeNs, leaderChainId);
    }

    @Override
    public void onTimeTold(final long term, final long engineTimeNs, final int leaderChainId) {
        log.add("time", term, engineTimeNs, leaderChainId);
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
        log.add("negotiated", ownerChainId, connectionId, idHigh, idLow, timestampNs, session, result);
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
        log.add(
                "bound",
                ownerChainId,
                connectionId,
                idHigh,
                idLow,
                timestampNs,
                lastIncomingSeqNo,
                nextSeqNo,
                session,
                result);
    }

    @Override
    public void onNumbersDead(
            final int ownerChainId, final long connectionId, final int session, final DeadRanges dead) {
        log.add("dead", ownerChainId, connectionId, session, dead.unknownTo(), ranges(dead));
    }

    private static String ranges(final DeadRanges dead) {
        return IntStream.range(0, dead.count())
                .boxed()
                .sorted(Comparator.comparing(i -> dead.from(i)))
                .map(i -> dead.from(i) + ".." + dead.to(i))
                .collect(Collectors.joining(" "));
    }

    @Override
    public void onSessionUnbound(final int ownerChainId, final int session, final int reason) {
        log.add("unbound", ownerChainId, session, reason);
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        log.add("new", head(report), text(order));
    }

    @Override
    public void onOrderTriggered(final Report report, final Order order) {
        log.add("triggered", head(report), text(order));
    }

    @Override
    public void onOrderRestated(final Report report, final Order order, final CancelReason reason) {
        log.add("restated", head(report), text(order), reason);
    }

    @Override
    public void onOrderExpired(final Report report, final Order order) {
        log.add("expired", head(report), text(order));
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        log.add("replaced", head(report), text(order), origClOrdId);
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        if (massActionId == Codes.NULL_U64) {
            log.add("canceled", head(report), text(order), clOrdId, origClOrdId, reason);
        } else {
            log.add("canceled", head(report), text(order), clOrdId, origClOrdId, reason, massActionId);
        }
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
        log.add("trade", head(report), text(order), tradeId, lastPx, lastQty, aggressor, contraOrderId);
    }

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        log.add("rejected", head(report), orderId, clOrdId, securityId, side, reject);
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
        log.add(
                "cancelRejected",
                head(report),
                clOrdId,
                origClOrdId,
                orderId,
                securityId,
                (char) ordStatus,
                (char) responseTo,
                reject);
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
        log.add("massAction", head(report), massActionId, clOrdId, scope, securityId, side, affected, rejectReason);
    }

    @Override
    public void onInstrumentStatus(final int securityId, final int status) {
        log.add("status", securityId, status);
    }

    @Override
    public void onAdminAnswered(final int chainId, final long requestId, final int result) {
        log.add("admin", chainId, requestId, result);
    }

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        log.add("refused", head(report), refId, reason, refTagId, refTemplateId);
    }
}

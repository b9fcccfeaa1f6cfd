package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.OrderTable;
import io.matchlock.matcher.engine.state.Registers;
import io.matchlock.matcher.engine.state.SessionTable;

/** Numbers what goes to clients (reports, executions, trades) and hands it to the listener. */
final class Reports {
    private final Registers registers;
    private final SessionTable sessions;
    private final Prices prices;
    private final EngineListener listener;
    private final Turn turn;
    private final Report report = new Report();
    private final Order order;

    Reports(final EngineState state, final Prices prices, final EngineListener listener, final Turn turn) {
        this.registers = state.registers();
        this.sessions = state.sessions();
        this.prices = prices;
        this.listener = listener;
        this.turn = turn;
        this.order = new Order(state);
    }

    void accepted(final long slot, final long price) {
        listener.onOrderNew(answer(registers.nextExecId()), order.at(slot, price));
    }

    void replaced(final long slot, final long price, final long origClOrdId) {
        listener.onOrderReplaced(answer(registers.nextExecId()), order.at(slot, price), origClOrdId);
    }

    void triggered(final long slot, final long price) {
        listener.onOrderTriggered(unasked(slot), order.at(slot, price));
    }

    /** An order that rests or waits is cancelled as its session asked. */
    void canceled(final long slot, final long price, final long clOrdId) {
        listener.onOrderCanceled(
                answer(registers.nextExecId()),
                order.closedAt(slot, price),
                clOrdId,
                OrderTable.clOrdId(slot),
                CancelReason.REQUESTED,
                Codes.NULL_U64);
    }

    /** An order that rests or waits is cancelled though nobody asked for that. */
    void canceledUnasked(final long slot, final CancelReason reason) {
        canceledUnasked(unasked(slot), slot, prices.limit(slot), reason, Codes.NULL_U64);
    }

    /** The order at hand is cancelled: an answer, if it is the record's own. */
    void canceledAtHand(final long slot, final long price, final boolean own, final CancelReason reason) {
        canceledUnasked(own ? answer(registers.nextExecId()) : unasked(slot), slot, price, reason, Codes.NULL_U64);
    }

    void canceledInMass(final long slot, final long massActionId) {
        final Report head = answer(registers.nextExecId());
        canceledUnasked(head, slot, prices.limit(slot), CancelReason.MASS_CANCEL, massActionId);
    }

    private void canceledUnasked(
            final Report head, final long slot, final long price, final CancelReason reason, final long massActionId) {
        listener.onOrderCanceled(
                head, order.closedAt(slot, price), OrderTable.clOrdId(slot), Codes.NULL_U64, reason, massActionId);
    }

    void expired(final long slot) {
        listener.onOrderExpired(unasked(slot), order.expiredAt(slot, prices.limit(slot)));
    }

    void restatedAtHand(final long slot, final long price, final boolean own) {
        listener.onOrderRestated(
                own ? answer(registers.nextExecId()) : unasked(slot), order.at(slot, price), CancelReason.SELF_TRADE);
    }

    void restated(final long slot) {
        listener.onOrderRestated(unasked(slot), order.at(slot, prices.limit(slot)), CancelReason.SELF_TRADE);
    }

    /** {@code own}: whether the aggressor is the record's own order, and not a stop that it elected. */
    void traded(
            final long aggressor,
            final long aggressorPrice,
            final boolean own,
            final long resting,
            final long price,
            final long quantity) {
        final long tradeId = registers.nextTradeId();
        listener.onTrade(
                own ? answer(registers.nextExecId()) : unasked(aggressor),
                order.at(aggressor, aggressorPrice),
                tradeId,
                price,
                quantity,
                true,
                OrderTable.orderId(resting));
        listener.onTrade(
                unasked(resting),
                order.at(resting, price),
                tradeId,
                price,
                quantity,
                false,
                OrderTable.orderId(aggressor));
    }

    void uncrossed(
            final long buy,
            final long buyPrice,
            final long sell,
            final long sellPrice,
            final long price,
            final long quantity) {
        final long tradeId = registers.nextTradeId();
        listener.onTrade(
                unasked(buy), order.at(buy, buyPrice), tradeId, price, quantity, false, OrderTable.orderId(sell));
        listener.onTrade(
                unasked(sell), order.at(sell, sellPrice), tradeId, price, quantity, false, OrderTable.orderId(buy));
    }

    void rejected(final long orderId, final OrderRequest request, final OrderReject reject) {
        listener.onOrderRejected(
                answer(registers.nextExecId()), orderId, request.clOrdId, request.securityId, request.side, reject);
    }

    void cancelRejected(
            final long slot,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int responseTo,
            final CancelReject reject) {
        final int status = slot == 0 ? Codes.STATUS_REJECTED : order.at(slot, 0).ordStatus();
        listener.onCancelRejected(answer(0), clOrdId, origClOrdId, orderId, securityId, status, responseTo, reject);
    }

    void massAction(
            final long massActionId,
            final long clOrdId,
            final int scope,
            final int securityId,
            final int side,
            final int affected,
            final int rejectReason) {
        listener.onMassActionReport(answer(0), massActionId, clOrdId, scope, securityId, side, affected, rejectReason);
    }

    void refused(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        listener.onBusinessRejected(answer(0), clOrdId, reason, refTagId, refTemplateId);
    }

    void status(final int securityId, final int status) {
        listener.onInstrumentStatus(securityId, status);
    }

    void admin(final long requestId, final int result) {
        listener.onAdminAnswered(turn.chainId, requestId, result);
    }

    private Report answer(final long execId) {
        return head(turn.session, turn.clientSeqNo, execId);
    }

    private Report unasked(final long slot) {
        return head(OrderTable.session(slot), Codes.NULL_U64, registers.nextExecId());
    }

    private Report head(final int session, final long refSeqNum, final long execId) {
        report.session = session;
        report.ownerChainId = sessions.ownerChainId(session);
        report.number = sessions.nextReport(session);
        report.execId = execId;
        report.refSeqNum = refSeqNum;
        report.transactTimeNs = turn.receiveTimeNs;
        return report;
    }
}

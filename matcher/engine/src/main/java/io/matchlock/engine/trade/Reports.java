package io.matchlock.engine.trade;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;

/** Numbers what goes to clients (reports, executions, trades) and hands it to the listener. */
public final class Reports {
    private final Registers registers;
    private final SessionTable sessions;
    private final Prices prices;
    private final EngineListener listener;
    private final Turn turn;
    private final Report report = new Report();
    private final Order view;

    public Reports(final EngineState state, final Prices prices, final EngineListener listener, final Turn turn) {
        this.registers = state.registers();
        this.sessions = state.sessions();
        this.prices = prices;
        this.listener = listener;
        this.turn = turn;
        this.view = new Order(state);
    }

    public void accepted(final @OrderAt long order, final long price) {
        listener.onOrderNew(answer(registers.nextExecId()), view.at(order, price));
    }

    public void replaced(final @OrderAt long order, final long price, final long origClOrdId) {
        listener.onOrderReplaced(answer(registers.nextExecId()), view.at(order, price), origClOrdId);
    }

    void triggered(final @OrderAt long order, final long price) {
        listener.onOrderTriggered(unasked(order), view.at(order, price));
    }

    /** An order that rests or waits is cancelled as its session asked. */
    public void canceled(final @OrderAt long order, final long price, final long clOrdId) {
        listener.onOrderCanceled(
                answer(registers.nextExecId()),
                view.closedAt(order, price),
                clOrdId,
                OrderTable.clOrdId(order),
                CancelReason.REQUESTED,
                Codes.NULL_U64);
    }

    /** An order that rests or waits is cancelled though nobody asked for that. */
    public void canceledUnasked(final @OrderAt long order, final CancelReason reason) {
        canceledUnasked(unasked(order), order, prices.limit(order), reason, Codes.NULL_U64);
    }

    /** The order at hand is cancelled: an answer, if it is the record's own. */
    void canceledAtHand(final @OrderAt long order, final long price, final boolean own, final CancelReason reason) {
        canceledUnasked(own ? answer(registers.nextExecId()) : unasked(order), order, price, reason, Codes.NULL_U64);
    }

    public void canceledInMass(final @OrderAt long order, final long massActionId) {
        final Report head = answer(registers.nextExecId());
        canceledUnasked(head, order, prices.limit(order), CancelReason.MASS_CANCEL, massActionId);
    }

    private void canceledUnasked(
            final Report head,
            final @OrderAt long order,
            final long price,
            final CancelReason reason,
            final long massActionId) {
        listener.onOrderCanceled(
                head, view.closedAt(order, price), OrderTable.clOrdId(order), Codes.NULL_U64, reason, massActionId);
    }

    public void expired(final @OrderAt long order) {
        listener.onOrderExpired(unasked(order), view.expiredAt(order, prices.limit(order)));
    }

    void restatedAtHand(final @OrderAt long order, final long price, final boolean own) {
        listener.onOrderRestated(
                own ? answer(registers.nextExecId()) : unasked(order), view.at(order, price), CancelReason.SELF_TRADE);
    }

    void restated(final @OrderAt long order) {
        listener.onOrderRestated(unasked(order), view.at(order, prices.limit(order)), CancelReason.SELF_TRADE);
    }

    /** {@code own}: whether the aggressor is the record's own order, and not a stop that it elected. */
    void traded(
            final @OrderAt long aggressor,
            final long aggressorPrice,
            final boolean own,
            final @OrderAt long resting,
            final long price,
            final long quantity) {
        final long tradeId = registers.nextTradeId();
        listener.onTrade(
                own ? answer(registers.nextExecId()) : unasked(aggressor),
                view.at(aggressor, aggressorPrice),
                tradeId,
                price,
                quantity,
                true,
                OrderTable.orderId(resting));
        listener.onTrade(
                unasked(resting),
                view.at(resting, price),
                tradeId,
                price,
                quantity,
                false,
                OrderTable.orderId(aggressor));
    }

    void uncrossed(
            final @OrderAt long buy,
            final long buyPrice,
            final @OrderAt long sell,
            final long sellPrice,
            final long price,
            final long quantity) {
        final long tradeId = registers.nextTradeId();
        listener.onTrade(
                unasked(buy), view.at(buy, buyPrice), tradeId, price, quantity, false, OrderTable.orderId(sell));
        listener.onTrade(
                unasked(sell), view.at(sell, sellPrice), tradeId, price, quantity, false, OrderTable.orderId(buy));
    }

    public void rejected(final long orderId, final OrderRequest request, final OrderReject reject) {
        listener.onOrderRejected(
                answer(registers.nextExecId()),
                orderId,
                request.clOrdId(),
                request.securityId(),
                request.side(),
                reject);
    }

    public void cancelRejected(
            final @OrderAt long order,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int responseTo,
            final CancelReject reject) {
        final int status =
                order == 0 ? Codes.STATUS_REJECTED : view.at(order, 0).ordStatus();
        listener.onCancelRejected(answer(0), clOrdId, origClOrdId, orderId, securityId, status, responseTo, reject);
    }

    public void massAction(
            final long massActionId,
            final long clOrdId,
            final int scope,
            final int securityId,
            final int side,
            final int affected,
            final int rejectReason) {
        listener.onMassActionReport(answer(0), massActionId, clOrdId, scope, securityId, side, affected, rejectReason);
    }

    public void refused(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        listener.onBusinessRejected(answer(0), clOrdId, reason, refTagId, refTemplateId);
    }

    public void status(final int securityId, final int status) {
        listener.onInstrumentStatus(securityId, status);
    }

    public void admin(final long requestId, final int result) {
        listener.onAdminAnswered(turn.chainId, requestId, result);
    }

    private Report answer(final long execId) {
        return head(turn.session, turn.clientSeqNo, execId);
    }

    private Report unasked(final @OrderAt long order) {
        return head(OrderTable.session(order), Codes.NULL_U64, registers.nextExecId());
    }

    private Report head(final @SessionSlot int session, final long refSeqNum, final long execId) {
        report.head(
                session,
                sessions.ownerChainId(session),
                sessions.nextReport(session),
                execId,
                refSeqNum,
                turn.receiveTimeNs);
        return report;
    }
}

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

    /** Tells the listener. */
    public Reports(final EngineState state, final Prices prices, final EngineListener listener, final Turn turn) {
        this.registers = state.registers();
        this.sessions = state.sessions();
        this.prices = prices;
        this.listener = listener;
        this.turn = turn;
        this.view = new Order(state);
    }

    /** A new order was accepted; {@code price} is its limit, null for none. */
    public void accepted(final @OrderAt long order, final long price) {
        listener.onOrderNew(answer(registers.nextExecId()), view.at(order, price));
    }

    /** An order was replaced; {@code price} is its new limit, null for none. */
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

    /** The order at hand is cancelled. If the record at hand asked for the order, the report is the answer to it. */
    void canceledAtHand(
            final @OrderAt long order, final long price, final boolean isAskedFor, final CancelReason reason) {
        canceledUnasked(
                isAskedFor ? answer(registers.nextExecId()) : unasked(order), order, price, reason, Codes.NULL_U64);
    }

    /** An order that rests or waits is cancelled by a mass cancel. */
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

    /** An order that rests or waits expires. */
    public void expired(final @OrderAt long order) {
        listener.onOrderExpired(unasked(order), view.expiredAt(order, prices.limit(order)));
    }

    void restatedAtHand(final @OrderAt long order, final long price, final boolean isAskedFor) {
        listener.onOrderRestated(
                isAskedFor ? answer(registers.nextExecId()) : unasked(order),
                view.at(order, price),
                CancelReason.SELF_TRADE);
    }

    void restated(final @OrderAt long order) {
        listener.onOrderRestated(unasked(order), view.at(order, prices.limit(order)), CancelReason.SELF_TRADE);
    }

    /** {@code isAskedFor}: whether the aggressor is the order that the record at hand asked for, and not a stop that it elected. */
    void traded(
            final @OrderAt long aggressor,
            final long aggressorPrice,
            final boolean isAskedFor,
            final @OrderAt long resting,
            final long price,
            final long quantity) {
        final long tradeId = registers.nextTradeId();
        listener.onTrade(
                isAskedFor ? answer(registers.nextExecId()) : unasked(aggressor),
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

    /** A new order was rejected. */
    public void rejected(final long orderId, final OrderRequest request, final OrderReject reject) {
        listener.onOrderRejected(
                answer(registers.nextExecId()),
                orderId,
                request.clOrdId(),
                request.securityId(),
                request.side(),
                reject);
    }

    /** A cancel or a replace was rejected; {@code order} is 0 if it is unknown. */
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

    /** A mass cancel has ended, or was rejected. */
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

    /** A message that the gateway did not append whole is answered. */
    public void refused(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        listener.onBusinessRejected(answer(0), clOrdId, reason, refTagId, refTemplateId);
    }

    /** An instrument has another status, FIX 326. */
    public void status(final int securityId, final int status) {
        listener.onInstrumentStatus(securityId, status);
    }

    /** An admin's record is answered, {@code Codes.ADMIN_*}. */
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
                sessions.number(session),
                sessions.ownerChainId(session),
                sessions.nextReport(session),
                execId,
                refSeqNum,
                turn.receiveTimeNs);
        return report;
    }
}

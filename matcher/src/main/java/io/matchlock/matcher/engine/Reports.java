package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.OrderTable;
import io.matchlock.matcher.engine.state.Registers;
import io.matchlock.matcher.engine.state.SessionTable;

/** Numbers what goes to clients (reports, executions, trades, orders) and hands it to the listener. */
final class Reports {
    private final Registers registers;
    private final SessionTable sessions;
    private final OrderTable orders;
    private final EngineListener listener;
    private final Turn turn;
    private final Report report = new Report();
    private final Order order;

    Reports(final EngineState state, final EngineListener listener, final Turn turn) {
        this.registers = state.registers();
        this.sessions = state.sessions();
        this.orders = state.orders();
        this.listener = listener;
        this.turn = turn;
        this.order = new Order(state.orders(), state.instruments());
    }

    void accepted(final int slot) {
        listener.onOrderNew(answer(registers.nextExecId()), order.at(slot));
    }

    void replaced(final int slot, final long origClOrdId) {
        listener.onOrderReplaced(answer(registers.nextExecId()), order.at(slot), origClOrdId);
    }

    void canceled(final int slot, final long clOrdId) {
        listener.onOrderCanceled(
                answer(registers.nextExecId()),
                order.closedAt(slot),
                clOrdId,
                orders.clOrdId(slot),
                CancelReason.REQUESTED);
    }

    void canceledUnasked(final int slot, final CancelReason reason) {
        listener.onOrderCanceled(
                answer(registers.nextExecId()), order.closedAt(slot), orders.clOrdId(slot), Codes.NULL_U64, reason);
    }

    void traded(final int aggressor, final int resting, final long price, final long quantity) {
        final long tradeId = registers.nextTradeId();
        listener.onTrade(
                answer(registers.nextExecId()),
                order.at(aggressor),
                tradeId,
                price,
                quantity,
                true,
                orders.orderId(resting));
        listener.onTrade(
                head(orders.session(resting), Codes.NULL_U64, registers.nextExecId()),
                order.at(resting),
                tradeId,
                price,
                quantity,
                false,
                orders.orderId(aggressor));
    }

    void rejected(final long orderId, final OrderRequest request, final OrderReject reject) {
        listener.onOrderRejected(
                answer(registers.nextExecId()), orderId, request.clOrdId, request.securityId, request.side, reject);
    }

    void cancelRejected(
            final int slot,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int responseTo,
            final CancelReject reject) {
        final int status = slot == 0 ? Codes.STATUS_REJECTED : order.at(slot).ordStatus();
        listener.onCancelRejected(answer(0), clOrdId, origClOrdId, orderId, securityId, status, responseTo, reject);
    }

    void refused(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        listener.onBusinessRejected(answer(0), clOrdId, reason, refTagId, refTemplateId);
    }

    private Report answer(final long execId) {
        return head(turn.session, turn.clientSeqNo, execId);
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

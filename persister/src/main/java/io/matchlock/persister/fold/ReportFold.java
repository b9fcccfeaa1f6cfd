package io.matchlock.persister.fold;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.rows.ExecutionRows;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.report.ReportDecoder;
import io.matchlock.protocol.report.ReportListener;

/** Folds the reports of one entry after another: changes the orders that they name and adds their rows. One thread. */
final class ReportFold implements ReportListener {
    private static final int SELF_TRADE = 107; // of FIX 378
    private static final long NO_ID = ExecutionReportDecoder.clOrdIDNullValue();

    private final ReportDecoder decoder = new ReportDecoder();
    private final TradePair pair = new TradePair();
    private final ExecutionRows rows = new ExecutionRows();
    private final Continuity continuity;
    private final OrderRecords records;
    private final DayIndex days;
    private RowBatch batch;
    private long entryId;
    private int session;
    private long number;

    ReportFold(final Continuity continuity, final OrderRecords records, final DayIndex days) {
        this.continuity = continuity;
        this.records = records;
        this.days = days;
    }

    void begin(final long id, final RowBatch target) {
        entryId = id;
        batch = target;
        pair.begin(days.current());
        rows.wrap(id, days.current(), target.executions);
    }

    void end() {
        if (pair.isOpen()) {
            throw inconsistent("trade " + pair.tradeId() + " has one report only");
        }
    }

    void apply(final EventsEntryDecoder events) {
        session = events.session();
        number = events.reportNumber();
        switch (decoder.decode(events.buffer(), events.payloadOffset(), events.payloadLength(), this)) {
            case MessageShape.SOUND -> {
                // folded
            }
            case MessageShape.UNKNOWN_SCHEMA -> throw unreadable(events, "of an unknown schema");
            case MessageShape.UNKNOWN_TEMPLATE -> throw unreadable(events, "of an unknown kind");
            default -> throw unreadable(events, "which is too short");
        }
    }

    @Override
    public void onExecution(final ExecutionReportDecoder execution) {
        requireNumber(execution.msgSeqNum());
        final byte kind = execution.execTypeRaw();
        final boolean isNew = kind == ExecType.New.value();
        final OrderState order = isNew ? created(execution) : changed(execution);
        final boolean saysNoMore = isNew && saysNoMore(execution, order);
        order.status = execution.ordStatusRaw();
        order.cumQty = execution.cumQty();
        order.leavesQty = execution.leavesQty();
        if (kind == ExecType.Canceled.value()) {
            order.canceled(execution.execRestatementReason());
        }
        if (saysNoMore) {
            order.accepted(number, execution.execID());
        } else {
            rows.addExecution(session, number, execution);
        }
    }

    /** Whether all that the report of a new order says stands in the order's row. */
    private static boolean saysNoMore(final ExecutionReportDecoder execution, final OrderState order) {
        return execution.refSeqNum() == order.clientNumber
                && execution.refSeqNum() != NO_ID
                && execution.transactTime().time() == order.receiveTimeNs
                && execution.cumQty() == 0
                && execution.leavesQty() == order.qty
                && execution.ordStatusRaw() == OrdStatus.New.value()
                && execution.origClOrdID() == NO_ID
                && execution.execRestatementReason() == ExecutionReportDecoder.execRestatementReasonNullValue();
    }

    private OrderState created(final ExecutionReportDecoder execution) {
        final OrderState order = create(execution.orderID());
        if (!records.describe(order, session, execution.refSeqNum())) {
            describe(order, execution);
        }
        order.minQty = execution.minQty();
        order.hasDetails |= order.minQty != OrderState.NONE;
        details(order, execution);
        final boolean fits = order.clOrdId == execution.clOrdID()
                && order.qty == execution.orderQty()
                && order.price == execution.price().mantissa()
                && order.side == execution.sideRaw()
                && order.securityId == execution.securityID();
        if (!fits) {
            throw inconsistent("order " + order.orderId + " as reported is not the order that message "
                    + order.clientNumber + " of session " + session + " asked for");
        }
        return order;
    }

    /** Takes an order's terms from its report, because its message stands in an earlier entry. */
    private static void describe(final OrderState order, final ExecutionReportDecoder execution) {
        order.clOrdId = execution.clOrdID();
        order.receiveTimeNs = execution.transactTime().time();
        order.price = execution.price().mantissa();
        order.qty = execution.orderQty();
        order.account = execution.account();
        order.securityId = execution.securityID();
        order.side = execution.sideRaw();
        order.ordType = execution.ordTypeRaw();
        order.timeInForce = execution.timeInForceRaw();
    }

    private static void details(final OrderState order, final ExecutionReportDecoder execution) {
        order.details(
                execution.stopPx().mantissa(),
                execution.displayQty(),
                execution.expireTime().time());
    }

    private OrderState changed(final ExecutionReportDecoder execution) {
        final OrderState order = find(execution.orderID());
        order.session = session;
        order.securityId = execution.securityID();
        order.side = execution.sideRaw();
        order.price = execution.price().mantissa();
        order.qty = execution.orderQty();
        final byte kind = execution.execTypeRaw();
        if (kind == ExecType.Replaced.value()) {
            order.isReplaced = true;
            terms(order, execution);
            details(order, execution);
            order.hasDetails |= !order.isCreated; // or what it had would stay
        } else if (kind == ExecType.Restated.value()
                || kind == ExecType.Triggered.value()
                || isDecremented(execution)) {
            terms(order, execution);
        } else {
            order.clOrdId = execution.origClOrdID() == NO_ID ? execution.clOrdID() : execution.origClOrdID();
        }
        return order;
    }

    /** Self-trade prevention may have taken all that was open, and with it some of the order's quantity. */
    private static boolean isDecremented(final ExecutionReportDecoder execution) {
        return execution.execRestatementReason() == SELF_TRADE;
    }

    private static void terms(final OrderState order, final ExecutionReportDecoder execution) {
        order.hasTerms = true;
        order.clOrdId = execution.clOrdID();
        order.ordType = execution.ordTypeRaw();
        order.timeInForce = execution.timeInForceRaw();
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder trade) {
        requireNumber(trade.msgSeqNum());
        if (!pair.isOpen()) {
            continuity.onTrade(entryId, trade.tradeID());
        }
        final OrderState order = find(trade.orderID());
        order.session = session;
        order.securityId = trade.securityID();
        order.side = trade.sideRaw();
        order.clOrdId = trade.clOrdID();
        order.price = trade.price().mantissa();
        order.cumQty = trade.cumQty();
        order.leavesQty = trade.leavesQty();
        order.qty = trade.cumQty() + trade.leavesQty();
        order.status = trade.ordStatusRaw();
        order.addNotional(trade.lastPx().mantissa(), trade.lastQty());
        pair.add(entryId, session, number, trade, batch.trades);
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder reject) {
        requireNumber(reject.msgSeqNum());
        if (reject.orderID() != NO_ID) {
            final OrderState order = create(reject.orderID());
            if (!records.describe(order, session, reject.refSeqNum())) {
                describeRejected(order, reject);
            }
            order.status = OrdStatus.Rejected.value();
            order.rejectReason = reject.ordRejReason();
            order.rejectTag = reject.refTagID();
        }
        rows.addReject(session, number, reject);
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder reject) {
        rows.addCancelReject(session, number, reject);
    }

    @Override
    public void onMassAction(final OrderMassActionReportDecoder report) {
        rows.addMassAction(session, number, report);
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
        rows.addBusinessReject(session, number, reject);
    }

    /** Takes what the reject says of an order whose message stands in an earlier entry; it does not say more. */
    private static void describeRejected(final OrderState order, final ExecutionReportRejectDecoder reject) {
        order.clOrdId = reject.clOrdID();
        order.receiveTimeNs = reject.transactTime().time();
        order.price = OrderState.NULL_PRICE;
        order.qty = 0;
        order.account = 0;
        order.securityId = reject.securityID();
        order.side = reject.sideRaw();
        order.ordType = 0;
        order.timeInForce = 0;
    }

    private OrderState create(final long orderId) {
        continuity.onOrder(entryId, orderId);
        return batch.orders.create(orderId, entryId, days.current());
    }

    private OrderState find(final long orderId) {
        continuity.requireKnown(entryId, orderId);
        return batch.orders.find(orderId, entryId, days);
    }

    private void requireNumber(final long inMessage) {
        if (inMessage != number) {
            throw inconsistent("report " + number + " says that it is report " + inMessage);
        }
    }

    private InconsistentLogException unreadable(final EventsEntryDecoder events, final String why) {
        return inconsistent("report " + number + " of session " + session + " is a message of " + events.payloadLength()
                + " bytes " + why);
    }

    private InconsistentLogException inconsistent(final String what) {
        return new InconsistentLogException(entryId, what);
    }
}

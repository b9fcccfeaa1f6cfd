package io.matchlock.persister.fold;

import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;

/** Folds the reports of one entry after another: changes the orders that they name and adds their rows. One thread. */
final class ReportFold {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int SELF_TRADE = 107; // of FIX 378
    private static final long NO_ID = ExecutionReportDecoder.clOrdIDNullValue();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final ExecutionReportTradeDecoder trade = new ExecutionReportTradeDecoder();
    private final ExecutionReportRejectDecoder reject = new ExecutionReportRejectDecoder();
    private final TradePair pair = new TradePair();
    private final ExecutionRows rows = new ExecutionRows();
    private final Continuity continuity;
    private final OrderRecords records;
    private RowBatch batch;
    private long entryId;

    ReportFold(final Continuity continuity, final OrderRecords records) {
        this.continuity = continuity;
        this.records = records;
    }

    void begin(final long id, final RowBatch target) {
        entryId = id;
        batch = target;
        pair.begin();
        rows.wrap(id, target.executions);
    }

    void end() {
        if (pair.isOpen()) {
            throw inconsistent("trade " + pair.tradeId() + " has one report only");
        }
    }

    void apply(final EventsEntryDecoder events) {
        header.wrap(events.buffer(), events.payloadOffset());
        if (header.schemaId() != ExecutionReportDecoder.SCHEMA_ID
                || events.payloadLength() < HEADER + header.blockLength()) {
            throw inconsistent("a report of schema " + header.schemaId() + ", " + events.payloadLength() + " bytes");
        }
        final int session = events.session();
        final long number = events.reportNumber();
        switch (header.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> onExecution(events, session, number);
            case ExecutionReportTradeDecoder.TEMPLATE_ID -> onTrade(events, session, number);
            case ExecutionReportRejectDecoder.TEMPLATE_ID -> onReject(events, session, number);
            case OrderCancelRejectDecoder.TEMPLATE_ID -> rows.addCancelReject(events, header);
            case BusinessMessageRejectDecoder.TEMPLATE_ID -> rows.addBusinessReject(events, header);
            case OrderMassActionReportDecoder.TEMPLATE_ID -> rows.addMassAction(events, header);
            default -> throw inconsistent("a report of template " + header.templateId());
        }
    }

    private void onExecution(final EventsEntryDecoder events, final int session, final long number) {
        requireBlock(ExecutionReportDecoder.BLOCK_LENGTH);
        execution.wrap(events.buffer(), events.payloadOffset() + HEADER, header.blockLength(), header.version());
        requireNumber(execution.msgSeqNum(), number);
        final byte kind = execution.execTypeRaw();
        final OrderState order = kind == ExecType.New.value() ? created(session) : changed(session);
        order.status = execution.ordStatusRaw();
        order.cumQty = execution.cumQty();
        order.leavesQty = execution.leavesQty();
        if (kind == ExecType.Canceled.value()) {
            order.canceled(execution.execRestatementReason());
        }
        rows.addExecution(session, number, execution);
    }

    private OrderState created(final int session) {
        final OrderState order = create(execution.orderID());
        if (!records.describe(order, session, execution.refSeqNum())) {
            describe(order);
        }
        order.minQty = execution.minQty();
        order.hasDetails |= order.minQty != OrderState.NONE;
        details(order);
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

    /** All that there is to know of an order whose message stands in an earlier entry. */
    private void describe(final OrderState order) {
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

    private void details(final OrderState order) {
        order.details(
                execution.stopPx().mantissa(),
                execution.displayQty(),
                execution.expireTime().time());
    }

    private OrderState changed(final int session) {
        final OrderState order = find(execution.orderID());
        order.session = session;
        order.securityId = execution.securityID();
        order.side = execution.sideRaw();
        order.price = execution.price().mantissa();
        order.qty = execution.orderQty();
        final byte kind = execution.execTypeRaw();
        if (kind == ExecType.Replaced.value()) {
            order.isReplaced = true;
            terms(order);
            details(order);
            order.hasDetails |= !order.isCreated; // or what it had would stay
        } else if (kind == ExecType.Restated.value() || kind == ExecType.Triggered.value() || isDecremented()) {
            terms(order);
        } else {
            order.clOrdId = execution.origClOrdID() == NO_ID ? execution.clOrdID() : execution.origClOrdID();
        }
        return order;
    }

    /** Self-trade prevention may have taken all that was open, and with it some of the order's quantity. */
    private boolean isDecremented() {
        return execution.execRestatementReason() == SELF_TRADE;
    }

    private void terms(final OrderState order) {
        order.hasTerms = true;
        order.clOrdId = execution.clOrdID();
        order.ordType = execution.ordTypeRaw();
        order.timeInForce = execution.timeInForceRaw();
    }

    private void onTrade(final EventsEntryDecoder events, final int session, final long number) {
        requireBlock(ExecutionReportTradeDecoder.BLOCK_LENGTH);
        trade.wrap(events.buffer(), events.payloadOffset() + HEADER, header.blockLength(), header.version());
        requireNumber(trade.msgSeqNum(), number);
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

    private void onReject(final EventsEntryDecoder events, final int session, final long number) {
        requireBlock(ExecutionReportRejectDecoder.BLOCK_LENGTH);
        reject.wrap(events.buffer(), events.payloadOffset() + HEADER, header.blockLength(), header.version());
        requireNumber(reject.msgSeqNum(), number);
        if (reject.orderID() != NO_ID) {
            final OrderState order = create(reject.orderID());
            if (!records.describe(order, session, reject.refSeqNum())) {
                describeRejected(order);
            }
            order.status = OrdStatus.Rejected.value();
            order.rejectReason = reject.ordRejReason();
            order.rejectTag = reject.refTagID();
        }
        rows.addReject(session, number, reject);
    }

    /** The reject does not say more of an order whose message stands in an earlier entry. */
    private void describeRejected(final OrderState order) {
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
        return batch.orders.create(orderId, entryId);
    }

    private OrderState find(final long orderId) {
        continuity.requireKnown(entryId, orderId);
        return batch.orders.find(orderId, entryId);
    }

    private void requireBlock(final int length) {
        if (header.blockLength() < length) {
            throw inconsistent("a report of template " + header.templateId() + " with a block of "
                    + header.blockLength() + " bytes");
        }
    }

    private void requireNumber(final long inMessage, final long inRecord) {
        if (inMessage != inRecord) {
            throw inconsistent("report " + inRecord + " says that it is report " + inMessage);
        }
    }

    private InconsistentLogException inconsistent(final String what) {
        return new InconsistentLogException(entryId, what);
    }
}

package io.matchlock.exchange.reconcile;

import io.matchlock.client.ReportListener;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.order.Side;

/**
 * Folds the reports of the log into orders and into the rows that Postgres must have, and checks that quantities are conserved.
 * After each report, {@link #answered()} is the client number that it is the first answer to. One thread.
 */
final class ReportFold implements ReportListener {
    private static final long NO_ID = -1L;
    private static final int NO_REASON = 0xFFFF;
    private static final long NO_ANSWER = 0;

    private final Ledger ledger;
    private final ReportRow row = new ReportRow();
    private final OrderRow order = new OrderRow();
    private final TradeRow trade = new TradeRow();
    private boolean isTakerOpen;
    private boolean takerFits;
    private byte takerSide;
    private long answered;

    ReportFold(final Ledger ledger) {
        this.ledger = ledger;
    }

    /** Begins a report. */
    void begin(final long entryId, final int session, final long reportNumber) {
        row.clear();
        row.session = session;
        row.reportNumber = reportNumber;
        row.entryId = entryId;
        answered = NO_ANSWER;
    }

    /** The client number that the report is the one answer to, 0 for none: trades and cancels that nobody asked for are no answers. */
    long answered() {
        return answered;
    }

    @Override
    public void onExecution(final ExecutionReportDecoder report) {
        row.kind = report.execTypeRaw();
        row.status = report.ordStatusRaw();
        row.reason = reason(report.execRestatementReason());
        ids(report.execID(), report.orderID(), report.clOrdID(), report.origClOrdID(), report.refSeqNum());
        row.timeNs = report.transactTime().time();
        row.quantity = report.orderQty();
        row.cumQuantity = report.cumQty();
        row.leavesQuantity = report.leavesQty();
        row.price = report.price().mantissa();
        want();
        if (report.execType() == ExecType.New) {
            answered = report.refSeqNum();
            created(report);
        } else {
            final boolean isAsked = report.origClOrdID() != NO_ID;
            answered = isAsked ? report.refSeqNum() : NO_ANSWER;
            changed(report);
        }
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder report) {
        final long orderId = report.orderID();
        if (!ledger.orders.has(orderId)) {
            unknownOrder(orderId);
            return;
        }
        ledger.orders.get(orderId, order);
        order.cumQuantity += report.lastQty();
        order.leavesQuantity -= report.lastQty();
        order.notional += report.lastPx().mantissa() * report.lastQty();
        order.status = report.ordStatusRaw();
        checkQuantities(report.cumQty(), report.leavesQty());
        ledger.orders.put(order);
        if (isTakerOpen) {
            maker(report);
        } else {
            taker(report);
        }
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder report) {
        row.kind = ExecType.Rejected.value();
        row.status = OrdStatus.Rejected.value();
        row.reason = reason(report.ordRejReason());
        row.reasonTag = reason(report.refTagID());
        ids(report.execID(), report.orderID(), report.clOrdID(), NO_ID, report.refSeqNum());
        row.clOrdId = report.clOrdID();
        row.timeNs = report.transactTime().time();
        want();
        answered = report.refSeqNum();
        if (report.orderID() != NO_ID) {
            order.orderId = report.orderID();
            order.session = row.session;
            order.status = OrdStatus.Rejected.value();
            order.clOrdId = report.clOrdID();
            order.clientNumber = report.refSeqNum();
            create();
        }
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder report) {
        row.kind = '9';
        row.status = report.ordStatusRaw();
        row.reason = reason(report.cxlRejReason());
        ids(NO_ID, report.orderID(), NO_ID, report.origClOrdID(), report.refSeqNum());
        row.clOrdId = report.clOrdID();
        row.timeNs = report.transactTime().time();
        want();
        answered = report.refSeqNum();
    }

    @Override
    public void onMassAction(final OrderMassActionReportDecoder report) {
        row.kind = 'Z';
        row.reason = reason(report.massActionRejectReason());
        ids(report.massActionReportID(), NO_ID, report.clOrdID(), NO_ID, report.refSeqNum());
        row.timeNs = report.transactTime().time();
        want();
        answered = report.refSeqNum() == NO_ID ? NO_ANSWER : report.refSeqNum();
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder report) {
        row.kind = 'j';
        row.refTemplate = reason(report.refTemplateID());
        row.reason = reason(report.businessRejectReason());
        row.reasonTag = reason(report.refTagID());
        ids(NO_ID, NO_ID, report.businessRejectRefID(), NO_ID, report.refSeqNum());
        row.timeNs = report.transactTime().time();
        want();
        answered = report.refSeqNum();
    }

    private void ids(
            final long execId, final long orderId, final long clOrdId, final long origClOrdId, final long reference) {
        row.execId = orNull(execId);
        row.orderId = orNull(orderId);
        row.clOrdId = orNull(clOrdId);
        row.origClOrdId = orNull(origClOrdId);
        row.clientNumber = orNull(reference);
    }

    private void want() {
        ledger.session(row.session).reports.want(row.reportNumber, row.hash());
    }

    private void created(final ExecutionReportDecoder report) {
        order.orderId = report.orderID();
        order.session = row.session;
        order.side = report.sideRaw();
        order.status = report.ordStatusRaw();
        order.clOrdId = report.clOrdID();
        order.clientNumber = report.refSeqNum();
        order.quantity = report.orderQty();
        order.cumQuantity = 0;
        order.leavesQuantity = order.quantity;
        order.price = report.price().mantissa();
        order.notional = 0;
        checkQuantities(report.cumQty(), report.leavesQty());
        create();
    }

    private void create() {
        if (ledger.orders.has(order.orderId)) {
            ledger.findings.duplicated("order " + order.orderId + " was made twice, again by number "
                    + order.clientNumber + " of session " + order.session);
        }
        ledger.orders.put(order);
    }

    private void changed(final ExecutionReportDecoder report) {
        final long orderId = report.orderID();
        if (!ledger.orders.has(orderId)) {
            unknownOrder(orderId);
            return;
        }
        ledger.orders.get(orderId, order);
        order.status = report.ordStatusRaw();
        order.price = report.price().mantissa();
        order.quantity = report.orderQty();
        final ExecType type = report.execType();
        if (type == ExecType.Replaced || type == ExecType.Restated || type == ExecType.Triggered) {
            order.clOrdId = report.clOrdID();
            order.leavesQuantity = order.quantity - order.cumQuantity;
        } else {
            order.leavesQuantity = 0;
        }
        checkQuantities(report.cumQty(), report.leavesQty());
        ledger.orders.put(order);
    }

    private void taker(final ExecutionReportTradeDecoder report) {
        isTakerOpen = true;
        trade.tradeId = report.tradeID();
        trade.entryId = row.entryId;
        trade.timeNs = report.transactTime().time();
        trade.quantity = report.lastQty();
        trade.price = report.lastPx().mantissa();
        trade.securityId = report.securityID();
        final boolean isAggressor = report.aggressorIndicator() == BooleanType.True;
        trade.aggressorSide = isAggressor ? report.sideRaw() : TradeRow.NO_SIDE;
        takerSide = report.sideRaw();
        takerFits = isAggressor || takerSide == Side.Buy.value();
        trade.takerOrderId = report.orderID();
        trade.takerReport = row.reportNumber;
        trade.takerExecId = report.execID();
        trade.takerSession = row.session;
    }

    private void maker(final ExecutionReportTradeDecoder report) {
        final boolean fits = takerFits
                && report.aggressorIndicator() == BooleanType.False
                && trade.tradeId == report.tradeID()
                && trade.entryId == row.entryId
                && trade.quantity == report.lastQty()
                && trade.price == report.lastPx().mantissa()
                && takerSide != report.sideRaw();
        isTakerOpen = false;
        if (!fits) {
            ledger.findings.different("trade " + report.tradeID() + " has sides that don't fit");
        }
        trade.makerOrderId = report.orderID();
        trade.makerReport = row.reportNumber;
        trade.makerExecId = report.execID();
        trade.makerSession = row.session;
        if (ledger.trades.isWanted(report.tradeID())) {
            ledger.findings.duplicated("trade " + report.tradeID() + " was done twice");
        }
        ledger.trades.want(report.tradeID(), trade.hash());
    }

    private void checkQuantities(final long cumQuantity, final long leavesQuantity) {
        if (order.cumQuantity != cumQuantity || order.leavesQuantity != leavesQuantity || leavesQuantity < 0) {
            ledger.findings.different("order " + order.orderId + " should stand at cum " + order.cumQuantity
                    + " leaves " + order.leavesQuantity + ", report " + row.reportNumber + " of session " + row.session
                    + " says " + cumQuantity + " and " + leavesQuantity);
        }
    }

    private void unknownOrder(final long orderId) {
        ledger.findings.different("report " + row.reportNumber + " of session " + row.session + " is about order "
                + orderId + ", which nobody made");
    }

    private static long orNull(final long id) {
        return id == NO_ID ? ReportRow.NULL : id;
    }

    private static long reason(final int value) {
        return value == NO_REASON ? ReportRow.NULL : value;
    }
}

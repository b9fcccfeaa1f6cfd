package io.matchlock.exchange.reconcile;

import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionNegotiatedEncoder;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.order.ExecutionReportTradeEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrderCancelRejectEncoder;
import io.matchlock.protocol.order.Side;
import java.util.List;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two sessions: the first buys 10 at 100, the second sells 4 to it, the first cancels what isn't there. Log, rows and journals
 * say the same until a test changes one of them.
 */
final class Scenario {
    private static final long NULL_ID = -1L;
    private static final long PRICE = 100_000_000_000L;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    final ScriptedLog log = new ScriptedLog();
    final ScriptedRows rows = new ScriptedRows();
    final ClientJournal buyer = new ClientJournal(new UUID(1, 1));
    final ClientJournal seller = new ClientJournal(new UUID(2, 2));

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private String dropped = "";

    /** A scenario in which one report ("session/number") isn't told. */
    static Scenario withoutTelling(final String report) {
        final Scenario scenario = new Scenario();
        scenario.dropped = report;
        scenario.play();
        return scenario;
    }

    static Scenario whole() {
        return withoutTelling("");
    }

    Reconciliation reconcile() {
        return new Reconciler(log, rows, 10).run(List.of(buyer, seller));
    }

    /** Both sessions' messages once more, as a matcher that doesn't deduplicate would do it. */
    void executeOrderAgain() {
        log.begin();
        log.message(1, 1);
        accepted(1, 4, 1, Side.Buy, 10, 3, 9);
        log.end();
    }

    private void play() {
        log.begin();
        negotiated(1, buyer.sessionId());
        negotiated(2, seller.sessionId());
        log.end();
        log.begin();
        log.message(1, 1);
        accepted(1, 1, 1, Side.Buy, 10, 1, 1);
        log.end();
        log.begin();
        log.message(2, 1);
        log.message(1, 2);
        accepted(2, 1, 1, Side.Sell, 4, 2, 2);
        traded();
        cancelRejected();
        log.end();
        buyer.onQueued(1, 2);
        seller.onQueued(1, 1);
        row(1, 1, Side.Buy, OrdStatus.PartiallyFilled, 10, 4);
        row(2, 2, Side.Sell, OrdStatus.Filled, 4, 4);
        tradeRow();
    }

    private void negotiated(final int session, final UUID id) {
        final var encoder = new SessionNegotiatedEncoder()
                .wrapAndApplyHeader(message, 0, new io.matchlock.protocol.internal.MessageHeaderEncoder());
        encoder.sessionIdHigh(id.getMostSignificantBits()).sessionIdLow(id.getLeastSignificantBits());
        encoder.sessionNumber(session).result(NegotiationResult.Accepted);
        log.event(EventsEntry.CONTROL, 0, 0, message, HEADER + SessionNegotiatedEncoder.BLOCK_LENGTH);
    }

    private void accepted(
            final int session,
            final long report,
            final long clientNumber,
            final Side side,
            final long quantity,
            final long orderId,
            final long execId) {
        message.setMemory(0, 256, (byte) 0);
        final ExecutionReportEncoder encoder = new ExecutionReportEncoder()
                .wrapAndApplyHeader(message, 0, header)
                .msgSeqNum(report);
        encoder.orderID(orderId).execID(execId).clOrdID(70 + orderId).origClOrdID(NULL_ID);
        encoder.refSeqNum(clientNumber).orderQty(quantity).leavesQty(quantity).side(side);
        encoder.execRestatementReason(0xFFFF).execType(ExecType.New).ordStatus(OrdStatus.New);
        encoder.price().mantissa(PRICE);
        encoder.transactTime().time(5);
        tell(session, report, ExecutionReportEncoder.TEMPLATE_ID, HEADER + ExecutionReportEncoder.BLOCK_LENGTH);
        final ReportRow row = reportRow(session, report, clientNumber, execId, orderId);
        row.kind = '0';
        row.status = '0';
        row.clOrdId = 70 + orderId;
        row.quantity = quantity;
        row.cumQuantity = 0;
        row.leavesQuantity = quantity;
        row.price = PRICE;
    }

    private void traded() {
        trade(2, 2, 2, 3, Side.Sell, true, 0, OrdStatus.Filled);
        trade(1, 2, 1, 4, Side.Buy, false, 6, OrdStatus.PartiallyFilled);
    }

    private void trade(
            final int session,
            final long report,
            final long orderId,
            final long execId,
            final Side side,
            final boolean isAggressor,
            final long leaves,
            final OrdStatus status) {
        message.setMemory(0, 256, (byte) 0);
        final ExecutionReportTradeEncoder encoder = new ExecutionReportTradeEncoder()
                .wrapAndApplyHeader(message, 0, header)
                .msgSeqNum(report);
        encoder.orderID(orderId).execID(execId).clOrdID(70 + orderId).tradeID(1).lastQty(4);
        encoder.leavesQty(leaves).cumQty(4).refSeqNum(isAggressor ? 1 : NULL_ID).side(side);
        encoder.aggressorIndicator(isAggressor ? BooleanType.True : BooleanType.False);
        encoder.execType(ExecType.Trade).ordStatus(status).securityID(7);
        encoder.lastPx().mantissa(PRICE);
        encoder.transactTime().time(6);
        tell(
                session,
                report,
                ExecutionReportTradeEncoder.TEMPLATE_ID,
                HEADER + ExecutionReportTradeEncoder.BLOCK_LENGTH);
    }

    private void cancelRejected() {
        message.setMemory(0, 256, (byte) 0);
        final OrderCancelRejectEncoder encoder = new OrderCancelRejectEncoder()
                .wrapAndApplyHeader(message, 0, header)
                .msgSeqNum(3);
        encoder.clOrdID(99).origClOrdID(98).orderID(NULL_ID).refSeqNum(2).cxlRejReason(1);
        encoder.ordStatus(OrdStatus.Rejected).text("unknown order");
        encoder.transactTime().time(6);
        tell(1, 3, OrderCancelRejectEncoder.TEMPLATE_ID, encoder.limit());
        final ReportRow row = reportRow(1, 3, 2, ReportRow.NULL, ReportRow.NULL);
        row.kind = '9';
        row.status = '8';
        row.clOrdId = 99;
        row.origClOrdId = 98;
        row.reason = 1;
        row.timeNs = 6;
    }

    private void tell(final int session, final long report, final int templateId, final int length) {
        log.event(EventsEntry.REPORT, session, report, message, length);
        if (!dropped.equals(session + "/" + report)) {
            (session == 1 ? buyer : seller).onReport(report, templateId, message, 0, length);
        }
    }

    private ReportRow reportRow(
            final int session, final long report, final long clientNumber, final long execId, final long orderId) {
        final ReportRow row = new ReportRow();
        row.clear();
        row.session = session;
        row.reportNumber = report;
        row.entryId = ScriptedLog.id(log.orders.size());
        row.clientNumber = clientNumber;
        row.execId = execId;
        row.orderId = orderId;
        row.timeNs = 5;
        rows.reports.add(row);
        return row;
    }

    private void row(
            final long orderId,
            final int session,
            final Side side,
            final OrdStatus status,
            final long quantity,
            final long cumQuantity) {
        final OrderRow row = new OrderRow();
        row.orderId = orderId;
        row.session = session;
        row.side = side.value();
        row.status = status.value();
        row.clOrdId = 70 + orderId;
        row.clientNumber = 1;
        row.quantity = quantity;
        row.cumQuantity = cumQuantity;
        row.leavesQuantity = quantity - cumQuantity;
        row.price = PRICE;
        row.notional = cumQuantity * PRICE;
        rows.orders.add(row);
    }

    private void tradeRow() {
        final TradeRow row = new TradeRow();
        row.tradeId = 1;
        row.entryId = ScriptedLog.id(2);
        row.timeNs = 6;
        row.quantity = 4;
        row.price = PRICE;
        row.takerOrderId = 2;
        row.makerOrderId = 1;
        row.takerReport = 2;
        row.makerReport = 2;
        row.takerExecId = 3;
        row.makerExecId = 4;
        row.takerSession = 2;
        row.makerSession = 1;
        row.securityId = 7;
        row.aggressorSide = Side.Sell.value();
        rows.trades.add(row);
    }
}

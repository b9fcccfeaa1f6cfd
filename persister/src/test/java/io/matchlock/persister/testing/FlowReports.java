package io.matchlock.persister.testing;

import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionNegotiatedEncoder;
import io.matchlock.protocol.internal.TimeToldEncoder;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.CxlRejResponseTo;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.order.ExecutionReportRejectEncoder;
import io.matchlock.protocol.order.ExecutionReportTradeEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelRejectEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;

/** Encodes the reports of a test's flow, numbers them, and notes the rows that they must become. */
final class FlowReports {
    private static final long NO_ID = ExecutionReportEncoder.clOrdIDNullValue();
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int NO_TEXT = 1;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final io.matchlock.protocol.internal.MessageHeaderEncoder controlHeader =
            new io.matchlock.protocol.internal.MessageHeaderEncoder();
    private final ExecutionReportEncoder execution = new ExecutionReportEncoder();
    private final ExecutionReportTradeEncoder trade = new ExecutionReportTradeEncoder();
    private final ExecutionReportRejectEncoder reject = new ExecutionReportRejectEncoder();
    private final OrderCancelRejectEncoder cancelReject = new OrderCancelRejectEncoder();
    private final SessionNegotiatedEncoder negotiated = new SessionNegotiatedEncoder();
    private final EventsEntryBuilder entry;
    private final FlowRows rows;
    private final long[] lastReport;
    private long lastExecId;
    private long entryId;

    FlowReports(final EventsEntryBuilder entry, final FlowRows rows, final int sessions) {
        this.entry = entry;
        this.rows = rows;
        this.lastReport = new long[sessions + 1];
    }

    void begin(final long id) {
        entryId = id;
    }

    void told(final long timeNs) {
        final int at = claim(EventsEntry.CONTROL, 0, 0, TimeToldEncoder.BLOCK_LENGTH);
        new TimeToldEncoder()
                .wrapAndApplyHeader(entry.buffer(), at, controlHeader)
                .term(1)
                .engineTime(timeNs)
                .leader(1);
    }

    void negotiated(final int session) {
        final int at = claim(EventsEntry.CONTROL, 0, 0, SessionNegotiatedEncoder.BLOCK_LENGTH);
        negotiated.wrapAndApplyHeader(entry.buffer(), at, controlHeader);
        negotiated
                .connectionId(session)
                .sessionIdHigh(7)
                .sessionIdLow(session)
                .timestamp(1)
                .accessKeyId("KEY1")
                .sessionNumber(session)
                .result(NegotiationResult.Accepted);
    }

    void execution(
            final FlowOrder order, final ExecType kind, final long clOrdId, final long origClOrdId, final long ref) {
        final long number = ++lastReport[order.session];
        final int at = claim(EventsEntry.REPORT, order.session, number, ExecutionReportEncoder.BLOCK_LENGTH);
        execution.wrapAndApplyHeader(entry.buffer(), at, header);
        execution
                .msgSeqNum(number)
                .orderID(order.id)
                .execID(++lastExecId)
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .refSeqNum(ref)
                .orderQty(order.qty)
                .leavesQty(order.leavesQty)
                .cumQty(order.cumQty)
                .displayQty(ExecutionReportEncoder.displayQtyNullValue())
                .minQty(ExecutionReportEncoder.minQtyNullValue())
                .massActionReportID(NO_ID)
                .securityID(order.securityId)
                .account(1)
                .execRestatementReason(ExecutionReportEncoder.execRestatementReasonNullValue())
                .execType(kind)
                .ordStatus(OrdStatus.get((byte) order.status))
                .side(Side.get((byte) order.side))
                .ordType(OrdType.get((byte) order.ordType))
                .timeInForce(TimeInForce.get((byte) order.timeInForce));
        execution.price().mantissa(order.price);
        execution.transactTime().time(order.receiveTimeNs);
        rows.addExecution(
                order.session,
                number,
                entryId,
                (char) kind.value(),
                Long.toString(order.id),
                clOrdId,
                order.qty + "|" + order.cumQty + "|" + order.leavesQty);
    }

    void trade(final long tradeId, final FlowOrder taker, final FlowOrder maker, final long price, final long qty) {
        final long timeNs = taker.receiveTimeNs;
        final long takerNumber = trade(tradeId, taker, price, qty, timeNs, BooleanType.True);
        final long makerNumber = trade(tradeId, maker, price, qty, timeNs, BooleanType.False);
        rows.addTrade(tradeId + "|" + entryId + "|" + taker.id + "|" + maker.id + "|" + taker.session + "|"
                + takerNumber + "|" + maker.session + "|" + makerNumber + "|" + taker.side + "|"
                + FlowOrder.plain(price) + "|" + qty);
    }

    void reject(final FlowOrder order, final int reason) {
        final long number = ++lastReport[order.session];
        final int length = ExecutionReportRejectEncoder.BLOCK_LENGTH + NO_TEXT;
        final int at = claim(EventsEntry.REPORT, order.session, number, length);
        reject.wrapAndApplyHeader(entry.buffer(), at, header);
        reject.msgSeqNum(number)
                .execID(++lastExecId)
                .clOrdID(order.clOrdId)
                .orderID(order.id)
                .refSeqNum(order.clientNumber)
                .securityID(order.securityId)
                .ordRejReason(reason)
                .refTagID(38)
                .side(Side.get((byte) order.side));
        reject.transactTime().time(order.receiveTimeNs);
        reject.text("");
        rows.addExecution(order.session, number, entryId, '8', Long.toString(order.id), order.clOrdId, "-|-|-");
    }

    void cancelReject(final int session, final long clOrdId, final long origClOrdId, final long ref) {
        final long number = ++lastReport[session];
        final int length = OrderCancelRejectEncoder.BLOCK_LENGTH + NO_TEXT;
        final int at = claim(EventsEntry.REPORT, session, number, length);
        cancelReject.wrapAndApplyHeader(entry.buffer(), at, header);
        cancelReject
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .orderID(NO_ID)
                .refSeqNum(ref)
                .cxlRejReason(1)
                .ordStatus(OrdStatus.Rejected)
                .cxlRejResponseTo(CxlRejResponseTo.OrderCancelRequest);
        cancelReject.text("");
        rows.addExecution(session, number, entryId, '9', "-", clOrdId, "-|-|-");
    }

    private long trade(
            final long tradeId,
            final FlowOrder order,
            final long price,
            final long qty,
            final long timeNs,
            final BooleanType aggressor) {
        final long number = ++lastReport[order.session];
        final int at = claim(EventsEntry.REPORT, order.session, number, ExecutionReportTradeEncoder.BLOCK_LENGTH);
        trade.wrapAndApplyHeader(entry.buffer(), at, header);
        trade.msgSeqNum(number)
                .orderID(order.id)
                .execID(++lastExecId)
                .clOrdID(order.clOrdId)
                .tradeID(tradeId)
                .lastQty(qty)
                .leavesQty(order.leavesQty)
                .cumQty(order.cumQty)
                .contraTrader(ExecutionReportTradeEncoder.contraTraderNullValue())
                .refSeqNum(ExecutionReportTradeEncoder.refSeqNumNullValue())
                .securityID(order.securityId)
                .account(1)
                .execType(ExecType.Trade)
                .ordStatus(OrdStatus.get((byte) order.status))
                .side(Side.get((byte) order.side))
                .aggressorIndicator(aggressor);
        trade.lastPx().mantissa(price);
        trade.price().mantissa(order.price);
        trade.transactTime().time(timeNs);
        return number;
    }

    private int claim(final int type, final int session, final long number, final int bodyLength) {
        final int at = entry.claim(type, session, number, HEADER + bodyLength);
        entry.buffer().setMemory(at, HEADER + bodyLength, (byte) 0);
        return at;
    }
}

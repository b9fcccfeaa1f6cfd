package io.matchlock.matcher.events;

import io.matchlock.matcher.engine.Codes;
import io.matchlock.matcher.engine.Order;
import io.matchlock.matcher.engine.Report;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.order.ExecutionReportTradeEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes reports about an order that the engine has taken: ExecutionReport and ExecutionReportTrade. Owned by the matcher's
 * agent; sets every byte of a block, so that equal events have equal bytes.
 */
final class ExecutionReports {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int REPORT_LENGTH = HEADER + ExecutionReportEncoder.BLOCK_LENGTH;
    private static final int TRADE_LENGTH = HEADER + ExecutionReportTradeEncoder.BLOCK_LENGTH;

    private final EntryWriter entry;
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final ExecutionReportTradeEncoder trade = new ExecutionReportTradeEncoder();

    ExecutionReports(final EntryWriter entry) {
        this.entry = entry;
        this.buffer = entry.buffer();
    }

    void report(
            final Report head,
            final Order order,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final int restatementReason,
            final long massActionId) {
        final int offset = claim(head, REPORT_LENGTH);
        final int block = offset + HEADER;
        report.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(head.number())
                .orderID(order.orderId())
                .execID(head.execId())
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .refSeqNum(head.refSeqNum())
                .orderQty(order.orderQty())
                .leavesQty(order.leavesQty())
                .cumQty(order.cumQty())
                .massActionReportID(massActionId)
                .securityID(order.securityId())
                .account(order.account() & 0xFFFF_FFFFL)
                .execRestatementReason(restatementReason)
                .execType(execType);
        report.price().mantissa(order.price());
        report.transactTime().time(head.transactTimeNs());
        if (order.hasDetails()) {
            details(order);
        } else {
            noDetails();
        }
        report.possDupFlags().clear();
        code(block + ExecutionReportEncoder.ordStatusEncodingOffset(), order.ordStatus());
        code(block + ExecutionReportEncoder.sideEncodingOffset(), order.side());
        code(block + ExecutionReportEncoder.ordTypeEncodingOffset(), order.ordType());
        code(block + ExecutionReportEncoder.timeInForceEncodingOffset(), order.timeInForce());
    }

    private void details(final Order order) {
        report.displayQty(order.displayQty()).minQty(order.minQty());
        report.stopPx().mantissa(order.stopPx());
        report.expireTime().time(order.expireTimeNs());
    }

    private void noDetails() {
        report.displayQty(Codes.NULL_U64).minQty(Codes.NULL_U64);
        report.stopPx().mantissa(Codes.NULL_PRICE);
        report.expireTime().time(Codes.NULL_U64);
    }

    void trade(
            final Report head,
            final Order order,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor) {
        final int offset = claim(head, TRADE_LENGTH);
        final int block = offset + HEADER;
        buffer.putLong(block + ExecutionReportTradeEncoder.BLOCK_LENGTH - Long.BYTES, 0L);
        trade.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(head.number())
                .orderID(order.orderId())
                .execID(head.execId())
                .clOrdID(order.clOrdId())
                .tradeID(tradeId)
                .lastQty(lastQty)
                .leavesQty(order.leavesQty())
                .cumQty(order.cumQty())
                .contraTrader(Codes.NULL_U64)
                .refSeqNum(head.refSeqNum())
                .securityID(order.securityId())
                .account(order.account() & 0xFFFF_FFFFL)
                .execType(ExecType.Trade)
                .aggressorIndicator(aggressor ? BooleanType.True : BooleanType.False);
        trade.lastPx().mantissa(lastPx);
        trade.price().mantissa(order.price());
        trade.transactTime().time(head.transactTimeNs());
        code(block + ExecutionReportTradeEncoder.ordStatusEncodingOffset(), order.ordStatus());
        code(block + ExecutionReportTradeEncoder.sideEncodingOffset(), order.side());
    }

    private int claim(final Report head, final int length) {
        return entry.claim(EventsEntry.REPORT, head.session(), head.ownerChainId(), head.number(), length);
    }

    private void code(final int offset, final int value) {
        buffer.putByte(offset, (byte) value);
    }
}

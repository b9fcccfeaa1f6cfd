package io.matchlock.matcher.process;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Records of reports as the generated encoders write them, field by field, each in a buffer of zeros, as hex. */
final class SbeReports extends SilentListener {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MAX_LENGTH = 512;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final List<String> records = new ArrayList<>();

    /** What was written since the last call. */
    List<String> drain() {
        final List<String> drained = List.copyOf(records);
        records.clear();
        return drained;
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        report(report, order, ExecType.New);
    }

    @Override
    public void onOrderTriggered(final Report report, final Order order) {
        report(report, order, ExecType.Triggered);
    }

    @Override
    public void onOrderExpired(final Report report, final Order order) {
        report(report, order, ExecType.Expired);
    }

    @Override
    public void onOrderRestated(final Report report, final Order order, final CancelReason reason) {
        report(report, order, ExecType.Restated, order.clOrdId(), Codes.NULL_U64, reason.code(), Codes.NULL_U64);
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        report(report, order, ExecType.Replaced, order.clOrdId(), origClOrdId, Codes.NULL_U16, Codes.NULL_U64);
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        report(report, order, ExecType.Canceled, clOrdId, origClOrdId, reason.code(), massActionId);
    }

    private void report(final Report report, final Order order, final ExecType execType) {
        report(report, order, execType, order.clOrdId(), Codes.NULL_U64, Codes.NULL_U16, Codes.NULL_U64);
    }

    private void report(
            final Report head,
            final Order order,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final int reason,
            final long massActionId) {
        final ExecutionReportEncoder body = new ExecutionReportEncoder();
        body.wrapAndApplyHeader(buffer, begin(head), header)
                .msgSeqNum(head.number())
                .orderID(order.orderId())
                .execID(head.execId())
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .refSeqNum(head.refSeqNum())
                .orderQty(order.orderQty())
                .leavesQty(order.leavesQty())
                .cumQty(order.cumQty())
                .displayQty(order.displayQty())
                .minQty(order.minQty())
                .massActionReportID(massActionId)
                .securityID(order.securityId())
                .account(order.account() & 0xFFFF_FFFFL)
                .execRestatementReason(reason)
                .execType(execType)
                .ordStatus(OrdStatus.get((byte) order.ordStatus()))
                .side(Side.get((byte) order.side()))
                .ordType(OrdType.get((byte) order.ordType()))
                .timeInForce(TimeInForce.get((byte) order.timeInForce()));
        body.price().mantissa(order.price());
        body.stopPx().mantissa(order.stopPx());
        body.transactTime().time(head.transactTimeNs());
        body.expireTime().time(order.expireTimeNs());
        body.possDupFlags().clear();
        end(HEADER + body.encodedLength());
    }

    @Override
    public void onTrade(
            final Report head,
            final Order order,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor,
            final long contraOrderId) {
        final ExecutionReportTradeEncoder body = new ExecutionReportTradeEncoder();
        body.wrapAndApplyHeader(buffer, begin(head), header)
                .msgSeqNum(head.number())
                .orderID(order.orderId())
                .execID(head.execId())
                .clOrdID(order.clOrdId())
                .tradeID(tradeId)
                .lastQty(lastQty)
                .leavesQty(order.leavesQty())
                .cumQty(order.cumQty())
                .contraTrader(ExecutionReportTradeEncoder.contraTraderNullValue())
                .refSeqNum(head.refSeqNum())
                .securityID(order.securityId())
                .account(order.account() & 0xFFFF_FFFFL)
                .execType(ExecType.Trade)
                .ordStatus(OrdStatus.get((byte) order.ordStatus()))
                .side(Side.get((byte) order.side()))
                .aggressorIndicator(aggressor ? BooleanType.True : BooleanType.False);
        body.lastPx().mantissa(lastPx);
        body.price().mantissa(order.price());
        body.transactTime().time(head.transactTimeNs());
        body.possDupFlags().clear();
        end(HEADER + body.encodedLength());
    }

    @Override
    public void onOrderRejected(
            final Report head,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        final int offset = begin(head);
        final ExecutionReportRejectEncoder body = new ExecutionReportRejectEncoder();
        body.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(head.number())
                .execID(head.execId())
                .clOrdID(clOrdId)
                .orderID(orderId)
                .refSeqNum(head.refSeqNum())
                .securityID(securityId)
                .ordRejReason(reject.ordRejReason())
                .refTagID(reject.refTagId())
                .putText(reject.text().getBytes(US_ASCII), 0, reject.text().length());
        body.transactTime().time(head.transactTimeNs());
        body.possDupFlags().clear();
        buffer.putByte(offset + HEADER + ExecutionReportRejectEncoder.sideEncodingOffset(), (byte) side); // any value
        end(HEADER + body.encodedLength());
    }

    @Override
    public void onCancelRejected(
            final Report head,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int ordStatus,
            final int responseTo,
            final CancelReject reject) {
        final OrderCancelRejectEncoder body = new OrderCancelRejectEncoder();
        body.wrapAndApplyHeader(buffer, begin(head), header)
                .msgSeqNum(head.number())
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .orderID(orderId)
                .refSeqNum(head.refSeqNum())
                .securityID(securityId)
                .cxlRejReason(reject.cxlRejReason())
                .ordStatus(OrdStatus.get((byte) ordStatus))
                .cxlRejResponseTo(CxlRejResponseTo.get((byte) responseTo))
                .putText(reject.text().getBytes(US_ASCII), 0, reject.text().length());
        body.transactTime().time(head.transactTimeNs());
        body.possDupFlags().clear();
        end(HEADER + body.encodedLength());
    }

    private int begin(final Report head) {
        Arrays.fill(bytes, (byte) 0);
        buffer.putShort(EventsEntry.RECORD_TYPE_OFFSET, (short) EventsEntry.REPORT, LITTLE_ENDIAN);
        buffer.putInt(EventsEntry.RECORD_SESSION_OFFSET, head.session(), LITTLE_ENDIAN);
        buffer.putInt(EventsEntry.RECORD_OWNER_OFFSET, head.ownerChainId(), LITTLE_ENDIAN);
        buffer.putLong(EventsEntry.RECORD_REPORT_NUMBER_OFFSET, head.number(), LITTLE_ENDIAN);
        return EventsEntry.RECORD_HEADER_LENGTH;
    }

    private void end(final int payloadLength) {
        final int length = EventsEntry.RECORD_HEADER_LENGTH + payloadLength;
        buffer.putInt(EventsEntry.RECORD_LENGTH_OFFSET, length, LITTLE_ENDIAN);
        records.add(HexFormat.of().formatHex(bytes, 0, OrdersEntry.align(length)));
    }
}

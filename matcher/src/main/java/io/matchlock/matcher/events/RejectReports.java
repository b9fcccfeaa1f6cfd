package io.matchlock.matcher.events;

import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.BusinessMessageRejectEncoder;
import io.matchlock.protocol.order.ExecutionReportRejectEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.OrderCancelRejectEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes reports that say no: ExecutionReportReject, OrderCancelReject, BusinessMessageReject. Owned by the matcher's agent;
 * what a client sent is given back as it came, unknown enum values too.
 */
final class RejectReports {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int TEXT_HEADER = ExecutionReportRejectEncoder.textHeaderLength();

    private final Texts texts = new Texts();
    private final EntryWriter entry;
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportRejectEncoder orderReject = new ExecutionReportRejectEncoder();
    private final OrderCancelRejectEncoder cancelReject = new OrderCancelRejectEncoder();
    private final BusinessMessageRejectEncoder businessReject = new BusinessMessageRejectEncoder();

    RejectReports(final EntryWriter entry) {
        this.entry = entry;
        this.buffer = entry.buffer();
    }

    void orderRejected(
            final Report head,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        final byte[] text = texts.of(reject);
        final int offset = claim(head, ExecutionReportRejectEncoder.BLOCK_LENGTH, text);
        orderReject
                .wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(head.number())
                .execID(head.execId())
                .clOrdID(clOrdId)
                .orderID(orderId)
                .refSeqNum(head.refSeqNum())
                .securityID(securityId)
                .ordRejReason(reject.ordRejReason())
                .refTagID(reject.refTagId())
                .putText(text, 0, text.length);
        orderReject.transactTime().time(head.transactTimeNs());
        buffer.putByte(offset + HEADER + ExecutionReportRejectEncoder.sideEncodingOffset(), (byte) side);
    }

    void cancelRejected(
            final Report head,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int ordStatus,
            final int responseTo,
            final CancelReject reject) {
        final byte[] text = texts.of(reject);
        final int offset = claim(head, OrderCancelRejectEncoder.BLOCK_LENGTH, text);
        cancelReject
                .wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(head.number())
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .orderID(orderId)
                .refSeqNum(head.refSeqNum())
                .securityID(securityId)
                .cxlRejReason(reject.cxlRejReason())
                .putText(text, 0, text.length);
        cancelReject.transactTime().time(head.transactTimeNs());
        final int block = offset + HEADER;
        buffer.putByte(block + OrderCancelRejectEncoder.ordStatusEncodingOffset(), (byte) ordStatus);
        buffer.putByte(block + OrderCancelRejectEncoder.cxlRejResponseToEncodingOffset(), (byte) responseTo);
    }

    void businessRejected(
            final Report head, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        final byte[] text = texts.ofBusinessReject(reason, entry.rulesVersion());
        final int offset = claim(head, BusinessMessageRejectEncoder.BLOCK_LENGTH, text);
        businessReject
                .wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(head.number())
                .refSeqNum(head.refSeqNum())
                .businessRejectRefID(refId)
                .businessRejectReason(reason)
                .refTagID(refTagId)
                .refTemplateID(refTemplateId)
                .putText(text, 0, text.length);
        businessReject.transactTime().time(head.transactTimeNs());
    }

    private int claim(final Report head, final int blockLength, final byte[] text) {
        final int offset = entry.claim(
                EventsEntry.REPORT,
                head.session(),
                head.ownerChainId(),
                head.number(),
                HEADER + blockLength + TEXT_HEADER + text.length);
        buffer.putLong(offset + HEADER + blockLength - Long.BYTES, 0L); // what no field covers
        return offset;
    }
}

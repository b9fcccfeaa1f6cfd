package io.matchlock.audit.auditor.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import org.agrona.DirectBuffer;

/**
 * Where the reports of each template have the fields that reports share: offsets in the block, -1 for a field that
 * the template does not have.
 */
enum ReportFields {
    EXECUTION(
            ExecutionReportDecoder.refSeqNumEncodingOffset(),
            ExecutionReportDecoder.orderIDEncodingOffset(),
            ExecutionReportDecoder.execTypeEncodingOffset(),
            ExecutionReportDecoder.ordStatusEncodingOffset(),
            ExecutionReportDecoder.possDupFlagsEncodingOffset(),
            ExecutionReportDecoder.BLOCK_LENGTH),
    TRADE(
            ExecutionReportTradeDecoder.refSeqNumEncodingOffset(),
            ExecutionReportTradeDecoder.orderIDEncodingOffset(),
            ExecutionReportTradeDecoder.execTypeEncodingOffset(),
            ExecutionReportTradeDecoder.ordStatusEncodingOffset(),
            ExecutionReportTradeDecoder.possDupFlagsEncodingOffset(),
            ExecutionReportTradeDecoder.BLOCK_LENGTH),
    REJECT(
            ExecutionReportRejectDecoder.refSeqNumEncodingOffset(),
            ExecutionReportRejectDecoder.orderIDEncodingOffset(),
            -1,
            -1,
            ExecutionReportRejectDecoder.possDupFlagsEncodingOffset(),
            ExecutionReportRejectDecoder.BLOCK_LENGTH),
    CANCEL_REJECT(
            OrderCancelRejectDecoder.refSeqNumEncodingOffset(),
            OrderCancelRejectDecoder.orderIDEncodingOffset(),
            -1,
            OrderCancelRejectDecoder.ordStatusEncodingOffset(),
            OrderCancelRejectDecoder.possDupFlagsEncodingOffset(),
            OrderCancelRejectDecoder.BLOCK_LENGTH),
    MASS_ACTION(
            OrderMassActionReportDecoder.refSeqNumEncodingOffset(),
            -1,
            -1,
            -1,
            -1,
            OrderMassActionReportDecoder.BLOCK_LENGTH),
    BUSINESS_REJECT(
            BusinessMessageRejectDecoder.refSeqNumEncodingOffset(),
            -1,
            -1,
            -1,
            -1,
            BusinessMessageRejectDecoder.BLOCK_LENGTH),
    /** Of a template that this build does not know. */
    OTHER(-1, -1, -1, -1, -1, Long.BYTES);

    /** Length in bytes of the SBE header in front of the block. */
    static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private static final int POSS_DUP = 1;
    private static final long NO_ID = ExecutionReportDecoder.orderIDNullValue();

    private final int reference;
    private final int orderId;
    private final int execType;
    private final int status;
    private final int flags;
    private final int blockLength;

    ReportFields(
            final int reference,
            final int orderId,
            final int execType,
            final int status,
            final int flags,
            final int blockLength) {
        this.reference = reference;
        this.orderId = orderId;
        this.execType = execType;
        this.status = status;
        this.flags = flags;
        this.blockLength = blockLength;
    }

    static ReportFields of(final int templateId) {
        return switch (templateId) {
            case ExecutionReportDecoder.TEMPLATE_ID -> EXECUTION;
            case ExecutionReportTradeDecoder.TEMPLATE_ID -> TRADE;
            case ExecutionReportRejectDecoder.TEMPLATE_ID -> REJECT;
            case OrderCancelRejectDecoder.TEMPLATE_ID -> CANCEL_REJECT;
            case OrderMassActionReportDecoder.TEMPLATE_ID -> MASS_ACTION;
            case BusinessMessageRejectDecoder.TEMPLATE_ID -> BUSINESS_REJECT;
            default -> OTHER;
        };
    }

    /** Whether a message of this length, header included, has all of the fields. */
    boolean fits(final int length) {
        return length >= HEADER + blockLength;
    }

    /** The client number that is answered, 0 for none. {@code offset} is the SBE header's, here and below. */
    long reference(final DirectBuffer buffer, final int offset) {
        return Math.max(0, number(buffer, offset, reference));
    }

    /** 0 for none. */
    long orderId(final DirectBuffer buffer, final int offset) {
        final long id = number(buffer, offset, orderId);
        return id == NO_ID ? 0 : id;
    }

    /** FIX 150, 0 for none. */
    byte execType(final DirectBuffer buffer, final int offset) {
        return execType < 0 ? 0 : buffer.getByte(offset + HEADER + execType);
    }

    /** FIX 39, 0 for none. */
    byte status(final DirectBuffer buffer, final int offset) {
        return status < 0 ? 0 : buffer.getByte(offset + HEADER + status);
    }

    boolean isPossDup(final DirectBuffer buffer, final int offset) {
        return flags >= 0 && (buffer.getByte(offset + HEADER + flags) & POSS_DUP) != 0;
    }

    /** Offset from the SBE header's beginning of the byte with the PossDup bit, -1 if there is none. */
    int flagsOffset() {
        return flags < 0 ? -1 : HEADER + flags;
    }

    private static long number(final DirectBuffer buffer, final int offset, final int field) {
        return field < 0 ? 0 : buffer.getLong(offset + HEADER + field, LITTLE_ENDIAN);
    }
}

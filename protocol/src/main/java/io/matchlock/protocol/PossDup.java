package io.matchlock.protocol;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import org.agrona.MutableDirectBuffer;

/** Marks reports as sent before (PossDupFlag, tag 97). */
public final class PossDup {
    private static final int BIT = 1;
    private static final int NONE = -1;

    private PossDup() {}

    /**
     * Marks a report, if its template has a field for that.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     */
    public static void set(final MutableDirectBuffer buffer, final int offset) {
        final int field =
                field(buffer.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), LITTLE_ENDIAN));
        if (field != NONE) {
            final int index = offset + MessageHeaderDecoder.ENCODED_LENGTH + field;
            buffer.putByte(index, (byte) (buffer.getByte(index) | BIT));
        }
    }

    private static int field(final int templateId) {
        return switch (templateId) {
            case ExecutionReportDecoder.TEMPLATE_ID -> ExecutionReportDecoder.possDupFlagsEncodingOffset();
            case ExecutionReportTradeDecoder.TEMPLATE_ID -> ExecutionReportTradeDecoder.possDupFlagsEncodingOffset();
            case ExecutionReportRejectDecoder.TEMPLATE_ID -> ExecutionReportRejectDecoder.possDupFlagsEncodingOffset();
            case OrderCancelRejectDecoder.TEMPLATE_ID -> OrderCancelRejectDecoder.possDupFlagsEncodingOffset();
            default -> NONE;
        };
    }
}

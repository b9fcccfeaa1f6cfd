package io.matchlock.exchange.reconcile;

import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** CRC32C of a report as it stands, but for the PossDup bit, which alone may differ when it is told again. One thread. */
final class ReportChecksum {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int POSS_DUP = 1;

    private final Checksum checksum = new Checksum();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[4096]);

    int of(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        final int flags = flagsOffset(header.templateId());
        if (flags < 0 || HEADER + flags >= length) {
            return checksum.of(buffer, offset, length);
        }
        copy.putBytes(0, buffer, offset, length);
        copy.putByte(HEADER + flags, (byte) (copy.getByte(HEADER + flags) & ~POSS_DUP));
        return checksum.of(copy, 0, length);
    }

    private static int flagsOffset(final int templateId) {
        return switch (templateId) {
            case ExecutionReportDecoder.TEMPLATE_ID -> ExecutionReportDecoder.possDupFlagsEncodingOffset();
            case ExecutionReportTradeDecoder.TEMPLATE_ID -> ExecutionReportTradeDecoder.possDupFlagsEncodingOffset();
            case ExecutionReportRejectDecoder.TEMPLATE_ID -> ExecutionReportRejectDecoder.possDupFlagsEncodingOffset();
            case OrderCancelRejectDecoder.TEMPLATE_ID -> OrderCancelRejectDecoder.possDupFlagsEncodingOffset();
            default -> -1;
        };
    }
}

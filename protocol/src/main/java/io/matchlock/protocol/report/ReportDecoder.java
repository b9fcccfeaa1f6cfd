package io.matchlock.protocol.report;

import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import org.agrona.DirectBuffer;

/**
 * Checks that a report fits, wraps the right flyweight around it and hands it to a {@link ReportListener}. A block that is
 * longer than this build knows is of a newer schema and is read as far as it is known; a shorter one is refused. Reusable, for
 * one thread, allocates nothing.
 */
public final class ReportDecoder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final ExecutionReportTradeDecoder trade = new ExecutionReportTradeDecoder();
    private final ExecutionReportRejectDecoder reject = new ExecutionReportRejectDecoder();
    private final OrderCancelRejectDecoder cancelReject = new OrderCancelRejectDecoder();
    private final OrderMassActionReportDecoder massAction = new OrderMassActionReportDecoder();
    private final BusinessMessageRejectDecoder businessReject = new BusinessMessageRejectDecoder();

    /**
     * Decodes a report, as a gateway sends it or as an events entry holds it.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes, header included
     * @param listener that takes it; hears nothing of a report that is not sound
     * @return {@link MessageShape#SOUND}; or {@link MessageShape#UNKNOWN_SCHEMA} if it is not a message of the order entry
     *     schema; or {@link MessageShape#UNKNOWN_TEMPLATE} if it is none of the six reports; or {@link MessageShape#BAD_SIZE} if
     *     its block is shorter than this build needs, or block or text end behind {@code length}
     */
    public int decode(final DirectBuffer buffer, final int offset, final int length, final ReportListener listener) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return MessageShape.BAD_SIZE;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != ExecutionReportDecoder.SCHEMA_ID) {
            return MessageShape.UNKNOWN_SCHEMA;
        }
        final int templateId = header.templateId();
        if (!isReport(templateId)) {
            return MessageShape.UNKNOWN_TEMPLATE;
        }
        if (!MessageShape.of(MessageShape.ORDER_SCHEMA, templateId).fits(buffer, offset, length)) {
            return MessageShape.BAD_SIZE;
        }
        deliver(templateId, buffer, offset, listener);
        return MessageShape.SOUND;
    }

    private static boolean isReport(final int templateId) {
        return switch (templateId) {
            case ExecutionReportDecoder.TEMPLATE_ID,
                    ExecutionReportTradeDecoder.TEMPLATE_ID,
                    ExecutionReportRejectDecoder.TEMPLATE_ID,
                    OrderCancelRejectDecoder.TEMPLATE_ID,
                    OrderMassActionReportDecoder.TEMPLATE_ID,
                    BusinessMessageRejectDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    private void deliver(
            final int templateId, final DirectBuffer buffer, final int offset, final ReportListener listener) {
        switch (templateId) {
            case ExecutionReportDecoder.TEMPLATE_ID ->
                listener.onExecution(execution.wrapAndApplyHeader(buffer, offset, header));
            case ExecutionReportTradeDecoder.TEMPLATE_ID ->
                listener.onTrade(trade.wrapAndApplyHeader(buffer, offset, header));
            case ExecutionReportRejectDecoder.TEMPLATE_ID ->
                listener.onReject(reject.wrapAndApplyHeader(buffer, offset, header));
            case OrderCancelRejectDecoder.TEMPLATE_ID ->
                listener.onCancelReject(cancelReject.wrapAndApplyHeader(buffer, offset, header));
            case OrderMassActionReportDecoder.TEMPLATE_ID ->
                listener.onMassAction(massAction.wrapAndApplyHeader(buffer, offset, header));
            default -> listener.onBusinessReject(businessReject.wrapAndApplyHeader(buffer, offset, header));
        }
    }
}

package io.matchlock.client;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import org.agrona.DirectBuffer;

/** Wraps the right flyweight around a report and hands it to a {@link ReportListener}. Reusable, one thread, no allocation. */
public final class ReportDecoder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final ExecutionReportTradeDecoder trade = new ExecutionReportTradeDecoder();
    private final ExecutionReportRejectDecoder reject = new ExecutionReportRejectDecoder();
    private final OrderCancelRejectDecoder cancelReject = new OrderCancelRejectDecoder();
    private final OrderMassActionReportDecoder massAction = new OrderMassActionReportDecoder();
    private final BusinessMessageRejectDecoder businessReject = new BusinessMessageRejectDecoder();

    /**
     * Decodes a report as {@link ClientListener#onReport} delivers it, or as an events entry holds it.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param listener that takes it
     * @return false if this client doesn't know its template
     */
    public boolean decode(final DirectBuffer buffer, final int offset, final ReportListener listener) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
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
            case BusinessMessageRejectDecoder.TEMPLATE_ID ->
                listener.onBusinessReject(businessReject.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}

package io.matchlock.client;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;

/** Takes reports by their kind. Decoders are valid only during the call. */
public interface ReportListener {
    /**
     * New, Replaced, Canceled, Expired, Restated (self-trade prevention took some of the quantity) and Triggered (a stop is
     * elected: its type is another from here on).
     *
     * @param report decoded
     */
    default void onExecution(final ExecutionReportDecoder report) {}

    /**
     * A fill.
     *
     * @param trade decoded
     */
    default void onTrade(final ExecutionReportTradeDecoder trade) {}

    /**
     * A new order was refused.
     *
     * @param reject decoded
     */
    default void onReject(final ExecutionReportRejectDecoder reject) {}

    /**
     * A cancel or replace was refused.
     *
     * @param reject decoded
     */
    default void onCancelReject(final OrderCancelRejectDecoder reject) {}

    /**
     * A mass action was done or refused.
     *
     * @param report decoded
     */
    default void onMassAction(final OrderMassActionReportDecoder report) {}

    /**
     * A message was refused as such.
     *
     * @param reject decoded
     */
    default void onBusinessReject(final BusinessMessageRejectDecoder reject) {}
}

package io.matchlock.protocol.report;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;

/** Takes reports by their kind. A decoder is valid only during the call. Kinds that are not overridden are passed over. */
public interface ReportListener {
    /**
     * An order is New, Replaced, Canceled, Expired, Restated (self-trade prevention took some of its quantity) or Triggered (a
     * stop is elected: from here on its type is another).
     *
     * @param report decoded
     */
    default void onExecution(final ExecutionReportDecoder report) {}

    /**
     * An order was filled, in part or wholly.
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
     * A mass action was carried out or refused.
     *
     * @param report decoded
     */
    default void onMassAction(final OrderMassActionReportDecoder report) {}

    /**
     * A message was refused before the exchange looked at what it asks for.
     *
     * @param reject decoded
     */
    default void onBusinessReject(final BusinessMessageRejectDecoder reject) {}
}

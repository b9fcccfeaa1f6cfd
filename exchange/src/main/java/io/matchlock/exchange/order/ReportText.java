package io.matchlock.exchange.order;

import io.matchlock.client.ClientEvent;
import io.matchlock.client.ReportListener;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.Price9NullDecoder;
import java.math.BigDecimal;
import java.util.Map;

/** Reports as lines for people. */
final class ReportText implements ReportListener {
    private static final int PRICE_DECIMALS = 9;

    private final Map<Integer, ClientEvent.Instrument> instruments;
    private String line = "";

    ReportText(final Map<Integer, ClientEvent.Instrument> instruments) {
        this.instruments = instruments;
    }

    String take() {
        final String taken = line;
        line = "";
        return taken;
    }

    @Override
    public void onExecution(final ExecutionReportDecoder report) {
        final int id = report.securityID();
        final boolean hasPrice = report.price().mantissa() != Price9NullDecoder.mantissaNullValue();
        line = report.execType() + ": order " + report.orderID() + " clOrdID " + report.clOrdID() + " "
                + report.side() + " " + quantity(id, report.orderQty()) + " " + symbol(id)
                + (hasPrice ? " at " + price(report.price().mantissa()) : "") + ", status " + report.ordStatus()
                + ", done " + quantity(id, report.cumQty()) + ", left " + quantity(id, report.leavesQty());
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder trade) {
        final int id = trade.securityID();
        line = "Trade " + trade.tradeID() + ": order " + trade.orderID() + " clOrdID " + trade.clOrdID() + " "
                + trade.side() + " " + quantity(id, trade.lastQty()) + " " + symbol(id) + " at "
                + price(trade.lastPx().mantissa()) + ", status " + trade.ordStatus() + ", done "
                + quantity(id, trade.cumQty()) + ", left " + quantity(id, trade.leavesQty());
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder reject) {
        line = "Rejected: clOrdID " + reject.clOrdID() + ", reason " + reject.ordRejReason() + " " + reject.text();
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder reject) {
        line = "Cancel rejected: clOrdID " + reject.clOrdID() + ", reason " + reject.cxlRejReason() + " "
                + reject.text();
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
        line = "Rejected: reason " + reject.businessRejectReason() + " " + reject.text();
    }

    private String symbol(final int securityId) {
        final ClientEvent.Instrument instrument = instruments.get(securityId);
        return instrument == null ? "instrument " + securityId : instrument.symbol();
    }

    private String quantity(final int securityId, final long units) {
        final ClientEvent.Instrument instrument = instruments.get(securityId);
        return plain(BigDecimal.valueOf(units, instrument == null ? 0 : instrument.quantityScale()));
    }

    private static String price(final long mantissa) {
        return plain(BigDecimal.valueOf(mantissa, PRICE_DECIMALS));
    }

    private static String plain(final BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}

package io.matchlock.exchange.order;

import io.matchlock.client.blocking.ClientEvent;
import io.matchlock.exchange.settings.Units;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MassActionResponse;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.order.Price9NullDecoder;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.report.ReportListener;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Reports as lines for people. */
final class ReportText implements ReportListener {
    private static final int PRICE_DECIMALS = 9;
    private static final long NS_PER_S = 1_000_000_000L;

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
        line = report.execType() + reason(report) + ": order " + id(report.orderID()) + " clOrdID "
                + id(report.clOrdID()) + " "
                + report.side() + " " + quantity(id, report.orderQty()) + " " + symbol(id) + terms(report)
                + ", status " + report.ordStatus() + ", done " + quantity(id, report.cumQty()) + ", left "
                + quantity(id, report.leavesQty());
    }

    private static String reason(final ExecutionReportDecoder report) {
        final int reason = report.execRestatementReason();
        return reason == ExecutionReportDecoder.execRestatementReasonNullValue()
                ? ""
                : " (" + CancelReasons.text(reason) + ")";
    }

    private String terms(final ExecutionReportDecoder report) {
        final int id = report.securityID();
        final StringBuilder terms = new StringBuilder();
        if (isPrice(report.price().mantissa())) {
            terms.append(" at ").append(price(report.price().mantissa()));
        }
        if (isPrice(report.stopPx().mantissa())) {
            terms.append(" stop ").append(price(report.stopPx().mantissa()));
        }
        if (report.displayQty() != ExecutionReportDecoder.displayQtyNullValue()) {
            terms.append(" show ").append(quantity(id, report.displayQty()));
        }
        if (report.minQty() != ExecutionReportDecoder.minQtyNullValue()) {
            terms.append(" min ").append(quantity(id, report.minQty()));
        }
        if (report.timeInForce() != TimeInForce.Day) {
            terms.append(' ').append(report.timeInForce());
        }
        if (report.timeInForce() == TimeInForce.GTD) {
            terms.append(' ').append(time(report.expireTime().time()));
        }
        return terms.toString();
    }

    @Override
    public void onMassAction(final OrderMassActionReportDecoder report) {
        final boolean isAccepted = report.massActionResponse() == MassActionResponse.Accepted;
        line = "Mass cancel " + id(report.massActionReportID())
                + (isAccepted
                        ? ": " + Units.count(report.totalAffectedOrders(), "order") + " cancelled"
                        : " rejected: " + massReason(report.massActionRejectReason()));
    }

    private static String massReason(final int reason) {
        return switch (reason) {
            case 0 -> "no such scope";
            case 1 -> "unknown instrument";
            default -> "reason " + reason;
        };
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder trade) {
        final int id = trade.securityID();
        line = "Trade " + id(trade.tradeID()) + ": order " + id(trade.orderID()) + " clOrdID " + id(trade.clOrdID())
                + " "
                + trade.side() + " " + quantity(id, trade.lastQty()) + " " + symbol(id) + " at "
                + price(trade.lastPx().mantissa()) + ", status " + trade.ordStatus() + ", done "
                + quantity(id, trade.cumQty()) + ", left " + quantity(id, trade.leavesQty());
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder reject) {
        line = "Rejected: clOrdID " + id(reject.clOrdID()) + ", reason " + reject.ordRejReason() + " " + reject.text();
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder reject) {
        line = "Cancel rejected: clOrdID " + id(reject.clOrdID()) + ", reason " + reject.cxlRejReason() + " "
                + reject.text();
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
        line = "Rejected: reason " + reject.businessRejectReason() + " " + reject.text();
    }

    /** Ids are unsigned. */
    private static String id(final long id) {
        return Long.toUnsignedString(id);
    }

    private String symbol(final int securityId) {
        final ClientEvent.Instrument instrument = instruments.get(securityId);
        return instrument == null ? "instrument " + securityId : instrument.symbol();
    }

    private String quantity(final int securityId, final long units) {
        final ClientEvent.Instrument instrument = instruments.get(securityId);
        return plain(BigDecimal.valueOf(units, instrument == null ? 0 : instrument.quantityScale()));
    }

    private static boolean isPrice(final long mantissa) {
        return mantissa != Price9NullDecoder.mantissaNullValue();
    }

    private static String time(final long timeNs) {
        return Instant.ofEpochSecond(Long.divideUnsigned(timeNs, NS_PER_S), Long.remainderUnsigned(timeNs, NS_PER_S))
                .toString();
    }

    private static String price(final long mantissa) {
        return plain(BigDecimal.valueOf(mantissa, PRICE_DECIMALS));
    }

    private static String plain(final BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}

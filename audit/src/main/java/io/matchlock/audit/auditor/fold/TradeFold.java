package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.audit.auditor.table.TradeColumn;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.report.ReportListener;

/**
 * Makes one row from the two reports of each trade, which follow one another: those of aggressor and resting order,
 * or, in an uncross, of buyer and seller. One thread.
 */
final class TradeFold implements ReportListener {
    private final RowLedger ledger;
    private final Findings findings;
    private final Row row = new Row(Table.TRADES);
    private boolean isOpen;
    private boolean isFirstGood;
    private byte firstSide;
    private long entryId;
    private long day;
    private int session;
    private long reportNumber;

    TradeFold(final RowLedger ledger, final Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    void beginEntry(final long id, final long ofDay) {
        day = ofDay;
        entryId = id;
        isOpen = false;
    }

    void beginReport(final int owner, final long number) {
        session = owner;
        reportNumber = number;
    }

    void endEntry() {
        if (isOpen) {
            findings.different("trade " + row.get(TradeColumn.TRADE_ID) + " has one report only");
        }
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder report) {
        if (isOpen) {
            second(report);
        } else {
            first(report);
        }
        isOpen = !isOpen;
    }

    private void first(final ExecutionReportTradeDecoder report) {
        final boolean isAggressor = report.aggressorIndicator() == BooleanType.True;
        firstSide = report.sideRaw();
        isFirstGood = isAggressor || firstSide == Side.Buy.value();
        row.clear()
                .set(TradeColumn.TRADE_ID, report.tradeID())
                .set(TradeColumn.ENTRY_ID, entryId)
                .set(TradeColumn.DAY, day)
                .set(TradeColumn.TIME_NS, report.transactTime().time())
                .set(TradeColumn.QTY, report.lastQty())
                .set(TradeColumn.PRICE, report.lastPx().mantissa())
                .set(TradeColumn.SECURITY_ID, report.securityID())
                .set(TradeColumn.TAKER_ORDER_ID, report.orderID())
                .set(TradeColumn.TAKER_REPORT, reportNumber)
                .set(TradeColumn.TAKER_EXEC_ID, report.execID())
                .set(TradeColumn.TAKER_SESSION, session);
        if (isAggressor) {
            row.set(TradeColumn.AGGRESSOR_SIDE, firstSide);
        }
    }

    private void second(final ExecutionReportTradeDecoder report) {
        final boolean fits = isFirstGood
                && report.aggressorIndicator() == BooleanType.False
                && firstSide != report.sideRaw()
                && row.get(TradeColumn.TRADE_ID) == report.tradeID()
                && row.get(TradeColumn.QTY) == report.lastQty()
                && row.get(TradeColumn.PRICE) == report.lastPx().mantissa()
                && row.get(TradeColumn.SECURITY_ID) == report.securityID()
                && row.get(TradeColumn.TIME_NS) == report.transactTime().time();
        if (!fits) {
            findings.different("trade " + report.tradeID() + " has sides that don't fit");
        }
        if (ledger.trades.has(report.tradeID())) {
            findings.duplicated("trade " + report.tradeID() + " was done twice");
        }
        row.set(TradeColumn.MAKER_ORDER_ID, report.orderID())
                .set(TradeColumn.MAKER_REPORT, reportNumber)
                .set(TradeColumn.MAKER_EXEC_ID, report.execID())
                .set(TradeColumn.MAKER_SESSION, session);
        ledger.trades.put(report.tradeID(), row);
    }
}

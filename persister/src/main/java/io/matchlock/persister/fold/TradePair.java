package io.matchlock.persister.fold;

import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;

/** The two reports of a trade, which become one row. One thread. */
final class TradePair {
    private static final int FIELDS = 15;

    private final Leg taker = new Leg();
    private final Leg maker = new Leg();
    private Leg first;
    private boolean isOpen;
    private long tradeId;
    private long price;
    private long qty;
    private int securityId;

    void begin() {
        isOpen = false;
    }

    boolean isOpen() {
        return isOpen;
    }

    long tradeId() {
        return tradeId;
    }

    /** Takes a report; writes the row with the second. */
    void add(
            final long entryId,
            final int session,
            final long reportNumber,
            final ExecutionReportTradeDecoder report,
            final CopyBuffer rows) {
        final Leg leg = report.aggressorIndicatorRaw() == BooleanType.True.value() ? taker : maker;
        leg.set(session, reportNumber, report);
        if (isOpen) {
            requireFits(entryId, leg, report);
            write(entryId, report.transactTime().time(), rows);
        } else {
            first = leg;
            tradeId = report.tradeID();
            price = report.lastPx().mantissa();
            qty = report.lastQty();
            securityId = report.securityID();
        }
        isOpen = !isOpen;
    }

    private void requireFits(final long entryId, final Leg leg, final ExecutionReportTradeDecoder report) {
        final boolean fits = tradeId == report.tradeID()
                && price == report.lastPx().mantissa()
                && qty == report.lastQty()
                && securityId == report.securityID()
                && leg != first
                && taker.side != maker.side;
        if (!fits) {
            throw new InconsistentLogException(entryId, "the two reports of trade " + tradeId + " do not fit together");
        }
    }

    private void write(final long entryId, final long timeNs, final CopyBuffer rows) {
        rows.row(FIELDS);
        rows.putLong(tradeId);
        rows.putLong(entryId);
        rows.putLong(timeNs);
        rows.putLong(qty);
        rows.putLong(taker.orderId);
        rows.putLong(maker.orderId);
        rows.putLong(taker.reportNumber);
        rows.putLong(maker.reportNumber);
        rows.putLong(taker.execId);
        rows.putLong(maker.execId);
        rows.putInt(taker.session);
        rows.putInt(maker.session);
        rows.putInt(securityId);
        rows.putChar(taker.side);
        rows.putPrice(price);
    }

    private static final class Leg {
        private long orderId;
        private long reportNumber;
        private long execId;
        private int session;
        private byte side;

        void set(final int owner, final long number, final ExecutionReportTradeDecoder report) {
            session = owner;
            reportNumber = number;
            orderId = report.orderID();
            execId = report.execID();
            side = report.sideRaw();
        }
    }
}

package io.matchlock.persister.fold;

import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.Side;

/**
 * The two reports of a trade, which become one row: the aggressor's and the resting order's, or, of an uncross, the buyer's and the
 * seller's. One thread.
 */
final class TradePair {
    private static final int FIELDS = 16;

    private final Leg taker = new Leg();
    private final Leg maker = new Leg();
    private boolean isOpen;
    private long tradeId;
    private long price;
    private long qty;
    private int securityId;
    private int day;

    void begin(final int epochDay) {
        day = epochDay;
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
        final Leg leg = isOpen ? maker : taker;
        leg.set(session, reportNumber, report);
        if (isOpen) {
            requireFits(entryId, report);
            write(entryId, report.transactTime().time(), rows);
        } else {
            tradeId = report.tradeID();
            price = report.lastPx().mantissa();
            qty = report.lastQty();
            securityId = report.securityID();
        }
        isOpen = !isOpen;
    }

    private void requireFits(final long entryId, final ExecutionReportTradeDecoder report) {
        final boolean fits = tradeId == report.tradeID()
                && price == report.lastPx().mantissa()
                && qty == report.lastQty()
                && securityId == report.securityID()
                && !maker.isAggressor
                && (taker.isAggressor || taker.side == Side.Buy.value())
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
        rows.putDate(day);
        if (taker.isAggressor) {
            rows.putChar(taker.side);
        } else {
            rows.putNull();
        }
        rows.putPrice(price);
    }

    private static final class Leg {
        private long orderId;
        private long reportNumber;
        private long execId;
        private int session;
        private byte side;
        private boolean isAggressor;

        void set(final int owner, final long number, final ExecutionReportTradeDecoder report) {
            session = owner;
            reportNumber = number;
            orderId = report.orderID();
            execId = report.execID();
            side = report.sideRaw();
            isAggressor = report.aggressorIndicatorRaw() == BooleanType.True.value();
        }
    }
}

package io.matchlock.bench.peers.parity;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.flow.TradeListener;
import io.matchlock.bench.timing.TradingBook;

/**
 * parity's book. It knows neither immediate orders nor replaces: the rest of an immediate order is cancelled, a replace is a
 * cancel and, if that found the order, a new one.
 */
final class ParityBook implements TradingBook, OrderBookListener {
    private final FlowFile flow;
    private final TradeListener trades;
    private final OrderBook[] books;
    private long seq;
    private boolean hasRest;
    private boolean isCanceled;

    ParityBook(final FlowFile flow, final FlowScan scan, final TradeListener trades) {
        this.flow = flow;
        this.trades = trades;
        books = new OrderBook[scan.symbols().length()];
        scan.symbols().stream().forEach(symbol -> books[symbol] = new OrderBook(this));
    }

    @Override
    public void apply(final int from, final int to) {
        for (int index = from; index < to; index++) {
            seq = flow.seq(index);
            hasRest = false;
            isCanceled = false;
            apply(index, books[flow.symbol(index)]);
        }
    }

    private void apply(final int index, final OrderBook book) {
        switch (flow.type(index)) {
            case FlowFile.NEW_GTC -> enter(index, book);
            case FlowFile.NEW_IOC -> enterImmediate(index, book);
            case FlowFile.CANCEL -> book.cancel(flow.orderId(index), 0);
            default -> replace(index, book);
        }
    }

    private void enter(final int index, final OrderBook book) {
        book.enter(
                flow.orderId(index), flow.isBuy(index) ? Side.BUY : Side.SELL, flow.price(index), flow.quantity(index));
    }

    private void enterImmediate(final int index, final OrderBook book) {
        enter(index, book);
        if (hasRest) {
            book.cancel(flow.orderId(index), 0);
        }
    }

    private void replace(final int index, final OrderBook book) {
        book.cancel(flow.orderId(index), 0);
        if (isCanceled) {
            enter(index, book);
        }
    }

    @Override
    public void match(
            final long restingOrderId,
            final long incomingOrderId,
            final Side incomingSide,
            final long price,
            final long executedQuantity,
            final long remainingQuantity) {
        trades.onTrade(seq, restingOrderId, incomingOrderId, price, executedQuantity);
    }

    @Override
    public void add(final long orderId, final Side side, final long price, final long size) {
        hasRest = true;
    }

    @Override
    public void cancel(final long orderId, final long canceledQuantity, final long remainingQuantity) {
        isCanceled = true;
    }
}

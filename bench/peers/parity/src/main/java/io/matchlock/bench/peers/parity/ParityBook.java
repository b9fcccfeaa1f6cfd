package io.matchlock.bench.peers.parity;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;
import io.matchlock.bench.flow.FlowCursor;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.timing.TradingBook;
import io.matchlock.bench.trades.TradeListener;

/**
 * parity's book. It knows neither immediate orders nor replaces: the rest of an immediate order is cancelled, a replace is a
 * cancel and, if that found the order, a new one.
 */
final class ParityBook implements TradingBook, OrderBookListener {
    private final FlowCursor record;
    private final TradeListener trades;
    private final OrderBook[] books;
    private boolean hasRest;
    private boolean isCanceled;

    ParityBook(final FlowFile flow, final FlowScan scan, final TradeListener trades) {
        record = flow.cursor();
        this.trades = trades;
        books = new OrderBook[scan.symbols().length()];
        scan.symbols().stream().forEach(symbol -> books[symbol] = new OrderBook(this));
    }

    @Override
    public void apply(final int from, final int to) {
        for (int index = from; index < to; index++) {
            record.goTo(index);
            hasRest = false;
            isCanceled = false;
            apply(books[record.symbol()]);
        }
    }

    private void apply(final OrderBook book) {
        switch (record.type()) {
            case FlowFile.NEW_GTC -> enter(book);
            case FlowFile.NEW_IOC -> enterImmediate(book);
            case FlowFile.CANCEL -> book.cancel(record.orderId(), 0);
            default -> replace(book);
        }
    }

    private void enter(final OrderBook book) {
        book.enter(record.orderId(), record.isBuy() ? Side.BUY : Side.SELL, record.price(), record.quantity());
    }

    private void enterImmediate(final OrderBook book) {
        enter(book);
        if (hasRest) {
            book.cancel(record.orderId(), 0);
        }
    }

    private void replace(final OrderBook book) {
        book.cancel(record.orderId(), 0);
        if (isCanceled) {
            enter(book);
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
        trades.onTrade(record.seq(), restingOrderId, incomingOrderId, price, executedQuantity);
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

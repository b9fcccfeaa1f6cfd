package io.matchlock.bench.peers.exchangecore;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import io.matchlock.bench.flow.FlowCursor;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.timing.TradingBook;
import io.matchlock.bench.trades.TradeListener;
import java.util.Map;

/**
 * exchange-core's direct book without what is around it: one command object, used again and again; object pools of the sizes
 * that the engine gives itself; events made as the engine makes them. A replace that leaves the open quantity as it is is a
 * move, any other a cancel and a new order.
 */
final class DirectBook implements TradingBook {
    private static final int UID = 1;
    private static final int MOVES_ONLY = 0;
    private static final int CURRENCY = 1;
    private static final int OTHER_CURRENCY = 2;

    private final FlowCursor record;
    private final long priceShift;
    private final TradeListener trades;
    private final boolean movesOnly;
    private final OrderBookDirectImpl[] books;
    private final OrderCommand command = new OrderCommand();

    DirectBook(final FlowFile flow, final FlowScan scan, final TradeListener trades) {
        record = flow.cursor();
        this.trades = trades;
        priceShift = scan.priceShift();
        movesOnly = flow.replaceMode() == MOVES_ONLY;
        books = new OrderBookDirectImpl[scan.symbols().length()];
        scan.symbols().stream().forEach(symbol -> books[symbol] = book(symbol));
        command.uid = UID;
    }

    private static OrderBookDirectImpl book(final int symbol) {
        final CoreSymbolSpecification specification = CoreSymbolSpecification.builder()
                .symbolId(symbol)
                .type(SymbolType.FUTURES_CONTRACT)
                .baseCurrency(CURRENCY)
                .quoteCurrency(OTHER_CURRENCY)
                .baseScaleK(1)
                .quoteScaleK(1)
                .build();
        final ObjectsPool pool = new ObjectsPool(Map.of(
                ObjectsPool.DIRECT_ORDER, 1 << 20,
                ObjectsPool.DIRECT_BUCKET, 1 << 16,
                ObjectsPool.ART_NODE_4, 1 << 15,
                ObjectsPool.ART_NODE_16, 1 << 14,
                ObjectsPool.ART_NODE_48, 1 << 13,
                ObjectsPool.ART_NODE_256, 1 << 12));
        return new OrderBookDirectImpl(
                specification, pool, OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER, LoggingConfiguration.DEFAULT);
    }

    @Override
    public void apply(final int from, final int to) {
        for (int index = from; index < to; index++) {
            record.goTo(index);
            apply(books[record.symbol()]);
        }
    }

    private void apply(final OrderBookDirectImpl book) {
        command.orderId = record.orderId();
        command.matcherEvent = null;
        switch (record.type()) {
            case FlowFile.NEW_GTC -> enter(book, OrderType.GTC);
            case FlowFile.NEW_IOC -> enter(book, OrderType.IOC);
            case FlowFile.CANCEL -> book.cancelOrder(command);
            default -> replace(book);
        }
        tell();
    }

    private void enter(final OrderBookDirectImpl book, final OrderType type) {
        command.price = record.price() + priceShift;
        command.reserveBidPrice = command.price;
        command.size = record.quantity();
        command.action = record.isBuy() ? OrderAction.BID : OrderAction.ASK;
        command.orderType = type;
        book.newOrder(command);
    }

    private void replace(final OrderBookDirectImpl book) {
        if (movesOnly) {
            command.price = record.price() + priceShift;
            book.moveOrder(command);
        } else if (book.cancelOrder(command) == CommandResultCode.SUCCESS) {
            command.matcherEvent = null;
            enter(book, OrderType.GTC);
        }
    }

    private void tell() {
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades.onTrade(
                        record.seq(), event.matchedOrderId, command.orderId, event.price - priceShift, event.size);
            }
        }
    }
}

package io.matchlock.engine.rules;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.state.EngineState;

/**
 * The most frequent orders: limit orders that ask for nothing else and break no rule, on an instrument in continuous trading without
 * special rules; and the replaces that make one into another. One conjunction tells them, in whatever order is cheapest. {@link
 * OrderRules} and {@link ReplaceRules} find the same of them, one rule after the other, and decide on all others.
 */
public final class PlainOrders {
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final Books books;
    private final Risk risk;
    private final Prices prices;

    /** Checks against this state. */
    public PlainOrders(final EngineState state, final Risk risk, final Prices prices) {
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.directory = state.directory();
        this.books = state.books();
        this.risk = risk;
        this.prices = prices;
    }

    /**
     * Whether a new order is one of them, and acceptable.
     *
     * @param instrument 0 for an unknown one
     * @param checked to be filled; good if the order is acceptable
     */
    public boolean accepts(
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final @SessionSlot int session,
            final CheckedRequest checked) {
        return isPlain(request)
                && instruments.status(instrument) == Codes.TRADING_CONTINUOUS
                && instruments.isPlain(instrument)
                && isInLimits(request, instrument)
                && isOnTick(request, instrument, checked)
                && request.clOrdId() != Codes.NULL_U64
                && directory.find(session, request.clOrdId(), checked.search()) == 0
                && !orders.full()
                && books.hasFreeLevel()
                && risk.allows(
                        checked.exposure(),
                        request.account(),
                        instrument,
                        request.side() == Codes.SIDE_BUY,
                        request.orderQty(),
                        request.price());
    }

    /**
     * Whether an order is one of them, and may become what the request says.
     *
     * @param open what is then open of it
     * @param checked to be filled; good if the change is acceptable
     */
    public boolean acceptsChange(
            final OrderRequest request, final @OrderAt long order, final long open, final CheckedRequest checked) {
        final int instrument = prices.instrument(order);
        return isPlain(request)
                && request.timeInForce() != Codes.TIF_IOC
                && request.side() == OrderTable.side(order)
                && request.ordType() == OrderTable.ordType(order)
                && request.account() == prices.account(order)
                && request.securityId() == prices.securityId(order)
                && instruments.status(instrument) == Codes.TRADING_CONTINUOUS
                && instruments.isPlain(instrument)
                && isInLimits(request, instrument)
                && isOnTick(request, instrument, checked)
                && request.isInFlightMitigationKnown()
                && open > 0
                && open <= Long.MAX_VALUE - OrderTable.cumQty(order)
                && mayHaveClOrdId(request, order, checked)
                && books.hasFreeLevel()
                && risk.allowsChange(order, request.price(), open);
    }

    private boolean mayHaveClOrdId(
            final OrderRequest request, final @OrderAt long order, final CheckedRequest checked) {
        return request.clOrdId() == OrderTable.clOrdId(order)
                || (request.clOrdId() != Codes.NULL_U64
                        && directory.find(OrderTable.session(order), request.clOrdId(), checked.search()) == 0);
    }

    /** Whether it is a limit order with Day, GTC or IOC and nothing else. */
    private static boolean isPlain(final OrderRequest request) {
        return request.ordType() == Codes.TYPE_LIMIT
                && (request.timeInForce() == Codes.TIF_GTC
                        || request.timeInForce() == Codes.TIF_IOC
                        || request.timeInForce() == Codes.TIF_DAY)
                && (request.side() == Codes.SIDE_BUY || request.side() == Codes.SIDE_SELL)
                && request.execInst() == 0
                && (request.stpInstruction() == Codes.NULL_CHAR || request.stpInstruction() == Codes.STP_NONE)
                && (request.minQty() & request.displayQty() & request.expireTimeNs() & request.selfMatchPreventionId())
                        == Codes.NULL_U64
                && request.stopPx() == Codes.NULL_PRICE;
    }

    private boolean isInLimits(final OrderRequest request, final @InstrumentSlot int instrument) {
        return request.orderQty() >= instruments.minQty(instrument)
                && request.orderQty() <= instruments.maxQty(instrument)
                && request.price() > 0
                && request.price() >= instruments.lowLimit(instrument)
                && request.price() <= instruments.highLimit(instrument);
    }

    private boolean isOnTick(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final long tick = instruments.ticks(instrument, request.price());
        checked.tick(tick);
        return tick * instruments.tickSize(instrument) == request.price();
    }
}

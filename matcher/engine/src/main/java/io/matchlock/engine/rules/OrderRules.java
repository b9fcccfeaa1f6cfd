package io.matchlock.engine.rules;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.state.EngineState;

/**
 * What makes a new order acceptable, in the order of the table in docs/matching.md. It changes nothing of the state and nothing of
 * the request; what it finds out stands in a {@link CheckedRequest}.
 */
public final class OrderRules {
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final DetailTable details;
    private final Books books;
    private final Risk risk;
    private final OrderTerms terms;
    private final QuantityRules quantities;
    private final PriceRules prices;

    /** Checks against this state. */
    public OrderRules(final EngineState state, final Risk risk, final Prices prices) {
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.directory = state.directory();
        this.details = state.details();
        this.books = state.books();
        this.risk = risk;
        this.terms = new OrderTerms(state);
        this.quantities = new QuantityRules(state);
        this.prices = new PriceRules(state, prices);
    }

    /**
     * Checks a new order.
     *
     * @param instrument 0 for an unknown one
     * @param checked to be filled; good if the order is acceptable
     * @return null if the order is acceptable
     */
    public OrderReject check(
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final @SessionSlot int session,
            final CheckedRequest checked) {
        if (instrument == 0) {
            return OrderReject.UNKNOWN_INSTRUMENT;
        }
        OrderReject reject = terms.check(request);
        if (reject == null) {
            reject = quantities.check(instrument, request.orderQty());
        }
        if (reject == null) {
            reject = quantities.checkParts(request, instrument);
        }
        if (reject == null) {
            reject = prices.check(request, instrument, request.orderQty(), checked);
        }
        if (reject == null) {
            reject = checkPhase(request, instrument, checked);
        }
        if (reject == null) {
            reject = checkClOrdId(session, request.clOrdId(), checked);
        }
        if (reject == null) {
            reject = checkRoom(request, instrument, checked);
        }
        return reject == null ? checkRisk(request, instrument, checked) : reject;
    }

    /** Checks 30 to 33. */
    private OrderReject checkPhase(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final int status = instruments.status(instrument);
        if (status == Codes.TRADING_CONTINUOUS) {
            return OrderTerms.isPostOnly(request) && wouldTrade(request, instrument, checked.tick())
                    ? OrderReject.POST_ONLY_WOULD_TRADE
                    : null;
        }
        if (status == Codes.TRADING_CLOSED) {
            return OrderReject.INSTRUMENT_CLOSED;
        }
        if (status == Codes.TRADING_HALTED) {
            return OrderReject.INSTRUMENT_HALTED;
        }
        return request.ordType() == Codes.TYPE_MARKET
                        || !OrderTerms.rests(request.timeInForce())
                        || OrderTerms.isPostOnly(request)
                        || request.minQty() != Codes.NULL_U64
                ? OrderReject.NOT_IN_CALL
                : null;
    }

    /** Whether the request's limit price, in ticks, reaches the other side's best. */
    public boolean wouldTrade(final OrderRequest request, final @InstrumentSlot int instrument, final long tick) {
        final boolean buy = request.side() == Codes.SIDE_BUY;
        final long best = books.best(Books.bookSide(instrument, !buy));
        return best != 0 && (buy ? tick >= Books.tick(best) : tick <= Books.tick(best));
    }

    private OrderReject checkClOrdId(final @SessionSlot int session, final long clOrdId, final CheckedRequest checked) {
        if (clOrdId == Codes.NULL_U64) {
            return OrderReject.INVALID_CLORDID;
        }
        return directory.find(session, clOrdId, checked.search()) == 0 ? null : OrderReject.DUPLICATE_CLORDID;
    }

    /** Looked at before the order trades, which might make room: full is full. */
    private OrderReject checkRoom(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final boolean mayRest = OrderTerms.mayRest(request);
        if (mayRest && orders.full()) {
            return OrderReject.ORDERS_FULL;
        }
        if (needsDetails(request, instrument, request.orderQty()) && details.full()) {
            return OrderReject.DETAILS_FULL;
        }
        return mayRest && !hasRoom(request, instrument, checked) ? OrderReject.LEVELS_FULL : null;
    }

    /** Whether the order has more than fits an order's own slot. */
    public boolean needsDetails(final OrderRequest request, final @InstrumentSlot int instrument, final long open) {
        return OrderTerms.isStop(request)
                || (request.displayQty() != Codes.NULL_U64 && request.displayQty() < open)
                || request.timeInForce() == Codes.TIF_GTD
                || (request.timeInForce() == Codes.TIF_DAY && instruments.dayEndNs(instrument) != 0)
                || (request.selfMatchPreventionId() & request.minQty()) != Codes.NULL_U64;
    }

    /** Whether there is a level for the order, or room for one. */
    boolean hasRoom(final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final boolean buy = request.side() == Codes.SIDE_BUY;
        return OrderTerms.isStop(request)
                ? books.hasRoom(Books.stopSide(instrument, buy), checked.stopTick())
                : books.hasRoom(Books.bookSide(instrument, buy), checked.tick());
    }

    private OrderReject checkRisk(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        return risk.check(
                checked.exposure(),
                request.account(),
                instrument,
                request.side() == Codes.SIDE_BUY,
                request.orderQty(),
                OrderTerms.reservedPrice(request));
    }
}

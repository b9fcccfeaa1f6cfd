package io.matchlock.engine.rules;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.order.ClOrdIdSearch;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.version.FirstRules;
import io.matchlock.engine.version.WholeFields;

/** What makes a cancel or a replace acceptable, in the order of the tables in docs/matching.md. It changes nothing of the state and nothing of the request. */
public final class ReplaceRules {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final OrderDirectory directory;
    private final DetailTable details;
    private final OrderRules rules;
    private final OrderTerms terms;
    private final QuantityRules quantities;
    private final PriceRules priceRules;
    private final Risk risk;
    private final Prices prices;

    /** Checks against this state. */
    public ReplaceRules(final EngineState state, final OrderRules rules, final Risk risk, final Prices prices) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.directory = state.directory();
        this.details = state.details();
        this.rules = rules;
        this.terms = new OrderTerms(state);
        this.quantities = new QuantityRules(state);
        this.priceRules = new PriceRules(state, prices);
        this.risk = risk;
        this.prices = prices;
    }

    /**
     * Finds the session's live order that a request addresses.
     *
     * @param search to be filled with the search for {@code origClOrdId}, or cleared if the order was found by order id
     * @return the order, 0 for none
     */
    public @OrderAt long find(
            final @SessionSlot int session, final long orderId, final long origClOrdId, final ClOrdIdSearch search) {
        if (orderId == Codes.NULL_U64 && origClOrdId != Codes.NULL_U64) {
            return directory.find(session, origClOrdId, search);
        }
        search.clear();
        return orderId == Codes.NULL_U64 ? 0 : find(session, orderId, origClOrdId);
    }

    private @OrderAt long find(final @SessionSlot int session, final long orderId, final long origClOrdId) {
        final long order = directory.find(orderId);
        return order != 0 && OrderTable.session(order) == session && isNamed(order, origClOrdId) ? order : 0;
    }

    private boolean isNamed(final @OrderAt long order, final long origClOrdId) {
        return origClOrdId == Codes.NULL_U64 || OrderTable.clOrdId(order) == origClOrdId;
    }

    /** Null if the order is what the request takes it for. */
    public CancelReject checkTarget(final @OrderAt long order, final int securityId, final int side) {
        if (order == 0) {
            return CancelReject.UNKNOWN_ORDER;
        }
        if (prices.securityId(order) != securityId) {
            return CancelReject.INSTRUMENT_MISMATCH;
        }
        return OrderTable.side(order) == side ? null : CancelReject.SIDE_MISMATCH;
    }

    /** What the request wants to be open of the order: not above 0, or beyond what a quantity may be, if it can't be done. */
    public long open(final OrderRequest request, final @OrderAt long order) {
        final boolean total = request.inFlightMitigation() || registers.rulesVersion() == FirstRules.VERSION;
        return total ? request.orderQty() - OrderTable.cumQty(order) : request.orderQty();
    }

    /**
     * Checks whether an order may become what the request says.
     *
     * @param open what is then open of it
     * @param checked to be filled; good if the change is acceptable
     * @return null if it is acceptable
     */
    public CancelReject check(
            final OrderRequest request, final @OrderAt long order, final long open, final CheckedRequest checked) {
        CancelReject reject = checkTarget(order, request.securityId(), request.side());
        if (reject != null) {
            return reject;
        }
        final int instrument = prices.instrument(order);
        reject = checkKind(request, order);
        if (reject == null) {
            reject = checkQuantity(request, order, instrument, open);
        }
        if (reject == null) {
            reject = checkPrices(request, instrument, open, checked);
        }
        if (reject == null) {
            reject = checkPhase(request, instrument, checked);
        }
        if (reject == null) {
            reject = checkClOrdId(request, order, checked);
        }
        if (reject == null) {
            reject = checkRoom(request, order, instrument, open, checked);
        }
        return reject == null
                ? risk.checkChange(order, prices.reserved(order), OrderTerms.reservedPrice(request), open)
                : reject;
    }

    private CancelReject checkKind(final OrderRequest request, final @OrderAt long order) {
        if (request.account() != prices.account(order)) {
            return CancelReject.ACCOUNT_MISMATCH;
        }
        if (request.ordType() != OrderTable.ordType(order)) {
            return CancelReject.TYPE_MISMATCH;
        }
        if (registers.rulesVersion() == FirstRules.VERSION) {
            return checkFirst(request);
        }
        if (!OrderTerms.rests(request.timeInForce())) {
            return CancelReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        if (request.minQty() != Codes.NULL_U64
                || OrderTerms.checkInstructions(request) != null
                || terms.checkKind(request) != null) {
            return CancelReject.UNSUPPORTED_FIELD;
        }
        return request.isInFlightMitigationKnown() || registers.rulesVersion() < WholeFields.VERSION
                ? null
                : CancelReject.UNKNOWN_IN_FLIGHT_MITIGATION;
    }

    private static CancelReject checkFirst(final OrderRequest request) {
        if (request.timeInForce() != Codes.TIF_DAY && request.timeInForce() != Codes.TIF_GTC) {
            return CancelReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        return FirstRules.checkOptions(request) == null ? null : CancelReject.UNSUPPORTED_FIELD;
    }

    private CancelReject checkQuantity(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        if (quantities.check(instrument, request.orderQty()) != null) {
            return CancelReject.INVALID_QUANTITY;
        }
        if (open <= 0 || OrderTable.cumQty(order) + open < 0) {
            return CancelReject.QUANTITY_TRADED;
        }
        return request.displayQty() != Codes.NULL_U64 && quantities.checkDisplayQty(request, instrument, open) != null
                ? CancelReject.INVALID_DISPLAY_QTY
                : null;
    }

    private CancelReject checkPrices(
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final long open,
            final CheckedRequest checked) {
        final OrderReject reject = priceRules.checkLimit(request, instrument, checked);
        if (reject != null) {
            return reject == OrderReject.PRICE_TICK
                    ? CancelReject.PRICE_TICK
                    : reject == OrderReject.PRICE_LIMITS ? CancelReject.PRICE_LIMITS : CancelReject.INVALID_PRICE;
        }
        if (priceRules.checkStop(request, instrument, checked) != null) {
            return CancelReject.INVALID_STOP_PRICE;
        }
        return priceRules.checkNotional(request, instrument, open) == null ? null : CancelReject.NOTIONAL;
    }

    private CancelReject checkPhase(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final int status = instruments.status(instrument);
        if (status == Codes.TRADING_CLOSED || status == Codes.TRADING_HALTED) {
            return CancelReject.NOT_OPEN;
        }
        if (!OrderTerms.isPostOnly(request)) {
            return null;
        }
        if (status != Codes.TRADING_CONTINUOUS) {
            return CancelReject.NOT_IN_CALL;
        }
        return rules.wouldTrade(request, instrument, checked.tick()) ? CancelReject.POST_ONLY_WOULD_TRADE : null;
    }

    private CancelReject checkClOrdId(
            final OrderRequest request, final @OrderAt long order, final CheckedRequest checked) {
        if (request.clOrdId() == Codes.NULL_U64) {
            return CancelReject.INVALID_CLORDID;
        }
        final long namesake = directory.find(OrderTable.session(order), request.clOrdId(), checked.search());
        return namesake == 0 || namesake == order ? null : CancelReject.DUPLICATE_CLORDID;
    }

    private CancelReject checkRoom(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open,
            final CheckedRequest checked) {
        if (OrderTable.detail(order) == 0 && rules.needsDetails(request, instrument, open) && details.full()) {
            return CancelReject.DETAILS_FULL;
        }
        return rules.hasRoom(request, instrument, checked) ? null : CancelReject.LEVELS_FULL;
    }
}

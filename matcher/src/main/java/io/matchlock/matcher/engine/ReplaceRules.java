package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.DetailTable;
import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.InstrumentTable;
import io.matchlock.matcher.engine.state.OrderTable;
import io.matchlock.matcher.engine.state.Registers;

/** What makes a cancel or a replace acceptable, in the order of the tables in docs/matching.md. It changes nothing. */
final class ReplaceRules {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final DetailTable details;
    private final OrderRules rules;
    private final Risk risk;
    private final Prices prices;
    private long open;

    ReplaceRules(final EngineState state, final OrderRules rules, final Risk risk, final Prices prices) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.details = state.details();
        this.rules = rules;
        this.risk = risk;
        this.prices = prices;
    }

    /** The session's live order that a request addresses, 0 for none. */
    int find(final int session, final long orderId, final long origClOrdId) {
        if (orderId == Codes.NULL_U64) {
            return origClOrdId == Codes.NULL_U64 ? 0 : orders.find(session, origClOrdId);
        }
        final int slot = orders.find(orderId);
        return slot != 0 && orders.session(slot) == session && isNamed(slot, origClOrdId) ? slot : 0;
    }

    private boolean isNamed(final int slot, final long origClOrdId) {
        return origClOrdId == Codes.NULL_U64 || orders.clOrdId(slot) == origClOrdId;
    }

    /** Null if the slot's order is what the request takes it for. */
    CancelReject checkTarget(final int slot, final int securityId, final int side) {
        if (slot == 0) {
            return CancelReject.UNKNOWN_ORDER;
        }
        if (prices.securityId(slot) != securityId) {
            return CancelReject.INSTRUMENT_MISMATCH;
        }
        return orders.side(slot) == side ? null : CancelReject.SIDE_MISMATCH;
    }

    /** What the request that was checked last wants to be open. */
    long open() {
        return open;
    }

    /** Null if the order may become what the request says. */
    CancelReject check(final OrderRequest request, final int slot) {
        CancelReject reject = checkTarget(slot, request.securityId, request.side);
        if (reject != null) {
            return reject;
        }
        final int instrument = prices.instrument(slot);
        reject = checkKind(request, slot);
        if (reject == null) {
            reject = checkQuantity(request, slot, instrument);
        }
        if (reject == null) {
            reject = checkPrices(request, instrument);
        }
        if (reject == null) {
            reject = checkPhase(request, instrument);
        }
        if (reject == null) {
            reject = checkClOrdId(request, slot);
        }
        if (reject == null) {
            reject = checkRoom(request, slot, instrument);
        }
        return reject == null
                ? risk.checkChange(slot, prices.reserved(slot), OrderRules.reservedPrice(request), open)
                : reject;
    }

    private CancelReject checkKind(final OrderRequest request, final int slot) {
        if (request.account != prices.account(slot)) {
            return CancelReject.ACCOUNT_MISMATCH;
        }
        if (request.ordType != orders.ordType(slot)) {
            return CancelReject.TYPE_MISMATCH;
        }
        if (registers.rulesVersion() == FirstRules.VERSION) {
            return checkFirst(request);
        }
        if (!OrderRules.rests(request.timeInForce)) {
            return CancelReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        return request.minQty != Codes.NULL_U64
                        || OrderRules.checkInstructions(request) != null
                        || rules.checkKind(request) != null
                ? CancelReject.UNSUPPORTED_FIELD
                : null;
    }

    private static CancelReject checkFirst(final OrderRequest request) {
        if (request.timeInForce != Codes.TIF_DAY && request.timeInForce != Codes.TIF_GTC) {
            return CancelReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        return FirstRules.checkOptions(request) == null ? null : CancelReject.UNSUPPORTED_FIELD;
    }

    private CancelReject checkQuantity(final OrderRequest request, final int slot, final int instrument) {
        if (rules.checkQuantity(instrument, request.orderQty) != null) {
            return CancelReject.INVALID_QUANTITY;
        }
        final long cumQty = orders.orderQty(slot) - orders.leavesQty(slot);
        final boolean total = request.inFlightMitigation || registers.rulesVersion() == FirstRules.VERSION;
        open = total ? request.orderQty - cumQty : request.orderQty;
        if (open <= 0 || cumQty + open < 0) {
            return CancelReject.QUANTITY_TRADED;
        }
        return request.displayQty != Codes.NULL_U64 && rules.checkDisplayQty(request, instrument, open) != null
                ? CancelReject.INVALID_DISPLAY_QTY
                : null;
    }

    private CancelReject checkPrices(final OrderRequest request, final int instrument) {
        final OrderReject reject = rules.checkLimit(request, instrument);
        if (reject != null) {
            return reject == OrderReject.PRICE_TICK
                    ? CancelReject.PRICE_TICK
                    : reject == OrderReject.PRICE_LIMITS ? CancelReject.PRICE_LIMITS : CancelReject.INVALID_PRICE;
        }
        if (rules.checkStop(request, instrument) != null) {
            return CancelReject.INVALID_STOP_PRICE;
        }
        return rules.checkNotional(request, instrument, open) == null ? null : CancelReject.NOTIONAL;
    }

    private CancelReject checkPhase(final OrderRequest request, final int instrument) {
        final int status = instruments.status(instrument);
        if (status == Codes.TRADING_CLOSED || status == Codes.TRADING_HALTED) {
            return CancelReject.NOT_OPEN;
        }
        if (!OrderRules.isPostOnly(request)) {
            return null;
        }
        if (status != Codes.TRADING_CONTINUOUS) {
            return CancelReject.NOT_IN_CALL;
        }
        return rules.wouldTrade(request, instrument) ? CancelReject.POST_ONLY_WOULD_TRADE : null;
    }

    private CancelReject checkClOrdId(final OrderRequest request, final int slot) {
        if (request.clOrdId == Codes.NULL_U64) {
            return CancelReject.INVALID_CLORDID;
        }
        final int namesake = orders.find(orders.session(slot), request.clOrdId);
        return namesake == 0 || namesake == slot ? null : CancelReject.DUPLICATE_CLORDID;
    }

    private CancelReject checkRoom(final OrderRequest request, final int slot, final int instrument) {
        if (orders.detail(slot) == 0 && rules.needsDetails(request, instrument, open) && details.full()) {
            return CancelReject.DETAILS_FULL;
        }
        return rules.hasRoom(request, instrument) ? null : CancelReject.LEVELS_FULL;
    }
}

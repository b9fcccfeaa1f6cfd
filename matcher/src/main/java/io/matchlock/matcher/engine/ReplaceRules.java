package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.InstrumentTable;
import io.matchlock.matcher.engine.state.OrderTable;

/** What makes a cancel or a replace of a resting order acceptable. It changes nothing. */
final class ReplaceRules {
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderRules rules;

    ReplaceRules(final EngineState state, final OrderRules rules) {
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.rules = rules;
    }

    /** The session's resting order that a request addresses, 0 for none. */
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
        if (instruments.securityId(orders.instrument(slot)) != securityId) {
            return CancelReject.INSTRUMENT_MISMATCH;
        }
        return orders.side(slot) == side ? null : CancelReject.SIDE_MISMATCH;
    }

    /** Null if the order may become what the request says. */
    CancelReject check(final OrderRequest request, final int slot) {
        CancelReject reject = checkTarget(slot, request.securityId, request.side);
        if (reject == null) {
            reject = checkKind(request, slot);
        }
        if (reject == null) {
            reject = checkQuantity(request, slot);
        }
        if (reject == null) {
            reject = checkPrice(request, slot);
        }
        return reject == null ? checkClOrdId(request, slot) : reject;
    }

    private CancelReject checkKind(final OrderRequest request, final int slot) {
        if (request.account != orders.account(slot)) {
            return CancelReject.ACCOUNT_MISMATCH;
        }
        if (request.ordType != orders.ordType(slot)) {
            return CancelReject.TYPE_MISMATCH;
        }
        if (request.timeInForce != Codes.TIF_DAY && request.timeInForce != Codes.TIF_GTC) {
            return CancelReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        return OrderRules.checkOptions(request) == null ? null : CancelReject.UNSUPPORTED_FIELD;
    }

    private CancelReject checkQuantity(final OrderRequest request, final int slot) {
        if (rules.checkQuantity(orders.instrument(slot), request.orderQty) != null) {
            return CancelReject.INVALID_QUANTITY;
        }
        final long cumQty = orders.orderQty(slot) - orders.leavesQty(slot);
        return request.orderQty > cumQty ? null : CancelReject.QUANTITY_TRADED;
    }

    private CancelReject checkPrice(final OrderRequest request, final int slot) {
        final OrderReject reject = rules.checkLimitPrice(request, orders.instrument(slot));
        if (reject != null) {
            return reject == OrderReject.PRICE_TICK
                    ? CancelReject.PRICE_TICK
                    : reject == OrderReject.PRICE_LIMITS ? CancelReject.PRICE_LIMITS : CancelReject.INVALID_PRICE;
        }
        return rules.hasRoom(request, orders.instrument(slot)) ? null : CancelReject.LEVELS_FULL;
    }

    private CancelReject checkClOrdId(final OrderRequest request, final int slot) {
        if (request.clOrdId == Codes.NULL_U64) {
            return CancelReject.INVALID_CLORDID;
        }
        final int namesake = orders.find(orders.session(slot), request.clOrdId);
        return namesake == 0 || namesake == slot ? null : CancelReject.DUPLICATE_CLORDID;
    }
}

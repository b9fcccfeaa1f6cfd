package io.matchlock.engine.rules;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.state.EngineState;

/** Checks of quantities: lots, bounds, the minimum that must trade, what is shown. */
final class QuantityRules {
    /** How often an iceberg may show anew: each time is a touch. */
    private static final long MAX_SHOWINGS = 1_000;

    private final InstrumentTable instruments;

    QuantityRules(final EngineState state) {
        this.instruments = state.instruments();
    }

    /** Checks 12 to 15. */
    OrderReject check(final @InstrumentSlot int instrument, final long quantity) {
        if (quantity <= 0) {
            return OrderReject.INVALID_QUANTITY;
        }
        final long lotSize = instruments.lotSize(instrument);
        if (lotSize != 1 && quantity % lotSize != 0) {
            return OrderReject.QUANTITY_LOT;
        }
        if (quantity < instruments.minQty(instrument)) {
            return OrderReject.QUANTITY_TOO_SMALL;
        }
        return quantity > instruments.maxQty(instrument) ? OrderReject.QUANTITY_TOO_LARGE : null;
    }

    /** Checks 16 to 19. */
    OrderReject checkParts(final OrderRequest request, final @InstrumentSlot int instrument) {
        if (request.minQty() != Codes.NULL_U64) {
            final OrderReject reject = checkMinQty(request);
            if (reject != null) {
                return reject;
            }
        }
        return request.displayQty() == Codes.NULL_U64 ? null : checkDisplayQty(request, instrument, request.orderQty());
    }

    private static OrderReject checkMinQty(final OrderRequest request) {
        if (request.timeInForce() == Codes.TIF_FOK || OrderTerms.isStop(request)) {
            return OrderReject.MIN_QTY_NOT_ALLOWED;
        }
        return request.minQty() <= 0 || request.minQty() > request.orderQty() ? OrderReject.INVALID_MIN_QTY : null;
    }

    /** Checks 18 and 19. */
    OrderReject checkDisplayQty(final OrderRequest request, final @InstrumentSlot int instrument, final long open) {
        if (!OrderTerms.isLimited(request) || !OrderTerms.rests(request.timeInForce())) {
            return OrderReject.DISPLAY_QTY_NOT_ALLOWED;
        }
        final long display = request.displayQty();
        return display <= 0
                        || display > open
                        || open / display > MAX_SHOWINGS
                        || display % instruments.lotSize(instrument) != 0
                ? OrderReject.INVALID_DISPLAY_QTY
                : null;
    }
}

package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.Books;
import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.InstrumentTable;
import io.matchlock.matcher.engine.state.OrderTable;

/**
 * What makes a new order acceptable. It changes nothing, and looks at everything before anything is changed. Price × quantity
 * needs no check: both are below 2<sup>63</sup>, so 128 bits always hold it, and there is no limit on it.
 */
final class OrderRules {
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final Books books;

    OrderRules(final EngineState state) {
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.books = state.books();
    }

    /** Null if the order is acceptable; {@code instrument} is its slot, 0 for unknown. */
    OrderReject check(final OrderRequest request, final int instrument, final int session) {
        if (instrument == 0) {
            return OrderReject.UNKNOWN_INSTRUMENT;
        }
        OrderReject reject = checkKind(request);
        if (reject == null) {
            reject = checkOptions(request);
        }
        if (reject == null) {
            reject = checkQuantity(instrument, request.orderQty);
        }
        if (reject == null) {
            reject = checkPrice(request, instrument);
        }
        if (reject == null) {
            reject = checkClOrdId(session, request.clOrdId);
        }
        return reject == null ? checkRoom(request, instrument) : reject;
    }

    private static OrderReject checkKind(final OrderRequest request) {
        if (request.side != Codes.SIDE_BUY && request.side != Codes.SIDE_SELL) {
            return OrderReject.UNKNOWN_SIDE;
        }
        if (request.ordType != Codes.TYPE_LIMIT && request.ordType != Codes.TYPE_MARKET) {
            return OrderReject.UNSUPPORTED_TYPE;
        }
        return isSupportedTimeInForce(request.timeInForce) ? null : OrderReject.UNSUPPORTED_TIME_IN_FORCE;
    }

    private static boolean isSupportedTimeInForce(final int timeInForce) {
        return timeInForce == Codes.TIF_DAY || timeInForce == Codes.TIF_GTC || timeInForce == Codes.TIF_IOC;
    }

    /** Null if the request asks for nothing beyond what the engine does. */
    static OrderReject checkOptions(final OrderRequest request) {
        if (request.execInst != 0) {
            return OrderReject.UNSUPPORTED_EXEC_INST;
        }
        if (request.minQty != Codes.NULL_U64) {
            return OrderReject.UNSUPPORTED_MIN_QTY;
        }
        if (request.displayQty != Codes.NULL_U64) {
            return OrderReject.UNSUPPORTED_DISPLAY_QTY;
        }
        if (request.stopPx != Codes.NULL_PRICE) {
            return OrderReject.UNSUPPORTED_STOP_PRICE;
        }
        if (request.expireTimeNs != Codes.NULL_U64) {
            return OrderReject.UNSUPPORTED_EXPIRE_TIME;
        }
        return checkSelfTrade(request);
    }

    private static OrderReject checkSelfTrade(final OrderRequest request) {
        if (request.stpInstruction != 0 && request.stpInstruction != '0') {
            return OrderReject.UNSUPPORTED_STP_INSTRUCTION;
        }
        return request.selfMatchPreventionId == Codes.NULL_U64 ? null : OrderReject.UNSUPPORTED_STP_GROUP;
    }

    OrderReject checkQuantity(final int instrument, final long quantity) {
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

    private OrderReject checkPrice(final OrderRequest request, final int instrument) {
        if (request.ordType == Codes.TYPE_LIMIT) {
            return checkLimitPrice(request, instrument);
        }
        return request.price == Codes.NULL_PRICE ? null : OrderReject.PRICE_ON_MARKET;
    }

    /** Null if the price is good; its tick is then known to the request. */
    OrderReject checkLimitPrice(final OrderRequest request, final int instrument) {
        final long price = request.price;
        if (price <= 0) {
            return OrderReject.INVALID_PRICE;
        }
        if (price < instruments.lowLimit(instrument) || price > instruments.highLimit(instrument)) {
            return OrderReject.PRICE_LIMITS;
        }
        final long tickSize = instruments.tickSize(instrument);
        request.tick = price / tickSize;
        return request.tick * tickSize == price ? null : OrderReject.PRICE_TICK;
    }

    private OrderReject checkClOrdId(final int session, final long clOrdId) {
        if (clOrdId == Codes.NULL_U64) {
            return OrderReject.INVALID_CLORDID;
        }
        return orders.find(session, clOrdId) == 0 ? null : OrderReject.DUPLICATE_CLORDID;
    }

    /** Looked at before the order trades, which might make room: full is full. */
    private OrderReject checkRoom(final OrderRequest request, final int instrument) {
        if (request.ordType == Codes.TYPE_MARKET || request.timeInForce == Codes.TIF_IOC) {
            return null;
        }
        if (orders.full()) {
            return OrderReject.ORDERS_FULL;
        }
        return hasRoom(request, instrument) ? null : OrderReject.LEVELS_FULL;
    }

    /** Whether an order could rest at the request's price. */
    boolean hasRoom(final OrderRequest request, final int instrument) {
        return books.hasRoom(Books.bookSide(instrument, request.side == Codes.SIDE_BUY), request.tick);
    }
}

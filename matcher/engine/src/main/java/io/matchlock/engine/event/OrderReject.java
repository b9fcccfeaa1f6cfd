package io.matchlock.engine.event;

import io.matchlock.engine.request.Codes;

/** Why a new order was rejected: FIX OrdRejReason (103), the tag at fault (371) and a constant text. docs/matching.md says when. */
public enum OrderReject {
    UNKNOWN_INSTRUMENT(1, 48, "unknown instrument"),
    UNKNOWN_SIDE(99, 54, "unknown side"),
    UNSUPPORTED_TYPE(11, 40, "unsupported order type"),
    UNSUPPORTED_TIME_IN_FORCE(11, 59, "unsupported time in force"),
    UNSUPPORTED_EXEC_INST(11, 18, "unsupported execution instruction"),
    UNSUPPORTED_STP_INSTRUCTION(11, 2964, "unsupported self-trade prevention"),
    STP_WITHOUT_GROUP(99, 2362, "self-trade prevention without a group"),
    TYPE_WITH_TIME_IN_FORCE(11, 59, "time in force does not go with the order type"),
    POST_ONLY_NOT_ALLOWED(11, 18, "post-only does not go with the order"),
    EXPIRE_TIME_PAST(99, 126, "expire time missing or past"),
    EXPIRE_TIME_UNEXPECTED(11, 126, "expire time without GTD"),
    INVALID_QUANTITY(13, 38, "invalid quantity"),
    QUANTITY_LOT(13, 38, "quantity is not a multiple of the lot size"),
    QUANTITY_TOO_SMALL(13, 38, "quantity below minimum"),
    QUANTITY_TOO_LARGE(13, 38, "quantity above maximum"),
    MIN_QTY_NOT_ALLOWED(11, 110, "minimum quantity does not go with the order"),
    INVALID_MIN_QTY(13, 110, "invalid minimum quantity"),
    DISPLAY_QTY_NOT_ALLOWED(11, 1138, "display quantity does not go with the order"),
    INVALID_DISPLAY_QTY(13, 1138, "invalid display quantity"),
    PRICE_ON_MARKET(11, 44, "price on a market order"),
    INVALID_PRICE(99, 44, "invalid price"),
    PRICE_LIMITS(16, 44, "price outside limits"),
    PRICE_TICK(18, 44, "price is not a multiple of the tick size"),
    STOP_PRICE_UNEXPECTED(11, 99, "stop price without a stop order"),
    INVALID_STOP_PRICE(99, 99, "invalid stop price"),
    STOP_PRICE_LIMITS(16, 99, "stop price outside limits"),
    STOP_PRICE_TICK(18, 99, "stop price is not a multiple of the tick size"),
    NOTIONAL_TOO_SMALL(13, 38, "notional below minimum"),
    NOTIONAL_TOO_LARGE(3, 38, "notional above maximum"),
    INSTRUMENT_CLOSED(2, 48, "instrument is closed"),
    INSTRUMENT_HALTED(2, 48, "instrument is halted"),
    NOT_IN_CALL(2, 59, "not accepted during a call"),
    POST_ONLY_WOULD_TRADE(99, 18, "post-only order would trade"),
    INVALID_CLORDID(99, 11, "invalid ClOrdID"),
    DUPLICATE_CLORDID(6, 11, "duplicate ClOrdID"),
    ORDERS_FULL(0, Codes.NULL_U16, "order book full"),
    DETAILS_FULL(0, Codes.NULL_U16, "orders with details full"),
    LEVELS_FULL(0, 44, "price levels full"),
    ACCOUNT_BLOCKED(99, 1, "account is blocked"),
    ACCOUNTS_FULL(0, 1, "accounts full"),
    POSITIONS_FULL(0, 1, "positions full"),
    OPEN_ORDERS_LIMIT(3, 1, "open orders limit"),
    POSITION_LIMIT(3, 1, "position limit"),
    NOTIONAL_LIMIT(3, 1, "open notional limit"),
    ENGINE_BUSY(0, Codes.NULL_U16, "engine is busy"),
    // rules version 1 only
    UNSUPPORTED_MIN_QTY(11, 110, "unsupported minimum quantity"),
    UNSUPPORTED_DISPLAY_QTY(11, 1138, "unsupported display quantity"),
    UNSUPPORTED_STOP_PRICE(11, 99, "unsupported stop price"),
    UNSUPPORTED_EXPIRE_TIME(11, 126, "unsupported expire time"),
    UNSUPPORTED_STP_GROUP(11, 2362, "unsupported self-trade prevention group");

    private final int ordRejReason;
    private final int refTagId;
    private final String text;

    OrderReject(final int ordRejReason, final int refTagId, final String text) {
        this.ordRejReason = ordRejReason;
        this.refTagId = refTagId;
        this.text = text;
    }

    /** Tag 103. */
    public int ordRejReason() {
        return ordRejReason;
    }

    /** Tag 371, {@link Codes#NULL_U16} for none. */
    public int refTagId() {
        return refTagId;
    }

    /** Tag 58, US-ASCII. */
    public String text() {
        return text;
    }
}

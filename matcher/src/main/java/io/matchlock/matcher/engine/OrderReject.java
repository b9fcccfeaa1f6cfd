package io.matchlock.matcher.engine;

/** Why a new order was rejected: FIX OrdRejReason (103), the tag at fault (371) and a constant text. */
public enum OrderReject {
    UNKNOWN_INSTRUMENT(1, 48, "unknown instrument"),
    UNKNOWN_SIDE(99, 54, "unknown side"),
    UNSUPPORTED_TYPE(11, 40, "unsupported order type"),
    UNSUPPORTED_TIME_IN_FORCE(11, 59, "unsupported time in force"),
    UNSUPPORTED_EXEC_INST(11, 18, "unsupported execution instruction"),
    UNSUPPORTED_MIN_QTY(11, 110, "unsupported minimum quantity"),
    UNSUPPORTED_DISPLAY_QTY(11, 1138, "unsupported display quantity"),
    UNSUPPORTED_STOP_PRICE(11, 99, "unsupported stop price"),
    UNSUPPORTED_EXPIRE_TIME(11, 126, "unsupported expire time"),
    UNSUPPORTED_STP_INSTRUCTION(11, 2964, "unsupported self-trade prevention"),
    UNSUPPORTED_STP_GROUP(11, 2362, "unsupported self-trade prevention group"),
    INVALID_QUANTITY(13, 38, "invalid quantity"),
    QUANTITY_LOT(13, 38, "quantity is not a multiple of the lot size"),
    QUANTITY_TOO_SMALL(13, 38, "quantity below minimum"),
    QUANTITY_TOO_LARGE(13, 38, "quantity above maximum"),
    PRICE_ON_MARKET(11, 44, "price on a market order"),
    INVALID_PRICE(99, 44, "invalid price"),
    PRICE_TICK(18, 44, "price is not a multiple of the tick size"),
    PRICE_LIMITS(16, 44, "price outside limits"),
    INVALID_CLORDID(99, 11, "invalid ClOrdID"),
    DUPLICATE_CLORDID(6, 11, "duplicate ClOrdID"),
    ORDERS_FULL(0, Codes.NULL_U16, "order book full"),
    LEVELS_FULL(0, 44, "price levels full");

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

package io.matchlock.engine.event;

/** Why a cancel or a replace was rejected: FIX CxlRejReason (102) and a constant text. docs/matching.md says when. */
public enum CancelReject {
    UNKNOWN_ORDER(1, "unknown order"),
    INSTRUMENT_MISMATCH(99, "instrument differs from the order's"),
    SIDE_MISMATCH(99, "side differs from the order's"),
    ENGINE_BUSY(2, "engine is busy"),
    ACCOUNT_MISMATCH(99, "account differs from the order's"),
    TYPE_MISMATCH(99, "order type differs from the order's"),
    UNSUPPORTED_TIME_IN_FORCE(99, "unsupported time in force"),
    UNSUPPORTED_FIELD(99, "unsupported field"),
    UNKNOWN_IN_FLIGHT_MITIGATION(99, "unknown in-flight mitigation"),
    INVALID_QUANTITY(99, "invalid quantity"),
    QUANTITY_TRADED(0, "quantity not above cumulative quantity"),
    INVALID_DISPLAY_QTY(99, "invalid display quantity"),
    INVALID_PRICE(99, "invalid price"),
    PRICE_LIMITS(8, "price outside limits"),
    PRICE_TICK(18, "price is not a multiple of the tick size"),
    INVALID_STOP_PRICE(99, "invalid stop price"),
    NOTIONAL(99, "notional outside limits"),
    NOT_OPEN(2, "instrument is not open"),
    NOT_IN_CALL(2, "not accepted during a call"),
    POST_ONLY_WOULD_TRADE(99, "post-only order would trade"),
    INVALID_CLORDID(99, "invalid ClOrdID"),
    DUPLICATE_CLORDID(6, "duplicate ClOrdID"),
    DETAILS_FULL(2, "orders with details full"),
    LEVELS_FULL(2, "price levels full"),
    ACCOUNT_BLOCKED(99, "account is blocked"),
    POSITION_LIMIT(99, "position limit"),
    NOTIONAL_LIMIT(99, "open notional limit");

    private final int cxlRejReason;
    private final String text;

    CancelReject(final int cxlRejReason, final String text) {
        this.cxlRejReason = cxlRejReason;
        this.text = text;
    }

    /** Tag 102. */
    public int cxlRejReason() {
        return cxlRejReason;
    }

    /** Tag 58, US-ASCII. */
    public String text() {
        return text;
    }
}

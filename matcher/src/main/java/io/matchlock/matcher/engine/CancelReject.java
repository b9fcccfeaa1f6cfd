package io.matchlock.matcher.engine;

/** Why a cancel or a replace was rejected: FIX CxlRejReason (102) and a constant text. */
public enum CancelReject {
    UNKNOWN_ORDER(1, "unknown order"),
    INSTRUMENT_MISMATCH(99, "instrument differs from the order's"),
    SIDE_MISMATCH(99, "side differs from the order's"),
    ACCOUNT_MISMATCH(99, "account differs from the order's"),
    TYPE_MISMATCH(99, "order type differs from the order's"),
    UNSUPPORTED_TIME_IN_FORCE(99, "unsupported time in force"),
    UNSUPPORTED_FIELD(99, "unsupported field"),
    QUANTITY_TRADED(0, "quantity not above cumulative quantity"),
    INVALID_QUANTITY(99, "invalid quantity"),
    INVALID_PRICE(99, "invalid price"),
    PRICE_TICK(18, "price is not a multiple of the tick size"),
    PRICE_LIMITS(8, "price outside limits"),
    INVALID_CLORDID(99, "invalid ClOrdID"),
    DUPLICATE_CLORDID(6, "duplicate ClOrdID"),
    LEVELS_FULL(2, "price levels full");

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

package io.matchlock.audit.auditor.table;

/** Columns of table {@code orders}. */
public enum OrderColumn implements Column {
    ORDER_ID(Kind.NUMBER),
    ENTRY_ID(Kind.NUMBER),
    LAST_ENTRY_ID(Kind.NUMBER),
    CL_ORD_ID(Kind.NUMBER),
    CLIENT_NUMBER(Kind.NUMBER),
    RECEIVE_TIME_NS(Kind.NUMBER),
    QTY(Kind.NUMBER),
    CUM_QTY(Kind.NUMBER),
    LEAVES_QTY(Kind.NUMBER),
    ACCOUNT(Kind.NUMBER),
    SESSION(Kind.NUMBER),
    SECURITY_ID(Kind.NUMBER),
    DAY(Kind.DAY),
    REJECT_REASON(Kind.NUMBER),
    REJECT_TAG(Kind.NUMBER),
    STATUS(Kind.CODE),
    SIDE(Kind.CODE),
    ORD_TYPE(Kind.CODE),
    TIME_IN_FORCE(Kind.CODE),
    PRICE(Kind.DECIMAL),
    NOTIONAL(Kind.DECIMAL),
    /** Follows from two other columns: whether it does is what is looked at. */
    AVG_PRICE(Kind.FLAG) {
        @Override
        public String sql() {
            return "avg_price IS NOT DISTINCT FROM CASE WHEN cum_qty > 0 THEN notional / cum_qty END";
        }
    },
    STOP_PRICE(Kind.DECIMAL),
    DISPLAY_QTY(Kind.NUMBER),
    MIN_QTY(Kind.NUMBER),
    EXPIRE_TIME_NS(Kind.NUMBER),
    CANCEL_REASON(Kind.NUMBER);

    private final Kind kind;

    OrderColumn(final Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

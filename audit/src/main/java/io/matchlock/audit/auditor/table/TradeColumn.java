package io.matchlock.audit.auditor.table;

/** Columns of table {@code trades}. */
public enum TradeColumn implements Column {
    TRADE_ID(Kind.NUMBER),
    ENTRY_ID(Kind.NUMBER),
    TIME_NS(Kind.NUMBER),
    QTY(Kind.NUMBER),
    TAKER_ORDER_ID(Kind.NUMBER),
    MAKER_ORDER_ID(Kind.NUMBER),
    TAKER_REPORT(Kind.NUMBER),
    MAKER_REPORT(Kind.NUMBER),
    TAKER_EXEC_ID(Kind.NUMBER),
    MAKER_EXEC_ID(Kind.NUMBER),
    TAKER_SESSION(Kind.NUMBER),
    MAKER_SESSION(Kind.NUMBER),
    SECURITY_ID(Kind.NUMBER),
    DAY(Kind.DAY),
    AGGRESSOR_SIDE(Kind.CODE),
    PRICE(Kind.DECIMAL);

    private final Kind kind;

    TradeColumn(final Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

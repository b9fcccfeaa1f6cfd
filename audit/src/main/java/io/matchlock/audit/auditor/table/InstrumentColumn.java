package io.matchlock.audit.auditor.table;

/** Columns of table {@code instruments}. */
public enum InstrumentColumn implements Column {
    SECURITY_ID(Kind.NUMBER),
    SYMBOL(Kind.TEXT),
    PRICE_SCALE(Kind.NUMBER),
    QUANTITY_SCALE(Kind.NUMBER),
    TICK_SIZE(Kind.DECIMAL),
    LOT_SIZE(Kind.NUMBER),
    MIN_QTY(Kind.NUMBER),
    MAX_QTY(Kind.NUMBER),
    LOW_LIMIT(Kind.DECIMAL),
    HIGH_LIMIT(Kind.DECIMAL),
    ENTRY_ID(Kind.NUMBER),
    TICK_STEPS(Kind.TEXT),
    MIN_NOTIONAL(Kind.NUMBER),
    MAX_NOTIONAL(Kind.NUMBER),
    BAND_BASIS_POINTS(Kind.NUMBER),
    HALT_SECONDS(Kind.NUMBER),
    REFERENCE_PRICE(Kind.DECIMAL),
    DAY_END_NS(Kind.NUMBER),
    REPLACE_LOSES_PRIORITY(Kind.FLAG),
    STATUS(Kind.NUMBER);

    private final Kind kind;

    InstrumentColumn(final Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

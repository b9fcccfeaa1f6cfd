package io.matchlock.audit.auditor.table;

/** Columns of table {@code executions}. */
public enum ExecutionColumn implements Column {
    SESSION(Kind.NUMBER),
    DAY(Kind.DAY),
    REF_TEMPLATE(Kind.NUMBER),
    REASON(Kind.NUMBER),
    REPORT_NUMBER(Kind.NUMBER),
    ENTRY_ID(Kind.NUMBER),
    EXEC_ID(Kind.NUMBER),
    ORDER_ID(Kind.NUMBER),
    CL_ORD_ID(Kind.NUMBER),
    ORIG_CL_ORD_ID(Kind.NUMBER),
    CLIENT_NUMBER(Kind.NUMBER),
    TIME_NS(Kind.NUMBER),
    QTY(Kind.NUMBER),
    CUM_QTY(Kind.NUMBER),
    LEAVES_QTY(Kind.NUMBER),
    REASON_TAG(Kind.NUMBER),
    KIND(Kind.CODE),
    STATUS(Kind.CODE),
    PRICE(Kind.DECIMAL);

    private final Kind kind;

    ExecutionColumn(final Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

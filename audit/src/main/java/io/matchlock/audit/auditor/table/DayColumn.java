package io.matchlock.audit.auditor.table;

/** Columns of table {@code days}. */
public enum DayColumn implements Column {
    DAY(Kind.DAY),
    FIRST_ENTRY_ID(Kind.NUMBER),
    FIRST_ORDER_ID(Kind.NUMBER),
    IS_MIGRATED(Kind.FLAG),
    /** A clock says it: whether there is a time is what is looked at. */
    DETACHED_AT(Kind.FLAG) {
        @Override
        public String sql() {
            return "detached_at IS NOT NULL";
        }
    };

    private final Kind kind;

    DayColumn(final Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

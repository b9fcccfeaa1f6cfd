package io.matchlock.audit.auditor.table;

/** Columns of table {@code checkpoint}. */
public enum CheckpointColumn implements Column {
    SEGMENT(Kind.TEXT),
    SEGMENT_ID(Kind.TEXT),
    CHAIN_HASH(Kind.NUMBER),
    POSITION(Kind.NUMBER),
    EPOCH(Kind.NUMBER),
    SEQUENCE(Kind.NUMBER),
    /** A clock says it: that it is not in the future is what is looked at. */
    WRITTEN_AT(Kind.FLAG) {
        @Override
        public String sql() {
            return "written_at <= now()";
        }
    };

    private final Kind kind;

    CheckpointColumn(final Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

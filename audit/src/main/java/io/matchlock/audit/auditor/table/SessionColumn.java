package io.matchlock.audit.auditor.table;

/** Columns of table {@code sessions}. */
public enum SessionColumn implements Column {
    SESSION(Kind.NUMBER),
    ENTRY_ID(Kind.NUMBER),
    SESSION_ID(Kind.TEXT),
    ACCESS_KEY(Kind.TEXT),
    NEGOTIATED_NS(Kind.NUMBER);

    private final Kind kind;

    SessionColumn(final Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

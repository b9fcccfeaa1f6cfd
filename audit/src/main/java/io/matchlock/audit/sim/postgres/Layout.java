package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.persister.store.CopyTarget;

/**
 * The columns of rows that are copied: a letter for the type of each (s, i, l integers of 2, 4, 8 bytes; c "char", b boolean,
 * n numeric, t text, u uuid), a capital one where it is NOT NULL.
 *
 * @param types a letter each
 * @param gap the place of a column of the table that follows from others and is not copied
 * @param width of the table, in columns
 */
public record Layout(String types, int gap, int width) {
    static final String ORDERS = "LLLLLLLLLLIIssCCCCnN";
    static final String DETAILS = "nllls";
    static final String EXECUTIONS = "IssLLlllllLlllsCcn";
    static final String TRADES = "LLLLLLLLLLIIIcN";
    static final String SESSIONS = "ILUTL";
    static final String INSTRUMENTS = "ITSSNLLLNNLTLLIINLBS";

    private static final int NO_GAP = Integer.MAX_VALUE;
    private static final Layout PLAIN_ORDERS = ordersOf(ORDERS);
    private static final Layout DETAILED_ORDERS = ordersOf(ORDERS + DETAILS);
    private static final Layout ALL_EXECUTIONS = new Layout(EXECUTIONS, NO_GAP, EXECUTIONS.length());
    private static final Layout ALL_TRADES = new Layout(TRADES, NO_GAP, TRADES.length());
    private static final Layout ALL_SESSIONS = new Layout(SESSIONS, NO_GAP, SESSIONS.length());

    /** Whole instruments. */
    public static final Layout ALL_INSTRUMENTS = new Layout(INSTRUMENTS, NO_GAP, INSTRUMENTS.length());
    /** What changes of an order. */
    public static final Layout CHANGES = new Layout("llllncllncc", NO_GAP, 11);
    /** What changes of an order with details. */
    public static final Layout DETAILED_CHANGES = new Layout("llllncllncccnlls", NO_GAP, 16);

    /**
     * The layout of what is copied.
     *
     * @param target of the copy
     * @return its layout
     */
    public static Layout of(final CopyTarget target) {
        return switch (target) {
            case ORDERS -> PLAIN_ORDERS;
            case DETAILED_ORDERS -> DETAILED_ORDERS;
            case EXECUTIONS -> ALL_EXECUTIONS;
            case TRADES -> ALL_TRADES;
            case SESSIONS -> ALL_SESSIONS;
        };
    }

    /** Where a column stands in a row. */
    public static int place(final Column column) {
        return column.ordinal();
    }

    /** Where the field of that index stands in a row. */
    public int place(final int field) {
        return field < gap ? field : field + 1;
    }

    private static Layout ordersOf(final String types) {
        return new Layout(types, place(OrderColumn.AVG_PRICE), Table.ORDERS.width());
    }
}

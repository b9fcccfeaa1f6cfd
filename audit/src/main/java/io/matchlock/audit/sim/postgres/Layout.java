package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.ExecutionColumn;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.audit.auditor.table.TradeColumn;
import io.matchlock.persister.store.CopyTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of rows that are copied: a letter for the type of each (s, i, l integers of 2, 4, 8 bytes; c "char", b boolean,
 * d date, n numeric, t text, u uuid), a capital one where it is NOT NULL.
 *
 * @param types a letter each
 * @param places where each field stands in a row: the audit's columns first, then those that it does not know
 * @param width of a row
 */
public record Layout(String types, List<Integer> places, int width) {
    static final String ORDERS = "LLLLLLLLLLllIIDssCCCCnN";
    static final String DETAILS = "nlllslln";
    static final String EXECUTIONS = "IDssLLlllllLlllsCcn";
    static final String TRADES = "LLLLLLLLLLIIIDcN";
    static final String DAYS = "DLL";
    static final String SESSIONS = "ILUTL";
    static final String INSTRUMENTS = "ITSSNLLLNNLTLLIINLBS";

    /** Of an order: the report that accepted it, and what its terms were then. */
    static final int REPORT_NUMBER = Table.ORDERS.width();

    static final int EXEC_ID = REPORT_NUMBER + 1;
    static final int ENTERED_CL_ORD_ID = REPORT_NUMBER + 2;
    static final int ENTERED_QTY = REPORT_NUMBER + 3;
    static final int ENTERED_PRICE = REPORT_NUMBER + 4;

    private static final int UNKNOWN_ORDER_COLUMNS = 5;
    private static final Layout PLAIN_ORDERS = ordersOf(ORDERS);
    private static final Layout DETAILED_ORDERS = ordersOf(ORDERS + DETAILS);
    private static final Layout ALL_EXECUTIONS = plain(EXECUTIONS);
    private static final Layout ALL_TRADES = plain(TRADES);
    private static final Layout ALL_SESSIONS = plain(SESSIONS);

    /** Whole instruments. */
    public static final Layout ALL_INSTRUMENTS = plain(INSTRUMENTS);
    /** What changes of an order. */
    public static final Layout CHANGES = plain("ldlllncllncc");
    /** What changes of an order with details. */
    public static final Layout DETAILED_CHANGES = plain("ldlllncllncccnlls");

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

    /** Where the day stands in a row of what is copied. */
    static int dayPlace(final CopyTarget target) {
        return switch (target) {
            case EXECUTIONS -> place(ExecutionColumn.DAY);
            case TRADES -> place(TradeColumn.DAY);
            default -> place(OrderColumn.DAY);
        };
    }

    /** Where a column stands in a row. */
    public static int place(final Column column) {
        return column.ordinal();
    }

    /** Where the field of that index stands in a row. */
    public int place(final int field) {
        return places.get(field);
    }

    private static Layout plain(final String types) {
        return new Layout(types, IntStream.range(0, types.length()).boxed().toList(), types.length());
    }

    private static Layout ordersOf(final String types) {
        final List<Integer> places = new ArrayList<>();
        for (final OrderColumn column : OrderColumn.values()) {
            if (column == OrderColumn.SESSION) {
                places.add(REPORT_NUMBER);
                places.add(EXEC_ID);
            }
            if (column != OrderColumn.AVG_PRICE) {
                places.add(place(column));
            }
        }
        places.add(ENTERED_CL_ORD_ID);
        places.add(ENTERED_QTY);
        places.add(ENTERED_PRICE);
        return new Layout(types, List.copyOf(places), Table.ORDERS.width() + UNKNOWN_ORDER_COLUMNS);
    }
}

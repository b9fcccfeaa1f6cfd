package io.matchlock.persister.store;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.day.LedgerDay;

/** Tables that rows are added to, with the columns that these have. */
public enum CopyTarget {
    /** Orders without the columns that few of them need. */
    ORDERS("orders", CopyTarget.ORDER_COLUMNS, true),
    /** Orders with all columns. */
    DETAILED_ORDERS(
            "orders",
            CopyTarget.ORDER_COLUMNS
                    + ", stop_price, display_qty, min_qty, expire_time_ns, cancel_reason, entered_cl_ord_id,"
                    + " entered_qty, entered_price",
            true),
    /** Reports that are no trades. */
    EXECUTIONS("executions", CopyTarget.EXECUTION_COLUMNS, true),
    /** Trades. */
    TRADES("trades", CopyTarget.TRADE_COLUMNS, true),
    /** Sessions. */
    SESSIONS("sessions", CopyTarget.SESSION_COLUMNS, false);

    private static final String ORDER_COLUMNS = "order_id, entry_id, last_entry_id, cl_ord_id, client_number,"
            + " receive_time_ns, qty, cum_qty, leaves_qty, account, report_number, exec_id, session, security_id, day, reject_reason, reject_tag,"
            + " status, side, ord_type, time_in_force, price, notional";

    private static final String EXECUTION_COLUMNS =
            "session, day, ref_template, reason, report_number, entry_id, exec_id,"
                    + " order_id, cl_ord_id, orig_cl_ord_id, client_number, time_ns, qty, cum_qty, leaves_qty, reason_tag, kind,"
                    + " status, price";
    private static final String TRADE_COLUMNS = "trade_id, entry_id, time_ns, qty, taker_order_id, maker_order_id,"
            + " taker_report, maker_report, taker_exec_id, maker_exec_id, taker_session, maker_session, security_id, day,"
            + " aggressor_side, price";
    private static final String SESSION_COLUMNS = "session, entry_id, session_id, access_key, negotiated_ns";

    private final String table;
    private final String columns;
    private final boolean isByDay;

    CopyTarget(final String table, final String columns, final boolean isByDay) {
        this.table = table;
        this.columns = columns;
        this.isByDay = isByDay;
    }

    /**
     * The statement that copies rows to it.
     *
     * @param day of all the rows, to whose partition they go at once; {@link DayIndex#NONE} if they are of several days, or of none
     * @return a statement of SQL
     */
    public String sql(final int day) {
        final String partition = isByDay && day != DayIndex.NONE ? LedgerDay.suffix(day) : "";
        return "COPY " + table + partition + " (" + columns + ") FROM STDIN (FORMAT binary)";
    }
}

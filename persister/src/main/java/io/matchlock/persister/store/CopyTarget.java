package io.matchlock.persister.store;

/** Tables that rows are added to, with the columns that these have. */
public enum CopyTarget {
    /** Orders without the columns that few of them need. */
    ORDERS("orders (" + CopyTarget.ORDER_COLUMNS + ")"),
    /** Orders with all columns. */
    DETAILED_ORDERS("orders (" + CopyTarget.ORDER_COLUMNS
            + ", stop_price, display_qty, min_qty, expire_time_ns, cancel_reason)"),
    /** Reports that are no trades. */
    EXECUTIONS("executions"),
    /** Trades. */
    TRADES("trades"),
    /** Sessions. */
    SESSIONS("sessions");

    private static final String ORDER_COLUMNS = "order_id, entry_id, last_entry_id, cl_ord_id, client_number,"
            + " receive_time_ns, qty, cum_qty, leaves_qty, account, session, security_id, reject_reason, reject_tag,"
            + " status, side, ord_type, time_in_force, price, notional";

    private final String columns;

    CopyTarget(final String columns) {
        this.columns = columns;
    }

    /** {@return the statement that copies rows to it} */
    public String sql() {
        return "COPY " + columns + " FROM STDIN (FORMAT binary)";
    }
}

package io.matchlock.persister.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The rows that a flow must leave in Postgres, as lines of text, and the queries that bring the real ones as such. */
public final class FlowRows {
    static final String ORDERS = "SELECT concat_ws('|', order_id, entry_id, last_entry_id, session, cl_ord_id,"
            + " client_number, receive_time_ns, security_id, concat(side, ord_type, time_in_force, status),"
            + " coalesce(trim_scale(price)::text, '-'), qty, cum_qty, leaves_qty, trim_scale(notional),"
            + " coalesce(reject_reason::text, '-')) FROM orders ORDER BY order_id";
    static final String EXECUTIONS = "SELECT concat_ws('|', session, report_number, entry_id, kind,"
            + " coalesce(order_id::text, '-'), cl_ord_id, coalesce(qty::text, '-'), coalesce(cum_qty::text, '-'),"
            + " coalesce(leaves_qty::text, '-')) FROM execution_reports ORDER BY session, report_number";
    static final String TRADES = "SELECT concat_ws('|', trade_id, entry_id, taker_order_id, maker_order_id,"
            + " taker_session, taker_report, maker_session, maker_report, aggressor_side, trim_scale(price), qty)"
            + " FROM trades ORDER BY trade_id";

    private final TreeMap<Long, FlowOrder> orders = new TreeMap<>();
    private final TreeMap<Long, String> executions = new TreeMap<>();
    private final List<String> trades = new ArrayList<>();

    FlowRows() {}

    void add(final FlowOrder order) {
        orders.put(order.id, order);
    }

    void addExecution(
            final int session,
            final long number,
            final long entryId,
            final char kind,
            final String orderId,
            final long clOrdId,
            final String quantities) {
        executions.put(
                ((long) session << 40) + number,
                session + "|" + number + "|" + entryId + "|" + kind + "|" + orderId + "|" + clOrdId + "|" + quantities);
    }

    void addTrade(final String line) {
        trades.add(line);
    }

    /** {@return what must be there, all tables one behind the other} */
    public List<String> lines() {
        final List<String> lines = new ArrayList<>();
        orders.values().forEach(order -> lines.add(order.line()));
        lines.addAll(executions.values());
        lines.addAll(trades);
        return lines;
    }

    /**
     * What is there.
     *
     * @param connection to ask
     * @return lines as {@link #lines()} has them
     * @throws SQLException if Postgres does not answer
     */
    public static List<String> read(final Connection connection) throws SQLException {
        final List<String> lines = new ArrayList<>();
        for (final String query : List.of(ORDERS, EXECUTIONS, TRADES)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return lines;
    }
}

package io.matchlock.exchange.reconcile;

import io.matchlock.persister.store.DatabaseSettings;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** The rows in Postgres: all of this package's SQL. Reads with a cursor, so that memory stays bounded. One thread. */
final class PostgresRows implements RowSource, AutoCloseable {
    private static final int FETCH_ROWS = 10_000;
    private static final int NANO_DECIMALS = 9;

    private static final String CHECKPOINT = "SELECT coalesce(max(position), 0) FROM checkpoint";
    private static final String ORDERS =
            "SELECT order_id, session, status, side, cl_ord_id, client_number, qty, cum_qty,"
                    + " leaves_qty, price, notional FROM orders";
    private static final String EXECUTIONS =
            "SELECT session, report_number, entry_id, kind, exec_id, order_id, cl_ord_id, orig_cl_ord_id, client_number,"
                    + " time_ns, qty, cum_qty, leaves_qty, price, status, reason, reason_tag, ref_template FROM executions";
    private static final String TRADES =
            "SELECT trade_id, entry_id, time_ns, qty, price, taker_order_id, maker_order_id, taker_report, maker_report,"
                    + " taker_exec_id, maker_exec_id, taker_session, maker_session, security_id, aggressor_side FROM trades";

    /** What is done with a row of a result. */
    private interface RowReader {
        void onRow(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    PostgresRows(final DatabaseSettings database) {
        try {
            connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
        } catch (final SQLException e) {
            throw new IllegalStateException(
                    "Postgres at " + database.jdbcUrl() + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public long checkpoint() {
        final long[] position = new long[1];
        query(CHECKPOINT, row -> position[0] = row.getLong(1));
        return position[0];
    }

    @Override
    public void forEachOrder(final Consumer<OrderRow> consumer) {
        final OrderRow order = new OrderRow();
        query(ORDERS, row -> {
            order.orderId = row.getLong(1);
            order.session = row.getInt(2);
            order.status = (byte) letter(row, 3);
            order.side = (byte) letter(row, 4);
            order.clOrdId = row.getLong(5);
            order.clientNumber = row.getLong(6);
            order.quantity = row.getLong(7);
            order.cumQuantity = row.getLong(8);
            order.leavesQuantity = row.getLong(9);
            order.price = nanos(row, 10);
            order.notional = nanos(row, 11);
            consumer.accept(order);
        });
    }

    @Override
    public void forEachReport(final Consumer<ReportRow> consumer) {
        final ReportRow report = new ReportRow();
        query(EXECUTIONS, row -> {
            report.session = row.getInt(1);
            report.reportNumber = row.getLong(2);
            report.entryId = row.getLong(3);
            report.kind = letter(row, 4);
            report.execId = number(row, 5);
            report.orderId = number(row, 6);
            report.clOrdId = number(row, 7);
            report.origClOrdId = number(row, 8);
            report.clientNumber = number(row, 9);
            report.timeNs = number(row, 10);
            report.quantity = number(row, 11);
            report.cumQuantity = number(row, 12);
            report.leavesQuantity = number(row, 13);
            report.price = nanos(row, 14);
            report.status = letter(row, 15);
            report.reason = unsigned(row, 16);
            report.reasonTag = unsigned(row, 17);
            report.refTemplate = unsigned(row, 18);
            consumer.accept(report);
        });
    }

    @Override
    public void forEachTrade(final Consumer<TradeRow> consumer) {
        final TradeRow trade = new TradeRow();
        query(TRADES, row -> {
            trade.tradeId = row.getLong(1);
            trade.entryId = row.getLong(2);
            trade.timeNs = row.getLong(3);
            trade.quantity = row.getLong(4);
            trade.price = nanos(row, 5);
            trade.takerOrderId = row.getLong(6);
            trade.makerOrderId = row.getLong(7);
            trade.takerReport = row.getLong(8);
            trade.makerReport = row.getLong(9);
            trade.takerExecId = row.getLong(10);
            trade.makerExecId = row.getLong(11);
            trade.takerSession = row.getInt(12);
            trade.makerSession = row.getInt(13);
            trade.securityId = row.getInt(14);
            trade.aggressorSide = (byte) letter(row, 15);
            consumer.accept(trade);
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (final SQLException e) {
            throw new IllegalStateException("the connection to Postgres didn't close: " + e.getMessage(), e);
        }
    }

    private void query(final String sql, final RowReader reader) {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.onRow(rows);
                }
            }
            connection.rollback();
        } catch (final SQLException e) {
            throw new IllegalStateException("Postgres can't be read: " + e.getMessage(), e);
        }
    }

    private static long number(final ResultSet row, final int column) throws SQLException {
        final long value = row.getLong(column);
        return row.wasNull() ? ReportRow.NULL : value;
    }

    private static long unsigned(final ResultSet row, final int column) throws SQLException {
        final int value = row.getInt(column);
        return row.wasNull() ? ReportRow.NULL : value & 0xFFFF;
    }

    private static long letter(final ResultSet row, final int column) throws SQLException {
        final String value = row.getString(column);
        return value == null || value.isEmpty() ? ReportRow.NULL : value.charAt(0);
    }

    /** A decimal in units of 10^-9, modulo 2^64. */
    private static long nanos(final ResultSet row, final int column) throws SQLException {
        final BigDecimal value = row.getBigDecimal(column);
        return value == null
                ? ReportRow.NULL
                : value.movePointRight(NANO_DECIMALS).toBigInteger().longValue();
    }
}

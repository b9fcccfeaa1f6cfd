package io.matchlock.exchange.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.persister.embedded.PostgresServer;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.Schema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a scenario in a real Postgres, with the persister's own tables. */
class PostgresRowsTest {
    @TempDir
    static Path folder;

    private static PostgresServer server;

    private final Scenario scenario = Scenario.whole();

    @BeforeAll
    static void start() {
        server = PostgresServer.start(folder, 0);
        new Schema(new DatabaseSettings(server.jdbcUrl(), PostgresServer.USER, "")).prepare("TEST");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void insert() throws SQLException {
        execute("TRUNCATE orders, executions, trades");
        execute("UPDATE checkpoint SET position = " + scenario.log.lastOrdersId());
        for (final OrderRow row : scenario.rows.orders) {
            insert(row);
        }
        for (final ReportRow row : scenario.rows.reports) {
            insert(row);
        }
        for (final TradeRow row : scenario.rows.trades) {
            insert(row);
        }
    }

    @Test
    void shouldPassWhereAllSaysTheSame() {
        final Reconciliation result = reconcile();

        assertEquals(List.of(), result.findings());
        assertTrue(result.passes());
    }

    @Test
    void shouldNameRowsThatWereDeleted() throws SQLException {
        execute("DELETE FROM orders WHERE order_id = 2");
        execute("DELETE FROM executions WHERE session = 1 AND report_number = 3");
        execute("DELETE FROM trades");

        assertEquals("lost 3  duplicated 0  FAIL", reconcile().verdict());
    }

    @Test
    void shouldNameAnOrderThatIsThereUnderAnotherIdToo() throws SQLException {
        final String columns =
                "entry_id, last_entry_id, cl_ord_id, client_number, receive_time_ns, qty, cum_qty, leaves_qty,"
                        + " account, session, security_id, status, side, ord_type, time_in_force, price, notional";
        execute("INSERT INTO orders (order_id, " + columns + ") SELECT 77, " + columns
                + " FROM orders WHERE order_id = 1");

        final Reconciliation result = reconcile();

        assertEquals("lost 0  duplicated 1  FAIL", result.verdict());
        assertTrue(result.findings().get(0).startsWith("Postgres has order 77"), result::toString);
    }

    @Test
    void shouldNameValuesThatWereChanged() throws SQLException {
        execute("UPDATE orders SET price = price + 0.000000001 WHERE order_id = 1");
        execute("UPDATE executions SET cum_qty = 1 WHERE session = 2");
        execute("UPDATE trades SET qty = 5");

        assertEquals("lost 0  duplicated 0  different 3  FAIL", reconcile().verdict());
    }

    private Reconciliation reconcile() {
        try (PostgresRows rows = new PostgresRows(new DatabaseSettings(server.jdbcUrl(), PostgresServer.USER, ""))) {
            return new Reconciler(scenario.log, rows, 10).run(List.of(scenario.buyer, scenario.seller));
        }
    }

    private static void insert(final OrderRow row) throws SQLException {
        insert(
                "INSERT INTO orders (order_id, session, status, side, cl_ord_id, client_number, qty, cum_qty, leaves_qty,"
                        + " price, notional, entry_id, last_entry_id, receive_time_ns, account, security_id, ord_type,"
                        + " time_in_force) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, 1, 1, 7, '2', '0')",
                row.orderId,
                row.session,
                letter(row.status),
                letter(row.side),
                row.clOrdId,
                row.clientNumber,
                row.quantity,
                row.cumQuantity,
                row.leavesQuantity,
                BigDecimal.valueOf(row.price, 9),
                BigDecimal.valueOf(row.notional, 9));
    }

    private static void insert(final ReportRow row) throws SQLException {
        insert(
                "INSERT INTO executions (session, report_number, entry_id, kind, exec_id, order_id, cl_ord_id,"
                        + " orig_cl_ord_id, client_number, time_ns, qty, cum_qty, leaves_qty, price, status, reason,"
                        + " reason_tag, ref_template) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.session,
                row.reportNumber,
                row.entryId,
                letter(row.kind),
                orNull(row.execId),
                orNull(row.orderId),
                orNull(row.clOrdId),
                orNull(row.origClOrdId),
                orNull(row.clientNumber),
                orNull(row.timeNs),
                orNull(row.quantity),
                orNull(row.cumQuantity),
                orNull(row.leavesQuantity),
                row.price == ReportRow.NULL ? null : BigDecimal.valueOf(row.price, 9),
                letter(row.status),
                orNull(row.reason),
                orNull(row.reasonTag),
                orNull(row.refTemplate));
    }

    private static void insert(final TradeRow row) throws SQLException {
        insert(
                "INSERT INTO trades (trade_id, entry_id, time_ns, qty, price, taker_order_id, maker_order_id, taker_report,"
                        + " maker_report, taker_exec_id, maker_exec_id, taker_session, maker_session, security_id,"
                        + " aggressor_side) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.tradeId,
                row.entryId,
                row.timeNs,
                row.quantity,
                BigDecimal.valueOf(row.price, 9),
                row.takerOrderId,
                row.makerOrderId,
                row.takerReport,
                row.makerReport,
                row.takerExecId,
                row.makerExecId,
                row.takerSession,
                row.makerSession,
                row.securityId,
                letter(row.aggressorSide));
    }

    private static void insert(final String sql, final Object... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(
                        i + 1, values[i], values[i] instanceof String ? java.sql.Types.OTHER : type(values[i]));
            }
            insert.executeUpdate();
        }
    }

    private static int type(final Object value) {
        return value instanceof BigDecimal ? java.sql.Types.NUMERIC : java.sql.Types.BIGINT;
    }

    private static void execute(final String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String letter(final long value) {
        return value == ReportRow.NULL ? null : String.valueOf((char) value);
    }

    private static Long orNull(final long value) {
        return value == ReportRow.NULL ? null : Long.valueOf(value);
    }
}

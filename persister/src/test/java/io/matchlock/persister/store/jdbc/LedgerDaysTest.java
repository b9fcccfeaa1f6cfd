package io.matchlock.persister.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.persister.fold.EntryFold;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.status.OrderStatusReader;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.FlowRows;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ledger over several days, on a real Postgres. */
final class LedgerDaysTest {
    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final Flow flow = new Flow(5, 4, 8, true);
    private EntryFold fold = new EntryFold();
    private final RowBatch batch = new RowBatch();

    @Test
    void shouldKeepEachDayForItself() throws SQLException {
        prepare();
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            for (int day = 0; day < 4; day++) {
                write(writer, 30);
                write(writer, 30);
                flow.passDays(day == 2 ? 3 : 1);
            }
        }

        assertRows();
        assertEquals(
                "2023-11-14 2023-11-15 2023-11-16 2023-11-19",
                query("SELECT string_agg(day::text, ' ' ORDER BY day) FROM days"));
        for (final String table : new String[] {"orders", "executions", "trades"}) {
            assertEquals(
                    "0",
                    query("SELECT count(*) FROM " + table + " r WHERE day <> (SELECT max(day) FROM days d"
                            + " WHERE d.first_entry_id <= r.entry_id)"),
                    table);
            assertEquals("4", query("SELECT count(DISTINCT tableoid) FROM " + table), table);
        }
        assertEquals(
                "0",
                query("SELECT count(*) FROM orders o WHERE day <> (SELECT max(day) FROM days d"
                        + " WHERE d.first_order_id <= o.order_id)"));
        assertTrue(Integer.parseInt(
                        query(
                                "SELECT count(*) FROM orders o JOIN days d USING (day)"
                                        + " WHERE EXISTS (SELECT FROM days n WHERE n.day > d.day AND n.first_entry_id <= o.last_entry_id)"))
                > 0);
    }

    /** One batch over midnight, and a process that starts on the second day. */
    @Test
    void shouldGoOnWhereItWas() throws SQLException {
        prepare();
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            batch.clear(flow.id());
            apply(20);
            flow.passDays(1);
            apply(20);
            seal(writer);
            final long hash = batch.chainHash();
            fold = new EntryFold();
            fold.goOn(batch.segmentId(), hash, writer.start().days());
            write(writer, 40);
            flow.passDays(1);
            write(writer, 40);
        }

        assertRows();
        assertEquals("3", query("SELECT count(*) FROM days"));
        assertEquals(
                "0",
                query("SELECT count(*) FROM orders o WHERE day <> (SELECT max(day) FROM days d"
                        + " WHERE d.first_order_id <= o.order_id)"));
    }

    @Test
    void shouldDetachADayThatIsOver() throws SQLException {
        prepare();
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT);
                DayDetachment ledger = new DayDetachment(POSTGRES.settings());
                OrderStatusReader reader =
                        new OrderStatusReader(POSTGRES.settings(), Optional.empty(), Flow.SEGMENT, null)) {
            for (int day = 0; day < 3; day++) {
                write(writer, 30);
                flow.passDays(1);
            }
            write(writer, 1);
            final LocalDate first = LocalDate.of(2023, 11, 14);
            final LocalDate end = LocalDate.of(2024, 1, 1);
            assertEquals(2, ledger.candidates(end).size());
            execute("UPDATE orders SET leaves_qty = 1 WHERE order_id = 7");
            assertEquals(1, ledger.candidates(end).get(0).openOrders());
            assertFalse(ledger.detach(first));
            assertFalse(ledger.detach(LocalDate.of(2023, 11, 16)));
            assertEquals(Optional.empty(), reader.detachedDay(1));
            assertTrue(reader.byOrderId(1).isPresent());

            final String rows = query("SELECT count(*) FROM orders WHERE day = '2023-11-14'");
            execute("UPDATE orders SET leaves_qty = 0 WHERE day = '2023-11-14'");
            assertEquals(0, ledger.candidates(end).get(0).openOrders());
            assertTrue(ledger.detach(first));
            assertFalse(ledger.detach(first));

            assertEquals(1, ledger.candidates(end).size());
            assertEquals(rows, query("SELECT count(*) FROM detached.orders_20231114"));
            assertEquals("0", query("SELECT count(*) FROM reports WHERE day = '2023-11-14'"));
            assertEquals(Optional.of(first), reader.detachedDay(1));
            assertEquals(List.of(first), reader.detachedDays());
            assertEquals(Optional.empty(), reader.byOrderId(1));
        }
    }

    @Test
    void shouldKeepWhatAnOlderBuildWrote() throws SQLException {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(POSTGRES.jdbcUrl(), null, null)
                .locations("classpath:io/matchlock/persister/migrations")
                .placeholders(Map.of("generated", "VIRTUAL", "orders_fillfactor", "60"))
                .target("3")
                .load()
                .migrate();
        execute("INSERT INTO checkpoint (segment, position) VALUES ('" + Flow.SEGMENT + "', " + (1L << 48) + ")");
        execute(
                "INSERT INTO orders SELECT n, 281474976710656, 281474976710656, n, n, 1700000000000000000, 5, 0, 5, 1, 1, 1, NULL,"
                        + " NULL, '0', '1', '2', '0', 10, 0 FROM generate_series(1, 100) n");
        execute("INSERT INTO executions (session, report_number, entry_id, exec_id, order_id, cl_ord_id, time_ns, kind)"
                + " SELECT 1, n, 281474976710656, n, n, n, 1700000000000000000, '0' FROM generate_series(1, 100) n");

        prepare();

        assertEquals(
                "100 100",
                query(
                        "SELECT count(*) || ' ' || count(*) FILTER (WHERE tableoid = 'orders_20231114'::regclass) FROM orders"));
        assertEquals("100", query("SELECT count(*) FROM reports"));
        assertEquals("2023-11-14 true", query("SELECT day || ' ' || is_migrated FROM days"));
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            assertEquals(100, writer.start().days().lastOrderId());
        }
    }

    private void prepare() {
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
    }

    private void write(final CopyWriter writer, final int entries) throws SQLException {
        batch.clear(flow.id());
        apply(entries);
        seal(writer);
    }

    private void seal(final CopyWriter writer) throws SQLException {
        batch.seal();
        assertTrue(writer.write(batch));
    }

    private void apply(final int entries) {
        for (int i = 0; i < entries; i++) {
            flow.next();
            assertEquals(null, orders.wrap(flow.orders(), 0, flow.ordersLength()));
            assertEquals(null, events.wrap(flow.events(), 0, flow.eventsLength()));
            fold.apply(flow.id(), orders, events, batch);
        }
    }

    private void assertRows() throws SQLException {
        try (Connection connection = POSTGRES.connect()) {
            assertEquals(flow.rows().lines(), FlowRows.read(connection));
        }
    }

    private static void execute(final String sql) throws SQLException {
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(final String sql) throws SQLException {
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

package io.matchlock.persister.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.persister.fold.EntryFold;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.FlowRows;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Folded batches against rows that were noted one by one, on a real Postgres. */
final class CopyWriterTest {
    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final EntryFold fold = new EntryFold();
    private final RowBatch batch = new RowBatch();

    @Test
    void shouldWriteWhatRowByRowWouldWrite() throws SQLException {
        for (long seed = 1; seed <= 3; seed++) {
            writeFlow(seed);
        }
    }

    @Test
    void shouldRefuseToMoveACheckpointThatSomebodyElseMoved() throws SQLException {
        final Flow flow = new Flow(7, 3, 5, true);
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            batch.clear(EntryId.NONE);
            apply(flow, 20);
            batch.seal();
            assertTrue(writer.write(batch));
            assertFalse(writer.write(batch));
            assertEquals(flow.id(), writer.checkpoint().position());
        }
        assertRows(flow);
    }

    @Test
    void shouldRefuseADatabaseOfAnotherSegment() {
        new Schema(POSTGRES.settings()).prepare("A");
        assertThrows(StoreException.class, () -> new Schema(POSTGRES.settings()).prepare("B"));
    }

    @Test
    void shouldShowReferenceRowsAndEachReportOnce() throws SQLException {
        final Flow flow = new Flow(11, 3, 5, true);
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            batch.clear(EntryId.NONE);
            apply(flow, 300);
            batch.seal();
            writer.write(batch);
        }
        assertEquals(
                "1|AAPL|2|0.01|1|1000",
                query("SELECT concat_ws('|', security_id, symbol, price_scale,"
                        + " trim_scale(tick_size), min_qty, trim_scale(high_limit)) FROM instruments"));
        assertEquals(
                "3|00000000-0000-0007-0000-000000000003|KEY1",
                query("SELECT concat_ws('|', session, session_id," + " access_key) FROM sessions WHERE session = 3"));
        assertEquals(
                "0",
                query("SELECT count(*) FROM (SELECT session, report_number,"
                        + " row_number() OVER (PARTITION BY session ORDER BY report_number) AS n FROM reports) r"
                        + " WHERE report_number <> n"));
        assertEquals(
                "0",
                query("SELECT count(*) FROM orders o WHERE cum_qty <> (SELECT coalesce(sum(qty), 0)"
                        + " FROM trades t WHERE o.order_id IN (taker_order_id, maker_order_id))"));
        assertEquals(
                "0",
                query("SELECT count(*) FROM orders WHERE avg_price * cum_qty <> round(notional, 9)"
                        + " AND abs(avg_price * cum_qty - notional) > 0.000001"));
    }

    private void writeFlow(final long seed) throws SQLException {
        POSTGRES.beforeEach(null);
        final Flow flow = new Flow(seed, 5, 20, true);
        final Random random = new Random(seed);
        final EntryFold ownFold = new EntryFold();
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            for (int i = 0; i < 40; i++) {
                batch.clear(flow.id());
                final int entries = 1 + random.nextInt(30);
                for (int n = 0; n < entries; n++) {
                    next(flow, ownFold);
                }
                batch.seal();
                writer.write(batch);
            }
            assertEquals(flow.id(), writer.checkpoint().position());
        }
        assertRows(flow);
    }

    private void apply(final Flow flow, final int entries) {
        for (int i = 0; i < entries; i++) {
            next(flow, fold);
        }
    }

    private void next(final Flow flow, final EntryFold into) {
        flow.next();
        assertEquals(null, orders.wrap(flow.orders(), 0, flow.ordersLength()));
        assertEquals(null, events.wrap(flow.events(), 0, flow.eventsLength()));
        into.apply(flow.id(), orders, events, batch);
    }

    private static void assertRows(final Flow flow) throws SQLException {
        try (Connection connection = POSTGRES.connect()) {
            assertEquals(flow.rows().lines(), FlowRows.read(connection));
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

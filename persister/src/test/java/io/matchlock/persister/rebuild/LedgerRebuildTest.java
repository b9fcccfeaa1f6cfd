package io.matchlock.persister.rebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.entry.PairHandler;
import io.matchlock.persister.fold.EntryFold;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.CopyWriter;
import io.matchlock.persister.store.jdbc.DayDetachment;
import io.matchlock.persister.store.jdbc.Schema;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.PostgresDatabase;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rebuilt ledger has the rows, days, tables and indexes of the one that a persister wrote batch by batch. */
final class LedgerRebuildTest {
    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    private static final List<String> TABLES =
            List.of("orders", "executions", "trades", "sessions", "instruments", "days");

    private final Flow flow = new Flow(3, 5, 20, false);
    private final List<byte[]> orders = new ArrayList<>();
    private final List<byte[]> events = new ArrayList<>();
    private final EntryFold fold = new EntryFold();
    private final RowBatch batch = new RowBatch();

    /** In small batches, so that most orders change in a later one; over three days. */
    @BeforeEach
    void write() throws SQLException {
        final OrdersEntryDecoder cause = new OrdersEntryDecoder();
        final EventsEntryDecoder effect = new EventsEntryDecoder();
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            for (int i = 0; i < 60; i++) {
                batch.clear(flow.id());
                for (int n = 0; n < 4; n++) {
                    flow.next();
                    orders.add(flow.ordersBytes());
                    events.add(flow.eventsBytes());
                    cause.wrap(flow.orders(), 0, flow.ordersLength());
                    effect.wrap(flow.events(), 0, flow.eventsLength());
                    fold.apply(flow.id(), cause, effect, batch);
                }
                batch.seal();
                assertTrue(writer.write(batch));
                if (i % 20 == 19 && i < 59) {
                    flow.passDays(1);
                }
            }
        }
    }

    @Test
    void shouldBeWhatThePersisterWrote() throws SQLException {
        final List<String> written = state();
        execute("UPDATE orders SET qty = 1; DELETE FROM trades; UPDATE days SET first_order_id = 1");
        assertNotEquals(written, state());

        final LedgerRebuild rebuild = rebuild();
        rebuild.run(this::read);

        assertEquals(written, state());
        assertEquals(flow.id(), rebuild.position());
        assertEquals("0", query("SELECT count(*) FROM pg_namespace WHERE nspname IN ('rebuilt', 'replaced')"));
        goOn();
    }

    @Test
    void shouldBuildInAnEmptyDatabase() throws SQLException {
        final List<String> written = state();
        POSTGRES.beforeEach(null);

        rebuild().run(this::read);

        assertEquals(written, state());
        goOn();
    }

    @Test
    void shouldLeaveOutWhatWasDetached() throws SQLException {
        execute("UPDATE orders SET leaves_qty = 0 WHERE day = '2023-11-14'");
        try (DayDetachment days = new DayDetachment(POSTGRES.settings())) {
            assertTrue(days.detach(LocalDate.of(2023, 11, 14)));
        }
        final List<String> written = state();

        rebuild().run(this::read);

        assertEquals(written, state());
        assertNotEquals("0", query("SELECT count(*) FROM detached.orders_20231114"));
    }

    @Test
    void shouldLeaveTheOldLedgerIfTheLogIsBroken() throws SQLException {
        final List<String> written = state();
        events.set(100, events.get(101));

        assertThrows(RuntimeException.class, () -> rebuild().run(this::read));

        assertEquals(written, state());
        events.set(100, events.get(99));
        assertThrows(RuntimeException.class, () -> rebuild().run(this::read));
    }

    @Test
    void shouldRefuseWhileAPersisterWrites() throws SQLException {
        try (CopyWriter persister = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            persister.checkpoint();
            final StoreException refused =
                    assertThrows(StoreException.class, () -> rebuild().run(this::read));
            assertTrue(refused.getMessage().contains("a persister writes to the ledger"), refused::getMessage);
        }
    }

    @Test
    void shouldRefuseASchemaWithSomethingElse() throws SQLException {
        execute("CREATE TABLE mine (n integer)");
        final StoreException refused =
                assertThrows(StoreException.class, () -> rebuild().run(this::read));
        assertTrue(refused.getMessage().contains("has mine, which is not the ledger's"), refused::getMessage);
    }

    private static LedgerRebuild rebuild() {
        return new LedgerRebuild(POSTGRES.settings(), Flow.SEGMENT, position -> {});
    }

    /** A persister takes the ledger over. */
    private void goOn() throws SQLException {
        final OrdersEntryDecoder cause = new OrdersEntryDecoder();
        final EventsEntryDecoder effect = new EventsEntryDecoder();
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
        try (CopyWriter writer = new CopyWriter(POSTGRES.settings(), Flow.SEGMENT)) {
            final EntryFold next = new EntryFold();
            next.goOn(batch.segmentId(), batch.chainHash(), writer.start().days());
            batch.clear(flow.id());
            flow.next();
            cause.wrap(flow.orders(), 0, flow.ordersLength());
            effect.wrap(flow.events(), 0, flow.eventsLength());
            next.apply(flow.id(), cause, effect, batch);
            batch.seal();
            assertTrue(writer.write(batch));
        }
    }

    private long read(final long afterId, final PairHandler handler) {
        long id = EntryId.next(afterId);
        int index = (int) EntryId.sequence(id);
        final int end = Math.min(orders.size(), index + 7);
        for (; index < end; index++) {
            handler.onPair(
                    id,
                    new UnsafeBuffer(orders.get(index)),
                    0,
                    orders.get(index).length,
                    new UnsafeBuffer(events.get(index)),
                    0,
                    events.get(index).length);
            id = EntryId.next(id);
        }
        return index == (int) EntryId.sequence(EntryId.next(afterId)) ? afterId : id - 1;
    }

    /** A digest of each table, and which tables, columns and indexes there are. */
    private static List<String> state() throws SQLException {
        final List<String> lines = new ArrayList<>();
        for (final String table : TABLES) {
            lines.add(table
                    + query("SELECT concat(count(*), ' ', md5(string_agg(r::text, chr(10) ORDER BY r::text))) FROM "
                            + table + " r"));
        }
        lines.add(query("SELECT concat(position, segment_id, chain_hash, segment) FROM checkpoint"));
        lines.add(query(
                "SELECT string_agg(concat(indexname, replace(indexdef, schemaname, '')), chr(10) ORDER BY indexname)"
                        + " FROM pg_indexes WHERE schemaname = 'public'"));
        lines.add(query("SELECT string_agg(concat_ws(' ', table_name, column_name, data_type), chr(10)"
                + " ORDER BY table_name, column_name) FROM information_schema.columns WHERE table_schema = 'public'"));
        return lines;
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

package io.matchlock.audit.sim.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.exchange.audit.rows.CheckpointColumn;
import io.matchlock.exchange.audit.rows.Column;
import io.matchlock.exchange.audit.rows.Row;
import io.matchlock.exchange.audit.rows.RowSource;
import io.matchlock.exchange.audit.rows.Table;
import io.matchlock.persister.fold.Batch;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.CopyTarget;
import io.matchlock.persister.store.CopyWriter;
import io.matchlock.persister.store.Schema;
import io.matchlock.persister.store.StoreTransaction;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.PostgresDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The simulated Postgres against the real one: the same questions, the same answers, the same rows. */
final class SimPostgresTest {
    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    private final Flow flow = new Flow(42, 5, 20, false);
    private final FlowBatches batches = new FlowBatches(flow);

    /** What a scenario asks of a server, and is answered. */
    private interface Script extends Function<LedgerServer, List<String>> {}

    @Test
    void shouldMoveAndRefuseAsPostgresDoes() {
        final Batch first = batches.next(20);
        final Batch second = batches.next(30);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            return List.of(
                    one.run(writer::checkpoint),
                    one.run(() -> writer.write(second)),
                    one.run(() -> writer.write(first)),
                    one.run(() -> writer.write(first)),
                    one.run(writer::settledCheckpoint),
                    one.run(() -> writer.write(second)),
                    one.run(writer::checkpoint));
        });
    }

    @Test
    void shouldWriteTheRowsThatPostgresWrites() {
        final long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("batches are drawn by seed " + seed); // reproduces with -Dseed
        final Random random = new Random(seed);
        final List<Batch> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(batches.next(1 + random.nextInt(20)));
        }
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            return all.stream().map(batch -> one.run(() -> writer.write(batch))).toList();
        });
    }

    @Test
    void shouldForgetWhatIsNotCommitted() {
        final Batch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> begin(one, open) + move(open[0], first)));
            said.add(one.run(() -> copy(open[0], first)));
            said.add(one.run(() -> close(open[0])));
            said.add(one.run(writer::settledCheckpoint));
            said.add(one.run(() -> begin(one, open) + move(open[0], first)));
            said.add(one.run(() -> copy(open[0], first)));
            server.cut();
            said.add(one.run(() -> commit(open[0])));
            said.add(one.run(() -> close(open[0])));
            said.add(one.run(writer::settledCheckpoint));
            said.add(one.run(() -> writer.write(first)));
            return said;
        });
    }

    @Test
    void shouldLetASecondWriterWait() {
        final Batch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final LedgerServer.Client two = server.client();
            final CopyWriter other = new CopyWriter(two.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> begin(one, open) + move(open[0], first)));
            final LedgerServer.Ending afterRollback = two.start(() -> other.write(first));
            said.add(one.run(() -> close(open[0])));
            said.add(afterRollback.await());
            return said;
        });
    }

    @Test
    void shouldRefuseASecondWriterThatCameTooLate() {
        final Batch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final LedgerServer.Client two = server.client();
            final CopyWriter other = new CopyWriter(two.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> begin(one, open) + move(open[0], first)));
            said.add(one.run(() -> copy(open[0], first)));
            final LedgerServer.Ending write = two.start(() -> other.write(first));
            said.add(one.run(() -> commit(open[0]) + close(open[0])));
            said.add(write.await());
            said.add(two.run(other::settledCheckpoint));
            return said;
        });
    }

    @Test
    void shouldWaitForALockForSoLongOnly() {
        final Batch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final LedgerServer.Client two = server.client();
            final CopyWriter other = new CopyWriter(two.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> begin(one, open) + move(open[0], first)));
            said.add(two.start(other::settledCheckpoint).await());
            said.add(two.run(other::checkpoint));
            said.add(one.run(() -> copy(open[0], first) + commit(open[0]) + close(open[0])));
            said.add(two.run(other::settledCheckpoint));
            return said;
        });
    }

    @Test
    void shouldLoseTheAnswerToACommitThatIsDone() {
        final Batch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            server.loseNextCommit(CommitFate.DONE);
            final String written = one.run(() -> writer.write(first));
            server.release();
            return List.of(written, one.run(writer::settledCheckpoint), one.run(() -> writer.write(first)));
        });
    }

    @Test
    void shouldWaitForACommitThatIsLate() {
        final Batch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            server.loseNextCommit(CommitFate.LATE);
            final List<String> said = new ArrayList<>();
            said.add(one.run(() -> writer.write(first)));
            final LedgerServer.Ending settled = one.start(writer::settledCheckpoint);
            server.release();
            said.add(settled.await());
            return said;
        });
    }

    @Test
    void shouldRefuseWhatPostgresRefuses() {
        final Batch first = batches.next(20);
        final CopyBuffer orders = first.createdOrders();
        final CopyTarget target = first.haveCreatedDetails() ? CopyTarget.DETAILED_ORDERS : CopyTarget.ORDERS;
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            final List<String> said = new ArrayList<>();
            for (final CopyBuffer wrong : WrongRows.all()) {
                said.add(one.run(() -> insert(one, CopyTarget.SESSIONS, wrong)));
            }
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> begin(one, open) + move(open[0], first)));
            said.add(one.run(() -> copy(open[0], target, orders)));
            said.add(one.run(() -> copy(open[0], target, orders)));
            said.add(one.run(() -> copy(open[0], CopyTarget.EXECUTIONS, first.executions())));
            said.add(one.run(() -> move(open[0], first)));
            said.add(one.run(() -> commit(open[0])));
            said.add(one.run(() -> close(open[0])));
            said.add(one.run(() -> writer.write(first)));
            said.add(one.run(
                    () -> begin(one, open) + open[0].change(first.changedOrders(), first.haveChangedDetails())));
            said.add(one.run(() -> close(open[0])));
            return said;
        });
    }

    @Test
    void shouldHaveTheColumnsThatPostgresHas() throws SQLException {
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
        assertEquals(columns("orders"), Layout.ORDERS + Layout.DETAILS);
        assertEquals(columns("executions"), Layout.EXECUTIONS);
        assertEquals(columns("trades"), Layout.TRADES);
        assertEquals(columns("sessions"), Layout.SESSIONS);
        assertEquals(columns("instruments"), Layout.INSTRUMENTS);
    }

    private static void assertSame(final Script script) {
        try (RealServer real = new RealServer(POSTGRES, Flow.SEGMENT)) {
            final SimulatedServer simulated = new SimulatedServer(1, Flow.SEGMENT);
            final List<String> expected = script.apply(real);
            assertEquals(expected, script.apply(simulated));
            assertTrue(expected.stream().noneMatch(said -> said.contains("Exception")), expected::toString);
            assertEquals(lines(real.rows()), lines(simulated.rows()));
        }
    }

    private static String begin(final LedgerServer.Client client, final StoreTransaction[] open) throws SQLException {
        open[0] = client.store().begin();
        return "begun ";
    }

    private static boolean move(final StoreTransaction transaction, final Batch batch) throws SQLException {
        return transaction.move(batch.before(), new Checkpoint(batch.last(), batch.segmentId(), batch.chainHash()));
    }

    private static String copy(final StoreTransaction transaction, final Batch batch) throws SQLException {
        transaction.copy(CopyTarget.SESSIONS, batch.sessions());
        return copy(
                        transaction,
                        batch.haveCreatedDetails() ? CopyTarget.DETAILED_ORDERS : CopyTarget.ORDERS,
                        batch.createdOrders())
                + copy(transaction, CopyTarget.EXECUTIONS, batch.executions());
    }

    private static String copy(final StoreTransaction transaction, final CopyTarget target, final CopyBuffer rows)
            throws SQLException {
        transaction.copy(target, rows);
        return "copied ";
    }

    private static String insert(final LedgerServer.Client client, final CopyTarget target, final CopyBuffer rows)
            throws SQLException {
        try (StoreTransaction transaction = client.store().begin()) {
            return copy(transaction, target, rows);
        }
    }

    private static String commit(final StoreTransaction transaction) throws SQLException {
        transaction.commit();
        return "committed ";
    }

    /** A lost connection may be noticed here or not: it matters to nobody. */
    private static String close(final StoreTransaction transaction) {
        return Said.of(() -> {
                    transaction.close();
                    return "closed";
                })
                .replace("connection lost", "closed");
    }

    private static List<String> lines(final RowSource rows) {
        final List<String> lines = new ArrayList<>();
        for (final Table table : Table.values()) {
            rows.forEach(table, row -> lines.add(line(row)));
        }
        lines.sort(null);
        return lines;
    }

    private static String line(final Row row) {
        final StringBuilder text = new StringBuilder(row.table().sqlName());
        for (final Column column : row.table().columns()) {
            if (column != CheckpointColumn.WRITTEN_AT) {
                text.append('|').append(row.isNull(column) ? "" : Long.toString(row.get(column)));
            }
        }
        return text.toString();
    }

    /** As a {@link Layout} has them. */
    private static String columns(final String table) throws SQLException {
        final StringBuilder types = new StringBuilder();
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT udt_name, is_nullable FROM information_schema.columns"
                        + " WHERE table_name = '" + table + "' AND is_generated = 'NEVER' ORDER BY ordinal_position")) {
            while (rows.next()) {
                final char type = letter(rows.getString(1));
                types.append(rows.getString(2).equals("NO") ? Character.toUpperCase(type) : type);
            }
        }
        return types.toString();
    }

    private static char letter(final String type) {
        return switch (type) {
            case "int2" -> 's';
            case "int4" -> 'i';
            case "int8" -> 'l';
            default -> type.charAt(0); // char, bool, numeric, text, uuid
        };
    }
}

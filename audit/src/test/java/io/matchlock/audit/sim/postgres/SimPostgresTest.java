package io.matchlock.audit.sim.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.persister.store.CopyTarget;
import io.matchlock.persister.store.StoreTransaction;
import io.matchlock.persister.store.jdbc.CopyWriter;
import io.matchlock.persister.store.jdbc.Schema;
import io.matchlock.persister.testing.Flow;
import io.matchlock.persister.testing.PostgresDatabase;
import java.sql.SQLException;
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
        final RowBatch first = batches.next(20);
        final RowBatch second = batches.next(30);
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
        final List<RowBatch> all = new ArrayList<>();
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
        final RowBatch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> Steps.begin(one, open) + Steps.move(open[0], first)));
            said.add(one.run(() -> Steps.copy(open[0], first)));
            said.add(one.run(() -> Steps.close(open[0])));
            said.add(one.run(writer::settledCheckpoint));
            said.add(one.run(() -> Steps.begin(one, open) + Steps.move(open[0], first)));
            said.add(one.run(() -> Steps.copy(open[0], first)));
            server.cut();
            said.add(one.run(() -> Steps.commit(open[0])));
            said.add(one.run(() -> Steps.close(open[0])));
            said.add(one.run(writer::settledCheckpoint));
            said.add(one.run(() -> writer.write(first)));
            return said;
        });
    }

    @Test
    void shouldLetASecondWriterWait() {
        final RowBatch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final LedgerServer.Client two = server.client();
            final CopyWriter other = new CopyWriter(two.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> Steps.begin(one, open) + Steps.move(open[0], first)));
            final LedgerServer.Ending afterRollback = two.start(() -> other.write(first));
            said.add(one.run(() -> Steps.close(open[0])));
            said.add(afterRollback.await());
            return said;
        });
    }

    @Test
    void shouldRefuseASecondWriterThatCameTooLate() {
        final RowBatch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final LedgerServer.Client two = server.client();
            final CopyWriter other = new CopyWriter(two.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> Steps.begin(one, open) + Steps.move(open[0], first)));
            said.add(one.run(() -> Steps.copy(open[0], first)));
            final LedgerServer.Ending write = two.start(() -> other.write(first));
            said.add(one.run(() -> Steps.commit(open[0]) + Steps.close(open[0])));
            said.add(write.await());
            said.add(two.run(other::settledCheckpoint));
            return said;
        });
    }

    @Test
    void shouldWaitForALockForSoLongOnly() {
        final RowBatch first = batches.next(20);
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final LedgerServer.Client two = server.client();
            final CopyWriter other = new CopyWriter(two.store());
            final List<String> said = new ArrayList<>();
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> Steps.begin(one, open) + Steps.move(open[0], first)));
            said.add(two.start(other::settledCheckpoint).await());
            said.add(two.run(other::checkpoint));
            said.add(one.run(() -> Steps.copy(open[0], first) + Steps.commit(open[0]) + Steps.close(open[0])));
            said.add(two.run(other::settledCheckpoint));
            return said;
        });
    }

    @Test
    void shouldLoseTheAnswerToACommitThatIsDone() {
        final RowBatch first = batches.next(20);
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
        final RowBatch first = batches.next(20);
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
        final RowBatch first = batches.next(20);
        final CopyBuffer orders = first.createdOrders();
        final CopyTarget target = first.haveCreatedDetails() ? CopyTarget.DETAILED_ORDERS : CopyTarget.ORDERS;
        assertSame(server -> {
            final LedgerServer.Client one = server.client();
            final CopyWriter writer = new CopyWriter(one.store());
            final List<String> said = new ArrayList<>();
            for (final CopyBuffer wrong : WrongRows.all()) {
                said.add(one.run(() -> Steps.insert(one, CopyTarget.SESSIONS, wrong)));
            }
            final StoreTransaction[] open = new StoreTransaction[1];
            said.add(one.run(() -> Steps.begin(one, open) + Steps.move(open[0], first)));
            first.openedDays().forEach(day -> said.add(one.run(() -> Steps.open(open[0], day))));
            said.add(one.run(() -> Steps.copy(open[0], target, orders)));
            said.add(one.run(() -> Steps.copy(open[0], target, orders)));
            said.add(one.run(() -> Steps.copy(open[0], CopyTarget.EXECUTIONS, first.executions())));
            said.add(one.run(() -> Steps.move(open[0], first)));
            said.add(one.run(() -> Steps.commit(open[0])));
            said.add(one.run(() -> Steps.close(open[0])));
            said.add(one.run(() -> writer.write(first)));
            said.add(one.run(() -> Steps.begin(one, open)
                    + open[0].change(first.changedOrders(), first.changedDays(), first.haveChangedDetails())));
            said.add(one.run(() -> Steps.close(open[0])));
            return said;
        });
    }

    @Test
    void shouldHaveTheColumnsThatPostgresHas() throws SQLException {
        new Schema(POSTGRES.settings()).prepare(Flow.SEGMENT);
        assertEquals(TableText.columns(POSTGRES, "orders"), Layout.ORDERS + Layout.DETAILS);
        assertEquals(TableText.columns(POSTGRES, "executions"), Layout.EXECUTIONS);
        assertEquals(TableText.columns(POSTGRES, "trades"), Layout.TRADES);
        assertEquals(TableText.columns(POSTGRES, "sessions"), Layout.SESSIONS);
        assertEquals(TableText.columns(POSTGRES, "instruments"), Layout.INSTRUMENTS);
    }

    /** Whatever two clients ask, as long as nobody must wait. */
    @Test
    void shouldAnswerAsPostgresDoes() {
        final long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("questions are drawn by seed " + seed); // reproduces with -Dseed
        final List<RowBatch> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(batches.next(1 + i % 7));
        }
        assertSame(server -> new RandomQuestions(server, all, seed).ask(80));
    }

    private static void assertSame(final Script script) {
        try (RealServer real = new RealServer(POSTGRES, Flow.SEGMENT)) {
            final SimulatedServer simulated = new SimulatedServer(1, Flow.SEGMENT);
            final List<String> expected = script.apply(real);
            assertEquals(expected, script.apply(simulated));
            assertTrue(expected.stream().noneMatch(said -> said.contains("Exception")), expected::toString);
            assertEquals(TableText.lines(real.rows()), TableText.lines(simulated.rows()));
        }
    }
}

package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.rows.PostgresRows;
import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.log.testing.FaultProxy;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.Store;
import io.matchlock.persister.store.jdbc.JdbcStore;
import io.matchlock.persister.store.jdbc.Schema;
import io.matchlock.persister.testing.PostgresDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** The real one, through a proxy that loses what it is told to. */
final class RealServer implements LedgerServer, AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** The statement alone, as its Parse message has it; other statements hold the word too. */
    private static final String COMMIT = "\0COMMIT\0";

    /** A statement that comes again is sent with its words again, so that the proxy sees them. */
    private static final String WORDS_EACH_TIME = "&prepareThreshold=0";

    private static final String BACKENDS = " FROM pg_stat_activity WHERE application_name = 'matchlock-persister'";

    private final PostgresDatabase postgres;
    private final String segment;
    private final FaultProxy proxy;
    private final List<Runnable> opened = new ArrayList<>();

    RealServer(final PostgresDatabase postgres, final String segment) {
        this.postgres = postgres;
        this.segment = segment;
        new Schema(postgres.settings()).prepare(segment);
        proxy = new FaultProxy(postgres.server().port(), 1);
    }

    @Override
    public Client client() {
        final String direct = ":" + postgres.server().port() + "/";
        final String url = postgres.jdbcUrl().replace(direct, ":" + proxy.port() + "/") + WORDS_EACH_TIME;
        final Store store = JdbcStore.of(new DatabaseSettings(url, null, null), segment);
        opened.add(store::close);
        return new RealClient(store);
    }

    @Override
    public void cut() {
        query("SELECT count(pg_terminate_backend(pid))" + BACKENDS);
        Awaitility.await().atMost(LONG).until(() -> query("SELECT count(*)" + BACKENDS) == 0);
    }

    @Override
    public void loseNextCommit(final CommitFate fate) {
        proxy.at(COMMIT, fate == CommitFate.DONE ? FaultProxy.Fault.LOSE_ANSWER : FaultProxy.Fault.DELAY_REQUEST);
    }

    /** It was lost once, and only once. */
    @Override
    public void keepCommits() {
        Awaitility.await().atMost(LONG).until(() -> proxy.faults() > 0);
    }

    @Override
    public void release() {
        proxy.release();
    }

    @Override
    public RowSource rows() {
        final PostgresRows rows = new PostgresRows(postgres.settings());
        opened.add(rows::close);
        return rows;
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
        proxy.close();
    }

    private long query(final String sql) {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (final SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class RealClient implements Client {
        private final Store store;

        RealClient(final Store store) {
            this.store = store;
        }

        @Override
        public Store store() {
            return store;
        }

        @Override
        public String run(final Callable<?> task) {
            return Said.of(task);
        }

        @Override
        public Ending start(final Callable<?> task) {
            final CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> Said.of(task));
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> query("SELECT count(*)" + BACKENDS + " AND wait_event_type = 'Lock'") > 0);
            return said::join;
        }
    }
}

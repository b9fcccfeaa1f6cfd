package io.matchlock.persister.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.LedgerStart;
import io.matchlock.persister.store.Store;
import io.matchlock.persister.store.StoreTransaction;
import java.sql.Connection;
import java.sql.SQLException;

/** The ledger in Postgres, over one pooled connection that is made when it is first asked for. */
public final class JdbcStore implements Store {
    /** The temporary table has no statistics: only the join that fits is left to the planner. */
    private static final String INIT = "SET lock_timeout = '10s';"
            + "SET idle_in_transaction_session_timeout = '60s';"
            + "SET enable_hashjoin = off; SET enable_mergejoin = off;"
            + "CREATE TEMPORARY TABLE IF NOT EXISTS order_changes (order_id bigint, day date, last_entry_id bigint,"
            + " cum_qty bigint, leaves_qty bigint, notional numeric, status \"char\", cl_ord_id bigint, qty bigint,"
            + " price numeric, ord_type \"char\", time_in_force \"char\", details \"char\", stop_price numeric, display_qty bigint,"
            + " expire_time_ns bigint, cancel_reason smallint) ON COMMIT DELETE ROWS";

    private final CheckpointRow checkpoint;
    private final HikariDataSource pool;
    private final boolean isIndexed;

    private JdbcStore(
            final DatabaseSettings database,
            final String segment,
            final String name,
            final String init,
            final boolean isIndexed) {
        this.isIndexed = isIndexed;
        checkpoint = new CheckpointRow(segment);
        pool = database.pool(name, 1, init);
    }

    /**
     * A ledger in Postgres. Makes no connection yet.
     *
     * @param database where it is
     * @param segment whose ledger it is
     * @return over a connection of its own
     */
    public static Store of(final DatabaseSettings database, final String segment) {
        return new JdbcStore(database, segment, "matchlock-persister", INIT, true);
    }

    /**
     * A ledger in Postgres that is written from the beginning: its days have no more indexes than the writing needs, and what is
     * committed need not be on disk at once.
     *
     * @param database where it is
     * @param segment whose ledger it is
     * @return over a connection of its own
     */
    public static Store loading(final DatabaseSettings database, final String segment) {
        return new JdbcStore(database, segment, "matchlock-rebuild", INIT + "; SET synchronous_commit = off", false);
    }

    @Override
    public Checkpoint checkpoint() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return checkpoint.read(connection);
        }
    }

    @Override
    public Checkpoint settledCheckpoint() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return checkpoint.readSettled(connection);
        }
    }

    @Override
    public LedgerStart start() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false); // the checkpoint stays locked until the days are read
            final LedgerStart start = new LedgerStart(checkpoint.readSettled(connection), DayRows.read(connection));
            connection.commit();
            return start;
        }
    }

    @Override
    public StoreTransaction begin() throws SQLException {
        final Connection connection = pool.getConnection();
        try {
            return new JdbcTransaction(connection, checkpoint, isIndexed);
        } catch (final SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

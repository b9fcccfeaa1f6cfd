package io.matchlock.persister.store;

import com.zaxxer.hikari.HikariDataSource;
import io.matchlock.persister.fold.Batch;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.log.EntryId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Brings a batch to Postgres: the checkpoint and all rows in one transaction, so that each entry is there once or not at
 * all. The checkpoint goes first: its row is the lock that makes a second persister wait, and then find that it is not
 * alone. One thread; every method may be tried again after an {@link SQLException}.
 */
public final class CopyWriter implements AutoCloseable {
    /** So that Postgres works on the first rows while the last ones are sent. */
    private static final int CHUNK_LENGTH = 256 * 1024;

    private static final String ORDER_COLUMNS = "order_id, entry_id, last_entry_id, cl_ord_id, client_number,"
            + " receive_time_ns, qty, cum_qty, leaves_qty, account, session, security_id, reject_reason, reject_tag,"
            + " status, side, ord_type, time_in_force, price, notional";
    private static final String ORDERS = "COPY orders (" + ORDER_COLUMNS + ") FROM STDIN (FORMAT binary)";
    private static final String DETAILED_ORDERS = "COPY orders (" + ORDER_COLUMNS
            + ", stop_price, display_qty, min_qty, expire_time_ns, cancel_reason) FROM STDIN (FORMAT binary)";
    private static final String CHANGE_COLUMNS = "order_id, last_entry_id, cum_qty, leaves_qty, notional, status,"
            + " cl_ord_id, qty, price, ord_type, time_in_force";
    private static final String CHANGES = "COPY order_changes (" + CHANGE_COLUMNS + ") FROM STDIN (FORMAT binary)";
    private static final String DETAILED_CHANGES = "COPY order_changes (" + CHANGE_COLUMNS
            + ", details, stop_price, display_qty, expire_time_ns, cancel_reason) FROM STDIN (FORMAT binary)";
    private static final String EXECUTIONS = "COPY executions FROM STDIN (FORMAT binary)";
    private static final String TRADES = "COPY trades FROM STDIN (FORMAT binary)";
    private static final String SESSIONS = "COPY sessions FROM STDIN (FORMAT binary)";
    private static final String INSTRUMENTS = "COPY instrument_rows FROM STDIN (FORMAT binary)";
    private static final String INSTRUMENT_ROWS =
            "CREATE TEMPORARY TABLE instrument_rows (LIKE instruments) ON COMMIT DROP";

    /** An instrument that is there keeps its status: that is told by records of its own. */
    private static final String PUT_INSTRUMENTS = "INSERT INTO instruments"
            + " SELECT DISTINCT ON (security_id) * FROM instrument_rows ORDER BY security_id, ctid DESC"
            + " ON CONFLICT (security_id) DO UPDATE SET "
            + Stream.of(
                            "symbol",
                            "price_scale",
                            "quantity_scale",
                            "tick_size",
                            "lot_size",
                            "min_qty",
                            "max_qty",
                            "low_limit",
                            "high_limit",
                            "entry_id",
                            "tick_steps",
                            "min_notional",
                            "max_notional",
                            "band_basis_points",
                            "halt_seconds",
                            "reference_price",
                            "day_end_ns",
                            "replace_loses_priority")
                    .map(column -> column + " = excluded." + column)
                    .collect(Collectors.joining(", "));

    private static final String PUT_STATUS = "UPDATE instruments SET status = ? WHERE security_id = ?";

    /** The temporary table has no statistics: only the join that fits is left to the planner. */
    private static final String INIT = "SET lock_timeout = '10s';"
            + "SET idle_in_transaction_session_timeout = '60s';"
            + "SET enable_hashjoin = off; SET enable_mergejoin = off;"
            + "CREATE TEMPORARY TABLE IF NOT EXISTS order_changes (order_id bigint, last_entry_id bigint,"
            + " cum_qty bigint, leaves_qty bigint, notional numeric, status \"char\", cl_ord_id bigint, qty bigint,"
            + " price numeric, ord_type \"char\", time_in_force \"char\", details \"char\", stop_price numeric, display_qty bigint,"
            + " expire_time_ns bigint, cancel_reason smallint) ON COMMIT DELETE ROWS";

    private static final String SET_TERMS = "UPDATE orders o SET last_entry_id = c.last_entry_id, cum_qty = c.cum_qty,"
            + " leaves_qty = c.leaves_qty, status = c.status, notional = o.notional + c.notional,"
            + " cl_ord_id = coalesce(c.cl_ord_id, o.cl_ord_id), qty = coalesce(c.qty, o.qty),"
            + " price = coalesce(c.price, o.price), ord_type = coalesce(c.ord_type, o.ord_type),"
            + " time_in_force = coalesce(c.time_in_force, o.time_in_force)";
    private static final String SET_DETAILS = detail("stop_price")
            + detail("display_qty")
            + detail("expire_time_ns")
            + ", cancel_reason = coalesce(c.cancel_reason, o.cancel_reason)";
    private static final String FROM_CHANGES = " FROM order_changes c WHERE o.order_id = c.order_id";
    private static final String UPDATE = SET_TERMS + FROM_CHANGES;
    private static final String UPDATE_DETAILED = SET_TERMS + SET_DETAILS + FROM_CHANGES;

    private final CheckpointRow checkpoint;
    private final HikariDataSource pool;

    /**
     * Makes no connection yet.
     *
     * @param database where Postgres is
     * @param segment whose log is written
     */
    public CopyWriter(final DatabaseSettings database, final String segment) {
        this.checkpoint = new CheckpointRow(segment);
        this.pool = database.pool("matchlock-persister", 1, INIT);
    }

    /**
     * Up to where the rows are there.
     *
     * @return as it stands now
     * @throws SQLException if Postgres does not answer
     */
    public Checkpoint checkpoint() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return checkpoint.read(connection);
        }
    }

    /**
     * Up to where the rows are there, once no transaction is on its way any more that moves it: a backend may still be
     * committing for a process that was killed, or for a connection that was lost.
     *
     * @return as it stands then
     * @throws SQLException if Postgres does not answer, or such a transaction goes on for longer than a lock is waited for
     */
    public Checkpoint settledCheckpoint() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return checkpoint.readSettled(connection);
        }
    }

    /**
     * Writes a batch, all of it or nothing.
     *
     * @param batch that is sealed
     * @return false if the checkpoint is not where the batch begins, or is another segment's; nothing is changed then
     * @throws SQLException if it failed, or if it is unknown whether it was written: ask {@link #settledCheckpoint()}
     * @throws StoreException if the rows do not fit those that are there
     */
    public boolean write(final Batch batch) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            if (!checkpoint.move(connection, batch)) {
                return false;
            }
            final CopyManager copy = connection.unwrap(BaseConnection.class).getCopyAPI();
            putInstruments(connection, copy, batch);
            send(copy, SESSIONS, batch.sessions());
            send(copy, batch.haveCreatedDetails() ? DETAILED_ORDERS : ORDERS, batch.createdOrders());
            send(copy, EXECUTIONS, batch.executions());
            send(copy, TRADES, batch.trades());
            change(connection, copy, batch);
            connection.commit();
            return true;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void send(final CopyManager copy, final String sql, final CopyBuffer rows) throws SQLException {
        if (rows.rows() == 0) {
            return;
        }
        final CopyIn stream = copy.copyIn(sql);
        try {
            for (int from = 0; from < rows.length(); from += CHUNK_LENGTH) {
                stream.writeToCopy(rows.bytes(), from, Math.min(CHUNK_LENGTH, rows.length() - from));
            }
            stream.endCopy();
        } finally {
            if (stream.isActive()) {
                stream.cancelCopy();
            }
        }
    }

    private static void putInstruments(final Connection connection, final CopyManager copy, final Batch batch)
            throws SQLException {
        if (batch.instruments().rows() > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(INSTRUMENT_ROWS);
                send(copy, INSTRUMENTS, batch.instruments());
                statement.execute(PUT_INSTRUMENTS);
            }
        }
        if (!batch.statuses().isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement(PUT_STATUS)) {
                for (final Map.Entry<Integer, Integer> status : batch.statuses().entrySet()) {
                    update.setInt(1, status.getValue());
                    update.setInt(2, status.getKey());
                    update.executeUpdate();
                }
            }
        }
    }

    /** A replace names all details anew, and none where there is none. */
    private static String detail(final String column) {
        return ", " + column + " = CASE WHEN c.details IS NULL THEN o." + column + " ELSE c." + column + " END";
    }

    private static void change(final Connection connection, final CopyManager copy, final Batch batch)
            throws SQLException {
        final int changes = batch.changedOrders().rows();
        if (changes == 0) {
            return;
        }
        final boolean withDetails = batch.haveChangedDetails();
        send(copy, withDetails ? DETAILED_CHANGES : CHANGES, batch.changedOrders());
        try (PreparedStatement update = connection.prepareStatement(withDetails ? UPDATE_DETAILED : UPDATE)) {
            final int updated = update.executeUpdate();
            if (updated != changes) {
                throw new StoreException("entries " + EntryId.format(batch.before()) + " to "
                        + EntryId.format(batch.last()) + " change " + changes + " earlier orders, Postgres has "
                        + updated + " of them");
            }
        }
    }
}

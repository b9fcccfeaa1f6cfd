package io.matchlock.persister.store.jdbc;

import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.CopyTarget;
import io.matchlock.persister.store.StoreTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.collections.IntArrayList;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** A transaction of Postgres. One thread. */
final class JdbcTransaction implements StoreTransaction {
    /** So that Postgres works on the first rows while the last ones are sent. */
    private static final int CHUNK_LENGTH = 256 * 1024;

    private static final String CHANGE_COLUMNS = "order_id, day, last_entry_id, cum_qty, leaves_qty, notional, status,"
            + " cl_ord_id, qty, price, ord_type, time_in_force";
    private static final String CHANGES = "COPY order_changes (" + CHANGE_COLUMNS + ") FROM STDIN (FORMAT binary)";
    private static final String DETAILED_CHANGES = "COPY order_changes (" + CHANGE_COLUMNS
            + ", details, stop_price, display_qty, expire_time_ns, cancel_reason) FROM STDIN (FORMAT binary)";
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

    private static final String SET_TERMS = " o SET last_entry_id = c.last_entry_id, cum_qty = c.cum_qty,"
            + " leaves_qty = c.leaves_qty, status = c.status, notional = trim_scale(o.notional + c.notional),"
            + " cl_ord_id = coalesce(c.cl_ord_id, o.cl_ord_id), qty = coalesce(c.qty, o.qty),"
            + " price = coalesce(c.price, o.price), ord_type = coalesce(c.ord_type, o.ord_type),"
            + " time_in_force = coalesce(c.time_in_force, o.time_in_force)";
    private static final String SET_DETAILS = detail("stop_price")
            + detail("display_qty")
            + detail("expire_time_ns")
            + ", cancel_reason = coalesce(c.cancel_reason, o.cancel_reason)"
            + entered("cl_ord_id")
            + entered("qty")
            + entered("price");
    private static final String FROM_CHANGES = " FROM order_changes c WHERE o.order_id = c.order_id AND c.day = ";
    private static final String OF_ORDERS = "UPDATE orders";

    private final Connection connection;
    private final CopyManager copy;
    private final CheckpointRow checkpoint;
    private final boolean isIndexed;

    /** Begins on a connection, which it closes at its end; whether days that it opens get all their indexes at once. */
    JdbcTransaction(final Connection connection, final CheckpointRow checkpoint, final boolean isIndexed)
            throws SQLException {
        this.isIndexed = isIndexed;
        this.connection = connection;
        this.checkpoint = checkpoint;
        connection.setAutoCommit(false);
        copy = connection.unwrap(BaseConnection.class).getCopyAPI();
    }

    @Override
    public boolean move(final long before, final Checkpoint after) throws SQLException {
        return checkpoint.move(connection, before, after);
    }

    @Override
    public void open(final LedgerDay day) throws SQLException {
        DayRows.open(connection, day, isIndexed);
    }

    @Override
    public void copy(final CopyTarget target, final int day, final CopyBuffer rows) throws SQLException {
        send(target.sql(day), rows);
    }

    @Override
    public void putInstruments(final CopyBuffer rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(INSTRUMENT_ROWS);
            send(INSTRUMENTS, rows);
            statement.execute(PUT_INSTRUMENTS);
        }
    }

    @Override
    public void putStatus(final int securityId, final int status) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(PUT_STATUS)) {
            update.setInt(1, status);
            update.setInt(2, securityId);
            update.executeUpdate();
        }
    }

    @Override
    public int change(final CopyBuffer changes, final IntArrayList days, final boolean withDetails)
            throws SQLException {
        send(withDetails ? DETAILED_CHANGES : CHANGES, changes);
        int changed = 0;
        try (Statement update = connection.createStatement()) {
            for (int i = 0; i < days.size(); i++) {
                changed += update.executeUpdate(update(days.getInt(i), withDetails));
            }
        }
        return changed;
    }

    /** Of one day's partition, which is faster than to ask all of them. */
    private static String update(final int day, final boolean withDetails) {
        return OF_ORDERS + LedgerDay.suffix(day) + SET_TERMS + (withDetails ? SET_DETAILS : "") + FROM_CHANGES
                + "DATE '" + LocalDate.ofEpochDay(day) + "'";
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void send(final String sql, final CopyBuffer rows) throws SQLException {
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

    /** The terms as entered are kept when they are changed for the first time, if the order's row is the report that accepted it. */
    private static String entered(final String column) {
        return ", entered_" + column + " = CASE WHEN c.qty IS NOT NULL AND o.report_number IS NOT NULL"
                + " AND o.entered_qty IS NULL THEN o." + column + " ELSE o.entered_" + column + " END";
    }

    /** A replace names all details anew, and none where there is none. */
    private static String detail(final String column) {
        return ", " + column + " = CASE WHEN c.details IS NULL THEN o." + column + " ELSE c." + column + " END";
    }
}

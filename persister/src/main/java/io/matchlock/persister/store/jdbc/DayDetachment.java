package io.matchlock.persister.store.jdbc;

import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes old days out of the ledger, each in one transaction, while the persister goes on: their rows stay in the database, in tables
 * of schema {@code detached}, until somebody drops these. One thread.
 */
public final class DayDetachment implements AutoCloseable {
    private static final String SELECT_DAYS = "SELECT day FROM days WHERE detached_at IS NULL AND day < ?"
            + " AND day < (SELECT max(day) FROM days) ORDER BY day";
    private static final String LOCK_DAY =
            "SELECT 1 FROM days WHERE day = ? AND detached_at IS NULL AND day < (SELECT max(day) FROM days) FOR UPDATE";
    private static final String TIMEOUT = "SET lock_timeout = '10s'";

    private final String address;
    private final Connection connection;

    /**
     * Connects.
     *
     * @param database that holds the ledger
     * @throws StoreException if it cannot be reached; one sentence
     */
    public DayDetachment(final DatabaseSettings database) {
        address = database.address();
        try {
            connection = database.connect();
            connection.setAutoCommit(false);
        } catch (final SQLException e) {
            throw failed(e);
        }
    }

    /**
     * A day that may go.
     *
     * @param day the day
     * @param bytes that its tables and their indexes take
     * @param openOrders orders entered on that day that are open, which keep it
     */
    public record Candidate(LocalDate day, long bytes, long openOrders) {}

    /**
     * The days that the ledger has before another one, without the newest, which never goes.
     *
     * @param before the first day that is none of them
     * @return in their order
     * @throws StoreException if Postgres does not answer
     */
    public List<Candidate> candidates(final LocalDate before) {
        final List<Candidate> found = new ArrayList<>();
        try {
            for (final LocalDate day : days(before)) {
                found.add(new Candidate(day, bytes(day), openOrders(day)));
            }
            connection.rollback();
        } catch (final SQLException e) {
            throw failed(e);
        }
        return found;
    }

    /**
     * Detaches a day, unless it has open orders, or is the newest, or was detached before.
     *
     * @param day to detach
     * @return whether it was detached
     * @throws StoreException if Postgres does not answer, or somebody reads the ledger for so long that there is no moment for it
     */
    public boolean detach(final LocalDate day) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TIMEOUT);
            final boolean mayGo = lock(day) && openOrders(day) == 0;
            if (mayGo) {
                statement.execute("SELECT detach_day(DATE '" + day + "')");
            }
            connection.commit();
            return mayGo;
        } catch (final SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (final SQLException e) {
            throw failed(e);
        }
    }

    private List<LocalDate> days(final LocalDate before) throws SQLException {
        final List<LocalDate> days = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT_DAYS)) {
            select.setObject(1, before);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(row.getObject(1, LocalDate.class));
                }
            }
        }
        return days;
    }

    /** Keeps writers of its orders away until the end of the transaction. */
    private boolean lock(final LocalDate day) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK_DAY);
                Statement lock = connection.createStatement()) {
            select.setObject(1, day);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
            }
            lock.execute("LOCK TABLE " + table("orders", day) + " IN SHARE MODE");
            return true;
        }
    }

    private long openOrders(final LocalDate day) throws SQLException {
        return number("SELECT count(*) FROM " + table("orders", day) + " WHERE leaves_qty > 0");
    }

    private long bytes(final LocalDate day) throws SQLException {
        return number("SELECT pg_total_relation_size('" + table("orders", day) + "') + pg_total_relation_size('"
                + table("executions", day) + "') + pg_total_relation_size('" + table("trades", day) + "')");
    }

    private long number(final String sql) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String table(final String parent, final LocalDate day) {
        return parent + LedgerDay.suffix((int) day.toEpochDay());
    }

    private StoreException failed(final SQLException e) {
        return new StoreException("Postgres at " + address + ": " + e.getMessage(), e);
    }
}

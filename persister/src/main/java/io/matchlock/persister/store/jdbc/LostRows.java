package io.matchlock.persister.store.jdbc;

import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what a ledger has of entries that the log has no longer, in tables of schema {@code lost}, before the ledger is written anew
 * from the log: rows that these entries made, and orders that they changed, as they left them. No persister may run. One thread.
 */
public final class LostRows {
    private static final Map<String, String> BEYOND = beyond();

    private final DatabaseSettings database;

    /**
     * Those of a database.
     *
     * @param database that holds a ledger, or nothing
     */
    public LostRows(final DatabaseSettings database) {
        this.database = database;
    }

    private static Map<String, String> beyond() {
        final Map<String, String> beyond = new LinkedHashMap<>();
        beyond.put("orders", "last_entry_id");
        beyond.put("executions", "entry_id");
        beyond.put("trades", "entry_id");
        beyond.put("sessions", "entry_id");
        beyond.put("instruments", "entry_id");
        beyond.put("days", "first_entry_id");
        return beyond;
    }

    /**
     * Where the ledger is.
     *
     * @return the last entry whose rows it has, packed; {@code EntryId.NONE} if there is no ledger
     * @throws StoreException if Postgres does not answer
     */
    public long position() {
        try (Connection connection = database.connect()) {
            return number(connection, "SELECT to_regclass('checkpoint') IS NOT NULL") == 0
                    ? 0
                    : number(connection, "SELECT max(position) FROM checkpoint");
        } catch (final SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Copies the rows beyond an entry, in one transaction. Tables that are there keep what they have, each row once.
     *
     * @param lastId the last entry that the log has, packed
     * @param epoch that ends with it; the tables are called after it, {@code lost.orders_epoch_1}
     * @return of each table that has rows, how many
     * @throws StoreException if Postgres does not answer
     */
    public Map<String, Long> keep(final long lastId, final long epoch) {
        final Map<String, Long> kept = new LinkedHashMap<>();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS lost");
                for (final Map.Entry<String, String> each : BEYOND.entrySet()) {
                    final String table = "lost." + each.getKey() + "_epoch_" + epoch;
                    statement.execute("CREATE TABLE IF NOT EXISTS " + table + " AS SELECT * FROM " + each.getKey()
                            + " WITH NO DATA");
                    statement.execute("INSERT INTO " + table + " SELECT * FROM " + each.getKey() + " WHERE "
                            + each.getValue() + " > " + lastId + " EXCEPT SELECT * FROM " + table);
                    kept.put(table, number(connection, "SELECT count(*) FROM " + table));
                }
            }
            connection.commit();
            kept.values().removeIf(rows -> rows == 0);
            return kept;
        } catch (final SQLException e) {
            throw failed(e);
        }
    }

    private static long number(final Connection connection, final String sql) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getObject(1) instanceof Boolean is ? (is ? 1 : 0) : row.getLong(1);
        }
    }

    private StoreException failed(final SQLException e) {
        return new StoreException("Postgres at " + database.address() + ": " + e.getMessage(), e);
    }
}

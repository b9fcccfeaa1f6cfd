package io.matchlock.audit.auditor.rows;

import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.persister.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rows in Postgres, and all SQL of this package. It reads in one transaction, which sees one moment, and in
 * portions, so that memory stays bounded. One thread.
 */
public final class PostgresRows implements RowSource, AutoCloseable {
    private static final int FETCH_ROWS = 10_000;

    private static final String CHECKPOINT = "SELECT coalesce(max(position), 0) FROM checkpoint";

    /**
     * Without the tool's own table, which says which migrations were made, without the partitions, and without those columns of orders
     * that are read as reports.
     */
    private static final String COLUMNS =
            "SELECT r.relname, a.attname FROM pg_class r JOIN pg_attribute a ON attrelid = r.oid"
                    + " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition"
                    + " AND attnum > 0 AND NOT attisdropped AND relname <> 'flyway_schema_history'"
                    + " AND NOT (relname = 'orders' AND (attname LIKE 'entered_%' OR attname IN ('report_number', 'exec_id')))";

    /** What is done with a row of a result. */
    private interface RowReader {
        void onRow(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    /**
     * Connects.
     *
     * @param database to read
     * @throws IllegalStateException if Postgres can't be read
     */
    public PostgresRows(final DatabaseSettings database) {
        try {
            connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
        } catch (final SQLException e) {
            throw new IllegalStateException(
                    "Postgres at " + database.jdbcUrl() + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * How far the rows go now; what is read next is of a moment not before this one.
     *
     * @return the entry, packed
     */
    public long checkpoint() {
        final long position = hold();
        try {
            connection.rollback();
        } catch (final SQLException e) {
            throw unreadable(e);
        }
        return position;
    }

    /**
     * How far the rows go, and all that is read next is of this moment, whatever is written meanwhile.
     *
     * @return the entry, packed
     */
    public long hold() {
        final long[] position = new long[1];
        query(CHECKPOINT, row -> position[0] = row.getLong(1));
        return position[0];
    }

    @Override
    public Map<String, Set<String>> columns() {
        final Map<String, Set<String>> columns = new LinkedHashMap<>();
        query(
                COLUMNS,
                row -> columns.computeIfAbsent(row.getString(1), name -> new LinkedHashSet<>())
                        .add(row.getString(2)));
        return columns;
    }

    @Override
    public void forEach(final Table table, final Consumer<Row> consumer) {
        forEach(table, "true", consumer);
    }

    /**
     * Hands over some rows of a table.
     *
     * @param table of the rows
     * @param condition in SQL
     * @param consumer called once for each; the row is valid only during the call
     */
    public void forEach(final Table table, final String condition, final Consumer<Row> consumer) {
        forEach(table, table.source(), condition, consumer);
    }

    /**
     * Hands over some reports: those that have rows of their own, and those that stand in their orders.
     *
     * @param condition in SQL, of executions
     * @param ordersCondition in SQL, of orders
     * @param consumer called once for each; the row is valid only during the call
     */
    public void forEachReport(final String condition, final String ordersCondition, final Consumer<Row> consumer) {
        forEach(Table.EXECUTIONS, Table.EXECUTIONS.sqlName(), condition, consumer);
        forEach(Table.EXECUTIONS, "acceptances", ordersCondition, consumer);
    }

    private void forEach(final Table table, final String source, final String condition, final Consumer<Row> consumer) {
        final Column[] columns = table.columns();
        final String sql = Arrays.stream(columns)
                .map(Column::sql)
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + source + " WHERE " + condition));
        final Row row = new Row(table);
        query(sql, result -> {
            row.clear();
            for (final Column column : columns) {
                read(result, column, row);
            }
            consumer.accept(row);
        });
    }

    /** Reads what comes next by indexes, whatever the planner knows of a table's size. */
    public void preferIndexes() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL enable_seqscan = off");
        } catch (final SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (final SQLException e) {
            throw new IllegalStateException("the connection to Postgres didn't close: " + e.getMessage(), e);
        }
    }

    private static void read(final ResultSet result, final Column column, final Row row) throws SQLException {
        final int index = column.ordinal() + 1;
        switch (column.kind()) {
            case NUMBER, CODE, DAY -> {
                final long value = result.getLong(index);
                if (!result.wasNull()) {
                    row.set(column, value);
                }
            }
            case FLAG -> {
                final boolean value = result.getBoolean(index);
                if (!result.wasNull()) {
                    row.set(column, value ? 1 : 0);
                }
            }
            case DECIMAL -> row.setDecimal(column, result.getBigDecimal(index));
            case TEXT -> row.setText(column, result.getString(index));
        }
    }

    private void query(final String sql, final RowReader reader) {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.onRow(rows);
                }
            }
        } catch (final SQLException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(final SQLException e) {
        return new IllegalStateException("Postgres can't be read: " + e.getMessage(), e);
    }
}

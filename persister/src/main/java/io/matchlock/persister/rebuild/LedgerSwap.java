package io.matchlock.persister.rebuild;

import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a rebuilt ledger in the place of the old one by names of schemas alone, which takes no lock on any row or day. What follows,
 * dropping the old one, can be cut short: the next rebuild goes on with it. One thread.
 */
final class LedgerSwap implements AutoCloseable {
    /** Where the ledger is rebuilt. */
    static final String SCHEMA = "rebuilt";

    private static final String REPLACED = "replaced";
    private static final String PERSISTERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = 'matchlock-persister'";
    private static final String OURS =
            "'orders', 'executions', 'trades', 'days', 'instruments', 'sessions', 'checkpoint',"
                    + " 'flyway_schema_history', 'reports', 'execution_reports', 'acceptances'";
    private static final String STRANGERS =
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                    + " AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND NOT relispartition AND relname NOT IN ("
                    + OURS + ") LIMIT 1";
    private static final String POSITION = "SELECT max(position) FROM checkpoint";
    private static final String HAS_LEDGER =
            "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                    + " AND relname = 'checkpoint'";
    private static final String HAS_DAYS =
            "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                    + " AND relname = 'days'";

    private final DatabaseSettings database;
    private final Connection connection;
    private String home;
    private long positionBefore;

    LedgerSwap(final DatabaseSettings database) {
        this.database = database;
        try {
            connection = database.connect();
        } catch (final SQLException e) {
            throw failed(e);
        }
    }

    /** Makes room, and notes what is to be replaced. */
    void begin() {
        try {
            requireAlone();
            home = text("SELECT current_schema()");
            final String stranger = text(STRANGERS);
            if (stranger != null) {
                throw new StoreException("schema " + home + " at " + database.address() + " has " + stranger
                        + ", which is not the ledger's: keep it in another schema");
            }
            positionBefore = position();
            drop(SCHEMA);
            drop(REPLACED);
            execute("CREATE SCHEMA " + SCHEMA);
        } catch (final SQLException e) {
            throw failed(e);
        }
    }

    /** Makes what is left of the indexes, leaves out the days that were detached, and swaps. */
    void finish() {
        try {
            execute("SET search_path = " + SCHEMA);
            for (final String day : texts("SELECT day::text FROM days ORDER BY day")) {
                execute("SELECT index_day(DATE '" + day + "')");
            }
            execute("SET search_path = " + home);
            leaveOutDetached();
            execute("SET search_path = " + SCHEMA + "; ANALYZE orders; ANALYZE executions; ANALYZE trades");
            execute("SET search_path = " + home + "; SET lock_timeout = '10s'");
            swap();
            drop(REPLACED);
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

    /** A day that was detached is not in the ledger: its tables are in schema detached, and are nobody's business here. */
    private void leaveOutDetached() throws SQLException {
        if (number(HAS_DAYS) == 0) {
            return;
        }
        for (final String day : texts("SELECT day::text FROM days WHERE detached_at IS NOT NULL ORDER BY day")) {
            final String suffix = "_" + day.replace("-", "");
            execute("BEGIN; DROP TABLE IF EXISTS " + SCHEMA + ".orders" + suffix + ", " + SCHEMA + ".executions"
                    + suffix + ", "
                    + SCHEMA + ".trades" + suffix + "; UPDATE " + SCHEMA
                    + ".days d SET detached_at = o.detached_at FROM days o"
                    + " WHERE o.day = d.day AND d.day = '" + day + "'; COMMIT");
        }
    }

    private void swap() throws SQLException {
        connection.setAutoCommit(false);
        if (number(HAS_LEDGER) > 0) {
            execute("LOCK TABLE checkpoint IN ACCESS EXCLUSIVE MODE");
        }
        requireAlone();
        if (position() != positionBefore) {
            throw new StoreException(
                    "the ledger's checkpoint has moved meanwhile: end the persister, and rebuild again");
        }
        execute("ALTER SCHEMA " + home + " RENAME TO " + REPLACED);
        execute("ALTER SCHEMA " + SCHEMA + " RENAME TO " + home);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** A day at a time: all of them at once may be more locks than Postgres has. */
    private void drop(final String schema) throws SQLException {
        for (final String table : texts("SELECT format('%I.%I', '" + schema + "', relname) FROM pg_class"
                + " JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = '" + schema + "' AND relispartition"
                + " AND relkind = 'r'")) {
            execute("DROP TABLE " + table);
        }
        execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    private void requireAlone() throws SQLException {
        if (number(PERSISTERS) > 0) {
            throw new StoreException("a persister writes to the ledger at " + database.address()
                    + ": end it first, and let Postgres alone run");
        }
    }

    private long position() throws SQLException {
        return number(HAS_LEDGER) == 0 ? 0 : number(POSITION);
    }

    private void execute(final String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(final String sql) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String text(final String sql) throws SQLException {
        final List<String> found = texts(sql);
        return found.isEmpty() ? null : found.get(0);
    }

    private List<String> texts(final String sql) throws SQLException {
        final List<String> found = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private StoreException failed(final SQLException e) {
        return new StoreException("Postgres at " + database.address() + ": " + e.getMessage(), e);
    }
}

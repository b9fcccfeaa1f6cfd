package io.matchlock.persister.store.jdbc;

import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database's tables to what this build writes. Used at start, by one thread. */
public final class Schema {
    private static final String LOCATION = "classpath:io/matchlock/persister/migrations";
    private static final int OLDEST_VERSION = 14;
    private static final int VIRTUAL_COLUMNS_VERSION = 18;
    /** Room in each page of orders for the new versions of its rows, so that no index entry is written for them. */
    private static final String ORDERS_FILLFACTOR = "85";

    private final DatabaseSettings database;

    /**
     * The tables of a database.
     *
     * @param database where it is
     */
    public Schema(final DatabaseSettings database) {
        this.database = database;
    }

    /**
     * Migrates the tables and makes the segment's checkpoint row if there is none.
     *
     * @param segment name
     * @throws StoreException if Postgres cannot be reached or is too old, if the migration fails, or if the database holds
     *     another segment
     */
    public void prepare(final String segment) {
        try (Connection connection = database.connect()) {
            final int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new StoreException("Postgres at " + database.jdbcUrl() + " is version " + version + ", at least "
                        + OLDEST_VERSION + " is needed");
            }
            migrate(version);
            claim(connection, segment);
        } catch (final SQLException | FlywayException e) {
            throw new StoreException("Postgres at " + database.jdbcUrl() + ": " + e.getMessage(), e);
        }
    }

    private void migrate(final int version) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations(LOCATION)
                .placeholders(Map.of(
                        "generated",
                        version < VIRTUAL_COLUMNS_VERSION ? "STORED" : "VIRTUAL",
                        "orders_fillfactor",
                        ORDERS_FILLFACTOR))
                .load()
                .migrate();
    }

    /** Asks before it inserts: an insert would wait for a transaction of another process that moves the row, for as long as it takes. */
    private static void claim(final Connection connection, final String segment) throws SQLException {
        if (isClaimed(connection, segment)) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO checkpoint (segment, position) VALUES (?, 0) ON CONFLICT DO NOTHING")) {
            insert.setString(1, segment);
            insert.executeUpdate();
        }
    }

    private static boolean isClaimed(final Connection connection, final String segment) throws SQLException {
        boolean isClaimed = false;
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT segment FROM checkpoint")) {
            while (row.next()) {
                if (!row.getString(1).equals(segment)) {
                    throw new StoreException("this database holds segment " + row.getString(1) + ", not " + segment
                            + ": give each segment a database of its own");
                }
                isClaimed = true;
            }
        }
        return isClaimed;
    }
}

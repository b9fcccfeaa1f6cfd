package io.matchlock.persister.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where Postgres is.
 *
 * @param jdbcUrl such as {@code jdbc:postgresql://host:5432/matchlock}
 * @param user null if the URL names it
 * @param password null if none is needed
 */
public record DatabaseSettings(String jdbcUrl, String user, String password) {
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    @Override
    public String toString() {
        return "DatabaseSettings[" + jdbcUrl.replaceAll("password=[^&]*", "password=***") + ", " + user + "]";
    }

    /**
     * The same database, with another schema for names that name none.
     *
     * @param schema whose tables are meant
     * @return where it is
     */
    public DatabaseSettings inSchema(final String schema) {
        final String separator = jdbcUrl.contains("?") ? "&" : "?";
        return new DatabaseSettings(jdbcUrl + separator + "currentSchema=" + schema, user, password);
    }

    /** {@return the URL without its parameters, for messages} */
    public String address() {
        return jdbcUrl.replaceAll("[?].*", "");
    }

    /**
     * A connection outside of any pool.
     *
     * @return to be closed by the caller
     * @throws SQLException if there is none to be had
     */
    public Connection connect() throws SQLException {
        return user == null
                ? DriverManager.getConnection(jdbcUrl)
                : DriverManager.getConnection(jdbcUrl, user, password);
    }

    /**
     * A small pool that makes its first connection when it is asked for one.
     *
     * @param name of the pool, which Postgres shows as the application's
     * @param size connections at most
     * @param initSql run on each new connection, null for none
     * @return to be closed by the caller
     */
    public HikariDataSource pool(final String name, final int size, final String initSql) {
        final HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(initSql);
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "120");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}

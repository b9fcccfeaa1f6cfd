package io.matchlock.persister.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Postgres server in a folder of its own: {@code data} is what it keeps, {@code binaries} is what was unpacked, {@code postgres.log}
 * is what it says. It listens on loopback only and has no socket file. It outlives a killed parent;
 * the next start on the same folder stops it first. Starting and closing is for one thread.
 */
public final class PostgresServer implements AutoCloseable {
    /** The superuser; no password, loopback only. */
    public static final String USER = "postgres";

    /** The address that it listens on. */
    public static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String DATABASE = "matchlock";
    private static final String BINARIES = "binaries";
    private static final String LOG_FILE = "postgres.log";

    private final EmbeddedPostgres server;
    private final PostgresFolder data;
    private final String version;

    private PostgresServer(final EmbeddedPostgres server, final PostgresFolder data, final String version) {
        this.server = server;
        this.data = data;
        this.version = version;
    }

    /**
     * Starts a server with {@link ServerSettings#defaults()}.
     *
     * @param folder made if missing; what a server kept here before is there again
     * @param port to listen on, 0 for a free one
     * @return the running server, its database made
     * @throws PostgresUnavailableException if it does not start, or another living process has a server here
     */
    public static PostgresServer start(final Path folder, final int port) {
        return start(folder, port, ServerSettings.defaults());
    }

    /**
     * Starts a server with {@link ServerSettings#defaults()}, unless that is cut short.
     *
     * @param folder made if missing; what a server kept here before is there again
     * @param port to listen on, 0 for a free one
     * @param isStopped whether a start that fails is not to be tried again
     * @return the running server, its database made
     * @throws PostgresUnavailableException if it does not start, or another living process has a server here
     */
    public static PostgresServer start(final Path folder, final int port, final BooleanSupplier isStopped) {
        return start(folder, port, ServerSettings.defaults(), isStopped);
    }

    /**
     * Starts a server.
     *
     * @param folder made if missing; what a server kept here before is there again
     * @param port to listen on, 0 for a free one
     * @param settings names and values as in postgresql.conf
     * @return the running server, its database made
     * @throws PostgresUnavailableException if it does not start, another living process has a server here, or the port is taken
     */
    public static PostgresServer start(final Path folder, final int port, final Map<String, String> settings) {
        return start(folder, port, settings, () -> false);
    }

    private static PostgresServer start(
            final Path folder, final int port, final Map<String, String> settings, final BooleanSupplier isStopped) {
        final Path home = folder.toAbsolutePath().normalize();
        final PostgresFolder data = folderOf(home);
        try {
            Files.createDirectories(home);
            if (data.isInUse()) {
                throw new PostgresUnavailableException(
                        "a Postgres of another running process uses " + home + ": stop that one first", null);
            }
            data.stopStrays();
            requireFree(port, home);
            return started(launch(home, data, port, settings, isStopped), data);
        } catch (final IOException | SQLException | RuntimeException e) {
            throw unavailable(home, e);
        }
    }

    /** {@return the port it listens on} */
    public int port() {
        return server.getPort();
    }

    /** {@return where clients find it, user included} */
    public String jdbcUrl() {
        return jdbcUrl(port(), DATABASE);
    }

    /** {@return the postmaster's process id, 0 if it has died} */
    public long pid() {
        return data.postmaster().map(ProcessHandle::pid).orElse(0L);
    }

    /** {@return what the server complained of last, with the full disk named where there is one; one phrase} */
    public String lastWords() {
        return ServerLog.lastWords(data.path().resolveSibling(LOG_FILE));
    }

    /** {@return name and version} */
    public String describe() {
        return "PostgreSQL " + version;
    }

    /** Stops the server with all its data on disk, and waits until it is gone. */
    @Override
    public void close() {
        final Optional<ProcessHandle> postmaster = data.postmaster();
        checkpoint();
        try {
            server.close(); // waits for five seconds, and only until the file with the process id is gone
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            postmaster.ifPresent(PostgresFolder::stop);
            data.stopStrays();
        }
    }

    /** So that the shutdown checkpoint is short. */
    private void checkpoint() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (final SQLException e) {
            LOG.info("no checkpoint before the stop: {}", e.getMessage());
        }
    }

    static PostgresFolder folderOf(final Path home) {
        return new PostgresFolder(home.resolve("data"), home.resolve(BINARIES));
    }

    /** A server that listens there already would be taken for the one that is started here. */
    private static void requireFree(final int port, final Path home) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (final IOException e) {
            throw new PostgresUnavailableException(
                    "port " + port + " for the Postgres in " + home + " is taken by " + owner(port)
                            + ": choose another, or 0 for any",
                    e);
        }
    }

    private static String owner(final int port) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(port, "postgres") + "&connectTimeout=2&socketTimeout=2");
                Statement statement = connection.createStatement()) {
            return "the Postgres in " + folder(statement);
        } catch (final SQLException e) {
            LOG.debug("who has port {} does not say", port, e);
            return "another process";
        }
    }

    private static EmbeddedPostgres launch(
            final Path home,
            final PostgresFolder data,
            final int port,
            final Map<String, String> settings,
            final BooleanSupplier isStopped)
            throws IOException {
        final Binaries binaries = new Binaries(home.resolve(BINARIES));
        binaries.wipeUnlessSound();
        data.forgetPostmaster();
        try {
            return new ServerStart(home.resolve(LOG_FILE), data::postmaster)
                    .run(builder(home, binaries, data, port, settings));
        } catch (final IOException | RuntimeException | ExceptionInInitializerError e) {
            data.stopStrays();
            if (e instanceof PostgresUnavailableException) {
                throw e; // the programs work, and unpacking them again would not help
            }
            if (isStopped.getAsBoolean()) {
                throw new PostgresUnavailableException("the start of Postgres in " + home + " was cut short", e);
            }
            LOG.warn("Postgres did not start, once more with binaries unpacked again: {}", e.getMessage());
            data.wipeUnlessMade();
            binaries.wipe();
            return new ServerStart(home.resolve(LOG_FILE), data::postmaster)
                    .run(builder(home, binaries, data, port, settings));
        }
    }

    private static EmbeddedPostgres.Builder builder(
            final Path home,
            final Binaries binaries,
            final PostgresFolder data,
            final int port,
            final Map<String, String> settings) {
        final ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(home.resolve(LOG_FILE).toFile());
        final EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.path())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries.folder().toFile())
                .setPGStartupWait(ServerStart.TIMEOUT)
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(log)
                .setErrorRedirector(log);
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    private static PostgresServer started(final EmbeddedPostgres server, final PostgresFolder data)
            throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(server.getPort(), "postgres"));
                Statement statement = connection.createStatement()) {
            requireOurs(statement, data);
            if (isMissing(statement)) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
            return new PostgresServer(server, data, connection.getMetaData().getDatabaseProductVersion());
        } catch (final SQLException | PostgresUnavailableException e) {
            server.close();
            data.stopStrays(); // the library may have stopped waiting for it
            throw e;
        }
    }

    /** The port may have been taken after it was found free: then somebody else's server answers there. */
    static void requireOurs(final Statement statement, final PostgresFolder data) throws SQLException, IOException {
        final Path found = Path.of(folder(statement));
        if (!Files.exists(found) || !Files.isSameFile(found, data.path())) {
            throw new PostgresUnavailableException(
                    "the port for the Postgres in " + data.path() + " is taken by the Postgres in " + found
                            + ": choose another, or 0 for any",
                    null);
        }
    }

    private static String folder(final Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isMissing(final Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            return !found.next();
        }
    }

    private static String jdbcUrl(final int port, final String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database + "?user=" + USER;
    }

    private static PostgresUnavailableException unavailable(final Path home, final Exception cause) {
        if (cause instanceof PostgresUnavailableException known) {
            return known;
        }
        return new PostgresUnavailableException(
                "Postgres does not start in " + home + " (" + cause.getMessage() + "): see " + home.resolve(LOG_FILE),
                cause);
    }
}

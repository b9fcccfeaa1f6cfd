package io.matchlock.bench;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.server.Durability;
import io.matchlock.persister.Persister;
import io.matchlock.persister.PersisterSettings;
import io.matchlock.persister.embedded.PostgresServer;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.jdbc.Schema;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How fast a persister drains a full log, against COPY of the same rows from files into the same tables. The log is one
 * that is there: give the URL of its Redis and the segment's name. Postgres is one of its own in a folder that is named,
 * or a temporary one.
 */
public final class PersisterDrainBench {
    private static final List<String> TABLES = List.of("orders", "executions", "trades");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int PASSES = 3;
    private static final double NANOS = 1e9;

    private PersisterDrainBench() {}

    /**
     * Runs it.
     *
     * @param args URL of Redis, segment, and maybe a folder
     * @throws IOException if files cannot be written
     * @throws SQLException if Postgres fails
     */
    public static void main(final String[] args) throws IOException, SQLException {
        if (args.length < 2) {
            System.err.println("usage: PersisterDrainBench REDIS_URL SEGMENT [FOLDER]");
            System.exit(2);
        }
        final LogSettings log = new LogSettings(args[0], args[1], Duration.ofSeconds(10), Durability.MEMORY);
        final Path folder = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("matchlock-drain");
        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            System.out.println(server.describe() + " in " + folder + ", "
                    + Runtime.getRuntime().availableProcessors() + " cores");
            for (int pass = 1; pass <= PASSES; pass++) {
                final double drained = drain(server, log, "drain" + pass);
                final double copied = copy(server, folder, log.segment(), "drain" + pass, "copy" + pass);
                System.out.printf(Locale.ROOT, "pass %d: drain / copy = %.2f%n", pass, drained / copied);
            }
        }
    }

    /** Returns rows/s. */
    private static double drain(final PostgresServer server, final LogSettings log, final String name)
            throws SQLException {
        final long end = end(log);
        final String url = create(server, name);
        final long startNs = System.nanoTime();
        try (Persister persister = Persister.launch(PersisterSettings.of(log, url))) {
            final long launchedNs = System.nanoTime();
            if (!persister.awaitCommitted(end, PATIENCE)) {
                throw new IllegalStateException("not drained: " + persister.halted() + " " + persister.lag());
            }
            final double seconds = (System.nanoTime() - launchedNs) / NANOS;
            final double rows = rows(url);
            System.out.printf(
                    Locale.ROOT,
                    "drain: %,d entries, %,.0f orders, %,.0f rows, %,.0f written, in %.2f s (start %.2f s): %,.0f orders/s,"
                            + " %,.0f rows/s%n",
                    EntryId.sequence(end) + 1,
                    count(url, "orders"),
                    rows,
                    (double) persister.lag().committedRows(),
                    seconds,
                    (launchedNs - startNs) / NANOS,
                    count(url, "orders") / seconds,
                    rows / seconds);
            return rows / seconds;
        }
    }

    private static double copy(
            final PostgresServer server,
            final Path folder,
            final String segment,
            final String source,
            final String target)
            throws SQLException {
        final String sourceUrl = url(server, source);
        for (final String table : TABLES) {
            execute(sourceUrl, "COPY " + table + " TO '" + file(folder, table) + "' (FORMAT binary)");
        }
        final String url = create(server, target);
        new Schema(new DatabaseSettings(url, null, null)).prepare(segment);
        final long startNs = System.nanoTime();
        for (final String table : TABLES) {
            execute(url, "COPY " + table + " FROM '" + file(folder, table) + "' (FORMAT binary)");
        }
        final double seconds = (System.nanoTime() - startNs) / NANOS;
        final double rows = rows(url);
        System.out.printf(
                Locale.ROOT, "copy:  %,.0f rows from files in %.2f s: %,.0f rows/s%n", rows, seconds, rows / seconds);
        return rows / seconds;
    }

    private static long end(final LogSettings log) {
        try (LogConnection connection = LogConnection.open(log)) {
            return connection.lastId(Names.eventsKey(log.segment()));
        }
    }

    private static String create(final PostgresServer server, final String name) throws SQLException {
        execute(server.jdbcUrl(), "DROP DATABASE IF EXISTS " + name);
        execute(server.jdbcUrl(), "CREATE DATABASE " + name);
        return url(server, name);
    }

    private static String url(final PostgresServer server, final String name) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name + "?user=" + PostgresServer.USER;
    }

    private static Path file(final Path folder, final String table) {
        return folder.toAbsolutePath().resolve(table + ".copy");
    }

    private static double rows(final String url) {
        return TABLES.stream().mapToDouble(table -> count(url, table)).sum();
    }

    private static double count(final String url, final String table) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        } catch (final SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(final String url, final String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

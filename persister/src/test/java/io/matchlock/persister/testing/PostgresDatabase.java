package io.matchlock.persister.testing;

import io.matchlock.persister.embedded.PostgresServer;
import io.matchlock.persister.embedded.ServerSettings;
import io.matchlock.persister.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real Postgres for a test class: in a temporary folder, a database of its own for each test, gone afterwards. */
public final class PostgresDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private Path folder;
    private PostgresServer server;
    private String name;
    private int count;

    /** {@return where the current test's database is} */
    public DatabaseSettings settings() {
        return new DatabaseSettings(jdbcUrl(), null, null);
    }

    /** {@return the URL of the current test's database, user included} */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name + "?user=" + PostgresServer.USER;
    }

    /** {@return the server} */
    public PostgresServer server() {
        return server;
    }

    /** {@return a connection to the current test's database; the caller closes it} */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /** Starts the server again, on the same folder and port, after its postmaster was killed. */
    public void restart() {
        final int port = server.port();
        server.close();
        server = PostgresServer.start(folder, port, settingsOfTests());
    }

    @Override
    public void beforeAll(final ExtensionContext context) {
        try {
            folder = Files.createTempDirectory("matchlock-postgres");
            server = PostgresServer.start(folder, 0, settingsOfTests());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(final ExtensionContext context) throws SQLException {
        name = "test" + ++count;
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    @Override
    public void afterAll(final ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
        delete(folder);
    }

    private static Map<String, String> settingsOfTests() {
        final Map<String, String> settings = ServerSettings.defaults();
        settings.put("shared_buffers", "32MB");
        settings.put("max_wal_size", "256MB");
        settings.put("min_wal_size", "64MB");
        return settings;
    }

    private static void delete(final Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path directory, final IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

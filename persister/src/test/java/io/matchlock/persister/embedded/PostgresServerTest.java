package io.matchlock.persister.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real server, which leaves no process behind. */
final class PostgresServerTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepDataAndLeaveNoProcess() throws SQLException {
        final long pid;
        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            pid = server.pid();
            execute(server, "CREATE TABLE kept AS SELECT 17 AS value");
            assertEquals("on", query(server, "SHOW fsync"));
            assertEquals("on", query(server, "SHOW synchronous_commit"));
            assertThrows(PostgresUnavailableException.class, () -> PostgresServer.start(folder, 0));
        }
        assertFalse(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            assertEquals("17", query(server, "SELECT value FROM kept"));
        }
    }

    @Test
    void shouldTellAnotherServerFromItsOwn() throws SQLException, IOException {
        try (PostgresServer server = PostgresServer.start(folder, 0);
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            PostgresServer.requireOurs(statement, PostgresServer.folderOf(folder));

            final DataFolder other = PostgresServer.folderOf(folder.resolve("other"));
            Files.createDirectories(other.path());
            final PostgresUnavailableException mistaken = assertThrows(
                    PostgresUnavailableException.class, () -> PostgresServer.requireOurs(statement, other));
            assertTrue(mistaken.getMessage().contains(folder.resolve("data").toString()), mistaken.getMessage());
        }
    }

    @Test
    void shouldWipeOnlyWhatWasHalfUnpacked() throws IOException {
        PostgresServer.start(folder, 0).close();
        final Path unpacked = folder.resolve("binaries");
        new Binaries(unpacked).wipeUnlessSound();
        assertTrue(Files.exists(unpacked));
        truncatePrograms();
        new Binaries(unpacked).wipeUnlessSound();
        assertFalse(Files.exists(unpacked));
    }

    @Test
    void shouldStopWhatAKilledParentLeft() throws SQLException {
        final PostgresServer left = PostgresServer.start(folder, 0);
        execute(left, "CREATE TABLE kept AS SELECT 17 AS value");
        final ProcessHandle postmaster = ProcessHandle.of(left.pid()).orElseThrow();
        PostgresServer.folderOf(folder).stopStrays();
        assertFalse(postmaster.isAlive());
        left.close();
        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            assertEquals("17", query(server, "SELECT value FROM kept"));
        }
    }

    @Test
    void shouldStopWhatWasLaunchedAMomentAgo() throws IOException {
        final Path program = folder.resolve("binaries").resolve("bin").resolve("postgres");
        Files.createDirectories(program.getParent());
        Files.copy(Path.of("/bin/sleep").toRealPath(), program, StandardCopyOption.COPY_ATTRIBUTES);
        final Process launched = new ProcessBuilder(program.toString(), "600").start();
        final Process launcher = new ProcessBuilder("sh", "-c", "sleep 600; : \"exec '" + program + "' -D\"").start();
        final Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            PostgresServer.folderOf(folder).stopStrays();

            assertFalse(launched.toHandle().isAlive());
            assertFalse(launcher.toHandle().isAlive());
            assertTrue(bystander.isAlive());
        } finally {
            Stream.of(launched, launcher, bystander)
                    .peek(process -> process.descendants().forEach(ProcessHandle::destroyForcibly))
                    .forEach(Process::destroyForcibly);
        }
    }

    @Test
    void shouldStartWhereAnotherProcessHasThePostmastersNumber() throws SQLException, IOException {
        final Path pidFile = folder.resolve("data").resolve("postmaster.pid");
        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            execute(server, "CREATE TABLE kept AS SELECT 17 AS value");
        }
        final Process other = new ProcessBuilder("sleep", "600").start();
        Files.writeString(pidFile, other.pid() + "\n" + folder.resolve("data") + "\n1764230000\n5432\n\n127.0.0.1\n");

        try (PostgresServer server = PostgresServer.start(folder, 0)) {
            assertEquals("17", query(server, "SELECT value FROM kept"));
            assertTrue(other.isAlive());
        } finally {
            other.destroy();
        }
    }

    @Test
    void shouldSayAtOnceWhyItDoesNotStart() throws IOException {
        PostgresServer.start(folder, 0).close();
        Files.writeString(folder.resolve("data").resolve("PG_VERSION"), "12\n");
        final long startNs = System.nanoTime();

        final PostgresUnavailableException failure =
                assertThrows(PostgresUnavailableException.class, () -> PostgresServer.start(folder, 0));

        assertTrue(failure.getMessage().contains("FATAL:  database files are incompatible"), failure::getMessage);
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs) < 30, "noticed late");
    }

    private void truncatePrograms() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("binaries"))) {
            final List<Path> programs = files.filter(
                            file -> file.getFileName().toString().equals("postgres"))
                    .filter(Files::isRegularFile)
                    .toList();
            assertTrue(!programs.isEmpty());
            for (final Path program : programs) {
                Files.write(program, new byte[16]);
            }
        }
    }

    private static void execute(final PostgresServer server, final String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(final PostgresServer server, final String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertTrue(result.next());
            return result.getString(1);
        }
    }
}

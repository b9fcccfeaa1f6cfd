package io.matchlock.persister.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** On a real server, which leaves no process behind. */
final class PostgresServerTest {
    @TempDir
    Path folder;

    @AfterEach
    void tearDown() {
        PostgresServer.folderOf(folder).stopStrays();
    }

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

            final PostgresFolder other = PostgresServer.folderOf(folder.resolve("other"));
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
    void shouldNotTryAgainWhatIsCutShort() {
        final AtomicBoolean isStopped = new AtomicBoolean();
        final FutureTask<PostgresServer> start =
                new FutureTask<>(() -> PostgresServer.start(folder, 0, isStopped::get));
        new Thread(start).start();
        await().until(() -> !programs().isEmpty() || start.isDone());
        isStopped.set(true);
        await().until(() -> {
            programs().forEach(ProcessHandle::destroyForcibly);
            return start.isDone();
        });

        final Throwable failure =
                assertThrows(ExecutionException.class, start::get).getCause();

        assertTrue(failure.getMessage().endsWith(" was cut short"), failure::getMessage);
        assertEquals(List.of(), programs());
    }

    private List<ProcessHandle> programs() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(folder + "/"))
                        .isPresent())
                .toList();
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

    @Test
    void shouldNameAtOnceWhatKeepsItFromBeingMadeAndTheRemedy() throws IOException {
        PostgresServer.start(folder, 0).close();
        Binaries.delete(folder.resolve("data"));
        replace("initdb", "echo 'initdb: could not look up effective user ID 54321: user does not exist' >&2; exit 1");

        final PostgresUnavailableException failure =
                assertThrows(PostgresUnavailableException.class, () -> PostgresServer.start(folder, 0));

        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "Postgres ended at its start: initdb: could not look up effective user ID 54321: user"
                                        + " does not exist ("),
                failure::getMessage);
        assertTrue(failure.getMessage().contains("; start as a user with a name"), failure::getMessage);
        assertTrue(Files.exists(program("initdb.real")), "the programs were unpacked again");
    }

    /** {@code pg_ctl} waits for a second here, the postmaster is held until it is said that it still starts. */
    @Test
    void shouldWaitForAServerThatStartsForLongAsLongAsItLives() throws Exception {
        PostgresServer.start(folder, 0).close();
        replace("pg_ctl", "export PGCTLTIMEOUT=1; exec -a \"$0\" \"$0.real\" \"$@\"");
        final Path held = holdPostmaster();
        final ListAppender<ILoggingEvent> notices = notices();
        final FutureTask<PostgresServer> start = new FutureTask<>(() -> PostgresServer.start(folder, 0));
        new Thread(start, "test-start").start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !notices.list.isEmpty());
        assertFalse(start.isDone());
        assertTrue(log().contains("pg_ctl: server did not start in time"), this::log);

        signal("CONT", Files.readString(held).trim());

        try (PostgresServer server = start.get(60, TimeUnit.SECONDS)) {
            assertEquals("1", query(server, "SELECT 1"));
        }
    }

    @Test
    void shouldNoticeThatAServerEndsThatStartedForLong() throws Exception {
        PostgresServer.start(folder, 0).close();
        replace("pg_ctl", "export PGCTLTIMEOUT=1; exec -a \"$0\" \"$0.real\" \"$@\"");
        final Path held = holdPostmaster();
        final FutureTask<PostgresServer> start = new FutureTask<>(() -> PostgresServer.start(folder, 0));
        new Thread(start, "test-start").start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> log().contains("pg_ctl: server did not start in time"));
        assertFalse(start.isDone());

        signal("KILL", Files.readString(held).trim());

        final ExecutionException failure =
                assertThrows(ExecutionException.class, () -> start.get(60, TimeUnit.SECONDS));
        assertTrue(failure.getMessage().contains("pg_ctl has given up"), failure::getMessage);
    }

    /** It says in its file that it is the postmaster, and stops; continued, it is. */
    private Path holdPostmaster() throws IOException {
        final Path held = folder.resolve("held");
        replace(
                "postgres",
                "if [ \"$1\" = -D ]; then cd \"$2\"; echo $$ > postmaster.pid; echo $$ > '" + held
                        + "'; kill -STOP $$; fi; exec -a \"$0\" \"$0.real\" \"$@\"");
        return held;
    }

    private void replace(final String name, final String script) throws IOException {
        final Path program = program(name);
        Files.move(program, program.resolveSibling(name + ".real"));
        Files.writeString(program, "#!/bin/bash\n" + script + "\n");
        assertTrue(program.toFile().setExecutable(true));
    }

    private Path program(final String name) throws IOException {
        try (Stream<Path> homes = Files.list(folder.resolve("binaries"))) {
            return homes.filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow()
                    .resolve("bin")
                    .resolve(name);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("postgres.log"));
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static ListAppender<ILoggingEvent> notices() {
        final ListAppender<ILoggingEvent> notices = new ListAppender<>();
        notices.list = new CopyOnWriteArrayList<>();
        notices.start();
        final Logger logger = (Logger) LoggerFactory.getLogger("io.matchlock.notice");
        logger.setLevel(Level.INFO);
        logger.addAppender(notices);
        return notices;
    }

    private static void signal(final String name, final String pid) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, pid).start().waitFor());
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

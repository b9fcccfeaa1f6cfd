package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.exchange.command.MatchlockCommand;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.RunningRole;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.log.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two data folders on one machine whose settings lead to the same ports: each command and server keeps to its own folder. */
@Tag("slow")
final class TwoInstancesTest {
    private static final List<String> PORTS =
            List.of("gateway.port", "redis.port", "cache.port", "postgres.port", "gateway.control", "matcher.control");
    private static final List<String> INSPECT = List.of("inspect", "orders", "--count", "100000");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path root;

    private TestSegment first;
    private TestSegment second;
    private String printed = "";

    @BeforeEach
    void setUp() throws IOException {
        first = new TestSegment(root.resolve("first"));
        second = new TestSegment(root.resolve("second"));
        Files.writeString(root.resolve("flow.csv"), """
                1430438404500,new,1,,6,buy,limit,gtc,236.47,200000000
                1430438404600,new,2,,6,sell,limit,gtc,236.47,200000000
                1430438404600,trade,,,6,,,,236.47,200000000
                """);
    }

    /** Every command that goes to a running segment, except for {@code load}, which is a module further. */
    private List<List<String>> commands() {
        return List.of(
                List.of("order", "buy", "1", "AAPL", "150"),
                List.of("market", "status", "AAPL", "continuous"),
                INSPECT,
                List.of("status", "1"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldRefuseEachPortThatAnotherFolderHasAndNameIt() {
        try (Deployment running = Deployment.start(first.settings())) {
            for (final String port : PORTS) {
                final Setting setting = SettingTable.find(port).orElseThrow();
                final String free = second.settings().text(setting);
                second.with(port, first.settings().text(setting));

                final OperatorException refusal =
                        assertThrows(OperatorException.class, () -> Deployment.start(second.settings()), port);
                second.with(port, free);

                assertAll(
                        port,
                        () -> assertEquals(ExitCode.STARTUP_FAILED, refusal.exitCode()),
                        () -> assertTrue(refusal.getMessage().contains("setting " + port), refusal.getMessage()),
                        () -> assertTrue(refusal.getMessage().contains(path("first") + ","), refusal.getMessage()),
                        () -> assertTrue(refusal.getMessage().contains(path("second")), refusal.getMessage()),
                        () -> assertFalse(Files.exists(root.resolve("second/redis")), "something was started"));
            }
            assertTrue(running.failure().isEmpty());
            assertEquals(ExitCode.OK, run("first", commands().get(1)), this::printed);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNameTheProcessThatHasAPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            second.with("cache.port", Integer.toString(taken.getLocalPort()));

            final OperatorException refusal =
                    assertThrows(OperatorException.class, () -> Deployment.start(second.settings()));

            final String process = "process " + ProcessHandle.current().pid() + " (java)";
            assertTrue(refusal.getMessage().contains(process), refusal.getMessage());
        }
    }

    @Test
    void shouldStartWhereAServerOfItsOwnWasLeftBehind() throws IOException {
        final EmbeddedRedis left = EmbeddedRedis.start(new EmbeddedRedis.Config(
                root.resolve("first/redis"),
                first.settings().number(SettingTable.REDIS_PORT),
                EmbeddedRedis.Role.LOG,
                first.settings().bytes(SettingTable.REDIS_MAX_MEMORY),
                Optional.empty()));
        Files.writeString(root.resolve("first/redis/redis.pid"), left.pid() + "\n" + Integer.MAX_VALUE + "\n");
        Files.createFile(new DataFolder(root.resolve("first")).create().run().resolve("redis.lock"));

        try (Deployment deployment = Deployment.start(first.settings())) {
            assertFalse(left.isAlive());
            assertTrue(deployment.failure().isEmpty());
        } finally {
            left.kill();
        }
    }

    @Test
    void shouldRefuseToStartBesideARoleOfTheSameFolder() {
        try (RunningRole postgres = RunningRole.start(RoleKind.POSTGRES, first.settings())) {
            final OperatorException refusal =
                    assertThrows(OperatorException.class, () -> Deployment.start(first.settings()));

            assertTrue(
                    refusal.getMessage().contains(path("first") + " is in use by \"postgres\""), refusal.getMessage());
            assertFalse(Files.exists(root.resolve("first/redis")), "something was started");
            assertTrue(postgres.failure().isEmpty());
        }
    }

    @Test
    void shouldKeepEachCommandToTheFolderThatItNames() throws IOException {
        try (Deployment other = Deployment.start(first.settings())) {
            try (Deployment named = Deployment.start(second.settings())) {
                nameThePortsOfTheFirst();
                for (final List<String> command : commands()) {
                    Awaitility.await().atMost(LONG).until(() -> run("second", command) == ExitCode.OK);
                }
                assertTrue(printed.startsWith("segment main, id " + id("second")), printed);
                assertEquals(
                        ExitCode.OK,
                        run("second", List.of("replay", "csv", "" + root.resolve("flow.csv"))),
                        this::printed);
                assertEquals(3, ordersIn("second"), this::printed);
                assertEquals(ExitCode.OK, run("second", List.of("config")));
                assertTrue(printed.contains(id("second")), printed);
                assertTrue(named.failure().isEmpty());
            }
            requireRefused("second");
            leaveRunFiles(file -> file);
            requireRefused("second");
            leaveRunFiles(this::withAnotherStart);
            requireRefused("second");

            assertEquals(0, ordersIn("first"), this::printed);
            assertEquals(ExitCode.OK, run("first", commands().get(0)), this::printed);
            assertTrue(other.failure().isEmpty());
        }
    }

    @Test
    void shouldRefuseServersOfAnotherSegmentAndNameBoth() {
        Deployment.start(second.settings()).close();
        try (Deployment running = Deployment.start(first.settings())) {
            final Addresses addresses = new Addresses(first.settings());
            second.with("redis.url", addresses.log())
                    .with("cache.url", addresses.cache().orElseThrow())
                    .with("postgres.url", addresses.postgres());
            // a ledger is named with its first commit
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> run(List.of("status", "1"), second.arguments()) == ExitCode.STARTUP_FAILED);

            for (final List<String> command :
                    List.of(commands().get(1), INSPECT, List.of("status", "1"), List.of("up"), List.of("matcher"))) {
                assertEquals(ExitCode.STARTUP_FAILED, run(command, second.arguments()), this::printed);
                assertTrue(printed.contains(id("first")) && printed.contains(id("second")), this::printed);
                assertEquals(1, printed.lines().count(), this::printed);
            }
            assertTrue(running.failure().isEmpty());
        }
    }

    @Test
    void shouldRefuseToBeginAnewBesideAnOldLedger() throws IOException {
        Deployment.start(first.settings()).close();
        Files.move(root.resolve("first/redis"), root.resolve("lost"));

        final OperatorException refusal =
                assertThrows(OperatorException.class, () -> Deployment.start(first.settings()));
        assertTrue(refusal.getMessage().contains(" has no segment"), refusal.getMessage());

        Files.delete(root.resolve("first/segment.id"));
        final OperatorException halt = assertThrows(OperatorException.class, () -> Deployment.start(first.settings()));
        assertTrue(halt.getMessage().contains("they don't belong together"), halt.getMessage());
        assertFalse(Files.exists(root.resolve("first/run/gateway.properties")));
    }

    /** As a settings file does that was copied along. */
    private void nameThePortsOfTheFirst() throws IOException {
        final List<String> lines = new ArrayList<>(List.of("gateway.host=127.0.0.1"));
        PORTS.forEach(name -> lines.add(
                name + "=" + first.settings().text(SettingTable.find(name).orElseThrow())));
        Files.write(root.resolve("second/matchlock.properties"), lines);
    }

    private void requireRefused(final String folder) {
        for (final List<String> command : commands()) {
            assertEquals(ExitCode.STARTUP_FAILED, run(folder, command), this::printed);
            assertTrue(printed.startsWith("matchlock: no segment runs on data folder " + path(folder) + " "), printed);
            assertEquals(1, printed.lines().count(), this::printed);
        }
    }

    /** Puts the run files of the first into the second. Their process lives and has the ports that the second may have had. */
    private void leaveRunFiles(final UnaryOperator<Properties> change) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("first/run"), "*.properties")) {
            for (final Path file : files) {
                final Properties facts = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    facts.load(reader);
                }
                try (Writer writer =
                        Files.newBufferedWriter(root.resolve("second/run").resolve(file.getFileName()))) {
                    change.apply(facts).store(writer, null);
                }
            }
        }
    }

    /** As if the process that wrote it had been killed, and another one had its id now. */
    private Properties withAnotherStart(final Properties facts) {
        facts.setProperty("data", path("second"));
        facts.setProperty("start-ticks", "1");
        facts.setProperty("started", "2020-01-01T00:00:00Z");
        return facts;
    }

    private long ordersIn(final String folder) {
        assertEquals(ExitCode.OK, run(folder, INSPECT), this::printed);
        return printed.lines().filter(line -> line.contains("NewOrderSingle")).count();
    }

    private String id(final String folder) {
        return new SegmentFile(new DataFolder(root.resolve(folder)))
                .read()
                .orElseThrow()
                .toString();
    }

    private String path(final String folder) {
        return root.resolve(folder).toString();
    }

    private String printed() {
        return printed;
    }

    private int run(final String folder, final List<String> words) {
        return run(words, List.of("--data", path(folder)));
    }

    private int run(final List<String> words, final List<String> options) {
        final List<String> arguments = new ArrayList<>(words);
        arguments.addAll(options);
        final StringWriter text = new StringWriter();
        final CommandLine command = MatchlockCommand.create();
        command.setOut(new PrintWriter(text, true));
        command.setErr(new PrintWriter(text, true));
        final int exitCode = command.execute(arguments.toArray(new String[0]));
        printed = text.toString();
        return exitCode;
    }
}

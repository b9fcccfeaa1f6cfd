package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchlock.exchange.command.MatchlockCommand;
import io.matchlock.exchange.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What keeps a segment from starting: one sentence, the right exit code, and nothing started. */
final class StartErrorTest {
    @TempDir
    private Path folder;

    private Path data;
    private TestSegment segment;
    private final StringWriter err = new StringWriter();
    private int exitCode = -1;

    @BeforeEach
    void setUp() throws IOException {
        data = folder.resolve("data");
        segment = new TestSegment(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.port", "redis.port", "cache.port", "postgres.port"})
    void shouldRefuseATakenPort(final String setting) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            segment.with(setting, Integer.toString(taken.getLocalPort()));

            up();

            shouldHaveSaid(ExitCode.STARTUP_FAILED, taken(setting, Integer.toString(taken.getLocalPort())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.control", "matcher.control"})
    void shouldRefuseATakenControlPort(final String setting) throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            final String endpoint = "127.0.0.1:" + taken.getLocalPort();
            segment.with(setting, endpoint);

            up();

            shouldHaveSaid(ExitCode.STARTUP_FAILED, taken(setting, endpoint));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway.port|x|setting gateway.port can't be \"x\": give a whole number from 0 to 65535",
                "gateway.port|70000|setting gateway.port can't be \"70000\"",
                "gateway.host|no.such.host.invalid|setting gateway.host can't be \"no.such.host.invalid\"",
                "gateway.control|here|setting gateway.control can't be \"here\"",
                "aeron.term-length|5m|setting aeron.term-length can't be \"5m\"",
                "aeron.timeout|soon|setting aeron.timeout can't be \"soon\"",
                "aeron.timeout|1s|setting aeron.timeout can't be \"1s\": give a duration from 1500ms to 300s",
                "redis.max-memory|much|setting redis.max-memory can't be \"much\"",
                "max.orders|-1|setting max.orders can't be \"-1\"",
                "durability|none|setting durability can't be \"none\"",
                "profile|fast|setting profile can't be \"fast\"",
                "no.such|1|unknown setting no.such"
            })
    void shouldRefuseAWrongValue(final String setting, final String value, final String sentence) {
        segment.with(setting, value);

        up();

        shouldHaveSaid(ExitCode.USAGE, sentence);
    }

    @Test
    void shouldRefuseAFolderThatCantBeWritten() {
        segment.with("data", "/proc/nowhere");

        up();

        shouldHaveSaid(ExitCode.STARTUP_FAILED, "setting data is \"/proc/nowhere\", where this user can't write");
    }

    @Test
    void shouldRefuseAFileForAFolder() throws IOException {
        segment.with("data", Files.createFile(folder.resolve("file")).toString());

        up();

        shouldHaveSaid(ExitCode.STARTUP_FAILED, "where this user can't write");
    }

    @Test
    void shouldRefuseADriverFolderThatCantBeMade() {
        segment.with("aeron.dir", "/proc/nowhere/aeron");

        up();

        shouldHaveSaid(ExitCode.STARTUP_FAILED, "the media driver's folder /proc/nowhere/aeron can't be made");
    }

    @Test
    void shouldRefuseAProgramThatIsNoRedis() {
        segment.with("redis.binary", "/etc/hostname");

        up();

        shouldHaveSaid(ExitCode.STARTUP_FAILED, "/etc/hostname");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "segment.id|not an id|3|does not hold the id of a segment",
                "keys|not a key|3|keys line 1: not",
                "instruments.csv|not,an,instrument|3|instruments.csv",
                "matchlock.properties|no.such=1|2|unknown setting no.such"
            })
    void shouldRefuseAFileThatHoldsSomethingElse(
            final String name, final String content, final int expectedExitCode, final String sentence)
            throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve(name), content);

        up();

        shouldHaveSaid(expectedExitCode, sentence);
    }

    @Test
    void shouldRefuseAFullDisk() throws Exception {
        Files.createDirectories(data);
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", data.toString()));
        try {
            up();

            shouldHaveSaid(ExitCode.STARTUP_FAILED, "No space left on device");
        } finally {
            run("umount", "-l", data.toString());
        }
    }

    private static String taken(final String setting, final String value) {
        return "setting " + setting + " is \"" + value + "\", and that port is taken by process "
                + ProcessHandle.current().pid();
    }

    private void up() {
        final List<String> arguments = new ArrayList<>(List.of("up"));
        arguments.addAll(segment.arguments());
        final CommandLine line = MatchlockCommand.create();
        line.setOut(new PrintWriter(new StringWriter(), true));
        line.setErr(new PrintWriter(err, true));
        exitCode = line.execute(arguments.toArray(String[]::new));
    }

    private void shouldHaveSaid(final int expectedExitCode, final String sentence) {
        final String said = err.toString();
        assertAll(
                () -> assertEquals(expectedExitCode, exitCode, said),
                () -> assertTrue(said.startsWith("matchlock: "), said),
                () -> assertTrue(said.contains(sentence), said),
                () -> assertEquals(1, said.lines().count(), said),
                () -> assertFalse(said.contains("should not happen"), said),
                () -> assertFalse(Files.exists(data.resolve("redis").resolve("redis.log")), "Redis was started"),
                () -> assertFalse(Files.exists(data.resolve("postgres")), "Postgres was started"));
    }

    private static boolean run(final String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}

package io.matchlock.audit.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that docs/client.md leads to, which shares no code with the project, against the whole segment. */
@Tag("slow")
final class PythonClientTest {
    private static final Path CLIENT = Path.of("..", "client", "examples", "python", "matchlock_client.py");
    private static final int TIMEOUT_S = 60;

    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void setUp() throws IOException, InterruptedException {
        output = folder.resolve("python.txt");
        assumeTrue(hasPython(), "there is no python3 of version 3.8 or later on the PATH");
    }

    @Test
    void shouldComputeTheBytesOfThePage() throws IOException, InterruptedException {
        final List<String> lines = run("--self-check");

        assertEquals(
                3,
                lines.stream()
                        .filter(line -> line.endsWith(", as in docs/client.md"))
                        .count(),
                lines::toString);
        assertEquals("exit code 0", lines.get(lines.size() - 1));
    }

    @Test
    void shouldTradeLoseItsConnectionAndRecover() throws IOException, InterruptedException {
        final TestSegment segment = new TestSegment(folder.resolve("data"));
        final Settings settings = segment.settings();
        final List<String> lines;
        try (Deployment deployment = Deployment.start(settings)) {
            lines = run(
                    "--port",
                    settings.text(SettingTable.GATEWAY_PORT),
                    "--key-file",
                    settings.file(SettingTable.KEYS, "keys").toString(),
                    "--demo");
            assertTrue(deployment.failure().isEmpty());
        }

        assertEquals(
                List.of(
                        "established: messages up to 0 applied, the next report is 1",
                        "- a buy and a sell that trade",
                        "report 1: New: order 1, clOrdID 1, Buy 100 at 150, done 0, left 100",
                        "report 2: New: order 2, clOrdID 2, Sell 100 at 150, done 0, left 100",
                        "report 3: Trade 1: order 2, clOrdID 2, Sell 100 at 150, done 100, left 0",
                        "report 4: Trade 1: order 1, clOrdID 1, Buy 100 at 150, done 100, left 0",
                        "- an order that is cancelled",
                        "report 5: New: order 3, clOrdID 3, Buy 10 at 100, done 0, left 10",
                        "report 6: Canceled: order 3, clOrdID 4, Buy 10 at 100, done 0, left 0",
                        "- nothing to say for three intervals",
                        "- the connection is lost behind one order and before the next",
                        "established: messages up to 5 applied, the next report is 8",
                        "sent again: message 6",
                        "missing: 1 reports from 7, asked for",
                        "report 7: New: order 4, clOrdID 5, Buy 10 at 101, done 0, left 10",
                        "report 8: New: order 5, clOrdID 6, Sell 10 at 101, done 0, left 10",
                        "report 9: Trade 2: order 5, clOrdID 6, Sell 10 at 101, done 10, left 0",
                        "report 10: Trade 2: order 4, clOrdID 5, Buy 10 at 101, done 10, left 0",
                        "- a number is left out",
                        "not applied: 1 from message 7: skipped",
                        "report 11: New: order 6, clOrdID 7, Buy 10 at 100, done 0, left 10",
                        "report 12: Canceled: order 6, clOrdID 8, Buy 10 at 100, done 0, left 0",
                        "- the end",
                        "connection lost: terminated, code 0, as asked",
                        "finished: the session can't be established again",
                        "exit code 0"),
                lines.stream().filter(line -> !line.startsWith("queued: ")).toList());
        assertEquals(
                List.of(1, 2, 3, 4, 6, 8, 9),
                lines.stream()
                        .filter(line -> line.startsWith("queued: "))
                        .map(line -> Integer.valueOf(line.replaceAll("\\D", "")))
                        .toList());
    }

    /** What the client prints, each line, and its exit code as the last. */
    private List<String> run(final String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of("python3", CLIENT.toString()));
        command.addAll(List.of(arguments));
        final int exitCode = exitCode(command);
        final List<String> lines = new ArrayList<>(Files.readAllLines(output, UTF_8));
        lines.add("exit code " + exitCode);
        return lines;
    }

    private boolean hasPython() throws InterruptedException {
        try {
            return exitCode(List.of("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")) == 0;
        } catch (final IOException e) {
            return false; // no such program
        }
    }

    private int exitCode(final List<String> command) throws IOException, InterruptedException {
        final ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        final Process process = builder.start();
        try {
            assertTrue(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS), "it does not end: " + command);
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}

package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.supervise.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Ctrl-C while a segment starts: it ends soon, and no process and no shared memory of it is left. */
@Tag("slow")
final class StopWhileStartingTest {
    private static final long HEAP_BYTES = 512 << 20;
    private static final long START_TIMEOUT_S = 60;
    /** It takes a second and a half at most; the rest is for a machine that has other things to do. */
    private static final long END_TIMEOUT_S = 6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis/redis.conf",
                "postgres/postgres.log",
                "postgres/data/postmaster.pid",
                "run/persister.lock",
                "run/matcher.lock"
            })
    void shouldEndSoonAndLeaveNothingBehind(final String fileOfTheStage) throws Exception {
        shouldEndSoon("up", fileOfTheStage);
    }

    @Test
    void shouldEndAReplaysOwnSegmentAsSoon() throws Exception {
        final Path record = folder.resolveSibling(folder.getFileName() + ".csv");
        Files.writeString(record, "1,new,1,,3,buy,limit,gtc,100.5,5\n");

        shouldEndSoon("replay csv " + record, "run/persister.lock");
    }

    private void shouldEndSoon(final String command, final String fileOfTheStage) throws Exception {
        final TestSegment segment = new TestSegment(folder);
        final Process process = start(segment, command);
        try {
            within(START_TIMEOUT_S).until(() -> Files.exists(folder.resolve(fileOfTheStage)) || !process.isAlive());
            assertTrue(process.isAlive(), () -> "ended with exit code " + process.exitValue() + ": " + said());

            interrupt(process);

            assertTrue(process.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS), () -> said() + stacks(process));
            assertEquals(ExitCode.STARTUP_FAILED, process.exitValue(), this::said);
            assertTrue(said().endsWith("matchlock: stopped before all was ready.\n"), () -> "it says: " + said());
            within(1).until(() -> workersIn(folder), List::isEmpty);
            final Path aeron = new Addresses(segment.settings()).aeron();
            assertTrue(Files.notExists(aeron), () -> aeron + " is left");
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(final TestSegment segment, final String command) throws IOException {
        final List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(segment.arguments());
        return new ProcessBuilder(JavaCommand.of(HEAP_BYTES, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private static void interrupt(final Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** What a process that does not end is at. */
    private static String stacks(final Process process) {
        final String tool =
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
        try {
            final Process dump = new ProcessBuilder(tool, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private Path output() {
        return folder.resolveSibling(folder.getFileName() + ".out");
    }

    private String said() {
        try {
            return Files.readString(output());
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static List<String> workersIn(final Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(folder + "/"))
                        .isPresent())
                .map(process -> process.info().toString())
                .toList();
    }

    /** Looks often: the stage that is waited for passes quickly. */
    private static ConditionFactory within(final long seconds) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(seconds))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5));
    }
}

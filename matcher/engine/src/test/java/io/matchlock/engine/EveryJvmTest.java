package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same commands give the same events and the same state, interpreted and compiled, on every JDK that is at hand. */
class EveryJvmTest {
    private static final long SEED = 7_025;
    private static final int COMMANDS = 8_000;
    private static final int PATIENCE_S = 240;
    private static final int OLDEST = 17;
    private static final int NEEDS_PERMISSION = 24;
    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final String OWN = EventsDigest.of(SEED, COMMANDS);

    private static String digest(final Path java, final String... flags) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(flags));
        command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EventsDigest.class.getName()));
        command.addAll(List.of(Long.toString(SEED), Integer.toString(COMMANDS)));
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> java + " did not end");
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    @Test
    void shouldTellTheSameInterpreted() throws IOException, InterruptedException {
        assertEquals(OWN, digest(ownJava(), "-Xint"));
    }

    @Test
    void shouldTellTheSameWithTheFirstCompilerOnly() throws IOException, InterruptedException {
        assertEquals(OWN, digest(ownJava(), "-XX:TieredStopAtLevel=1"));
    }

    @Test
    void shouldTellTheSameOnOtherJdks() throws IOException, InterruptedException {
        final List<Path> others = otherJdks();
        assumeFalse(others.isEmpty(), "no other JDK in " + JVMS);
        for (final Path home : others) {
            final Path java = home.resolve("bin").resolve("java");
            final String[] flags = version(home) >= NEEDS_PERMISSION
                    ? new String[] {"--sun-misc-unsafe-memory-access=allow"}
                    : new String[0];
            assertEquals(OWN, digest(java, flags), () -> home + " tells something else");
        }
    }

    private static List<Path> otherJdks() throws IOException {
        if (!Files.isDirectory(JVMS)) {
            return List.of();
        }
        final Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> folders = Files.list(JVMS)) {
            return folders.filter(folder -> !Files.isSymbolicLink(folder))
                    .filter(folder -> Files.isExecutable(folder.resolve("bin").resolve("java")))
                    .filter(folder -> !folder.equals(own) && version(folder) >= OLDEST)
                    .sorted()
                    .toList();
        }
    }

    /** Feature version from the JDK's release file, 0 if there is none. */
    private static int version(final Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> line.substring(line.indexOf('"') + 1).split("[^0-9]", 2)[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (final IOException e) {
            return 0;
        }
    }
}

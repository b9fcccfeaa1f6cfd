package io.matchlock.exchange.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher's script makes of its environment, with a {@code java} that says what it was given. */
final class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            for last; do :; done
            case "$*" in *UseCompressedOops*) oops=tuned ;; *) oops=plain ;; esac
            printf '%s %s %s %s' "$LC_ALL" "$oops" "${GLIBC_TUNABLES:-none}" "$last"
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void setUp() throws IOException {
        final Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertTrue(java.toFile().setExecutable(true));
        Files.copy(script(), Files.createDirectories(home.resolve("scripts")).resolve("matchlock"));
        Files.writeString(Files.createDirectories(home.resolve("bench/target")).resolve("class-path"), "a.jar");
    }

    /** Without UTF-8 the JVM takes each such letter for a question mark, or finds no file of that name. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "de_DE.ISO-8859-1", ""})
    void shouldNameFilesWithOtherLettersWhateverTheLocale(final String locale) throws Exception {
        assertEquals("C.UTF-8 plain none d\u00e4 ta \u00e9", run(locale, "config --data $'d\\xc3\\xa4 ta \\xc3\\xa9'"));
    }

    @Test
    void shouldKeepALocaleWithUtf8() throws Exception {
        assertEquals("en_GB.utf8 plain none up", run("en_GB.utf8", "up"));
    }

    @Test
    void shouldTuneWhatHoldsTheEngineAlone() throws Exception {
        assertEquals("C.UTF-8 tuned glibc.malloc.hugetlb=1 matcher", run("C", "matcher"));
        assertEquals("C.UTF-8 plain glibc.malloc.hugetlb=1 bench", run("C", "bench"));
    }

    private String run(final String locale, final String arguments) throws IOException, InterruptedException {
        final ProcessBuilder builder = new ProcessBuilder("bash", "-c", "bash scripts/matchlock " + arguments);
        builder.directory(home.toFile());
        builder.environment().keySet().removeAll(Arrays.asList("LANG", "LC_CTYPE", "GLIBC_TUNABLES"));
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("MATCHLOCK_BUILD", "never");
        final Process process =
                builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        final byte[] output = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        return new String(output, StandardCharsets.UTF_8);
    }

    /** The tests run in the module's folder, or in the repository's. */
    private static Path script() {
        final Path script = Path.of("scripts", "matchlock");
        return Files.exists(script) ? script : Path.of("..").resolve(script);
    }
}

package io.matchlock.persister.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder into which Postgres is unpacked. Binaries that were unpacked only in part are wiped, since nothing else completes them. */
final class Binaries {
    private static final long TIMEOUT_SECONDS = 20;

    private final Path folder;

    Binaries(final Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    void wipeUnlessSound() throws IOException {
        if (Files.exists(folder) && !isSound()) {
            wipe();
        }
    }

    void wipe() throws IOException {
        delete(folder);
    }

    static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private boolean isSound() throws IOException {
        final List<Path> servers;
        try (Stream<Path> all = Files.walk(folder, 3)) {
            servers = all.filter(path -> path.endsWith(Path.of("bin", "postgres")))
                    .toList();
        }
        for (final Path server : servers) {
            if (!answers(server)) {
                return false;
            }
        }
        return !servers.isEmpty();
    }

    /** By what it says, not by its exit code: what is no program at all is run by the shell, which may find nothing wrong. */
    private static boolean answers(final Path server) {
        try {
            final Process process = new ProcessBuilder(server.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            final String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && answer.startsWith("postgres (PostgreSQL)");
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (final IOException e) {
            return false; // not a program
        }
    }
}

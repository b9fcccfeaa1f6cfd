package io.matchlock.persister.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The folder in which a postmaster keeps its data, seen from outside: which processes work in it, and how they are
 * stopped. It trusts no process id that it read in a file: a process counts only if it runs in this folder.
 */
final class PostgresFolder {
    /** The library that starts the postmaster holds a lock on this file as long as its JVM lives. */
    private static final String LOCK_FILE = "epg-lock";

    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "busybox");
    private static final String PID_FILE = "postmaster.pid";
    private static final long FAST_SECONDS = 30;
    private static final long IMMEDIATE_SECONDS = 10;
    private static final int STRAY_ROUNDS = 5;

    private final Path path;
    private final Path binaries;

    /**
     * A folder.
     *
     * @param path that the postmaster works in
     * @param binaries that hold the programs of this folder, and of no other
     */
    PostgresFolder(final Path path, final Path binaries) {
        this.path = path;
        this.binaries = binaries;
    }

    Path path() {
        return path;
    }

    /** Whether a living JVM has a server here. */
    boolean isInUse() {
        final Path file = path.resolve(LOCK_FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (final OverlappingFileLockException e) {
            return true;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The postmaster that works here, as its own file says. */
    Optional<ProcessHandle> postmaster() {
        final Path file = path.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            final List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(this::worksHere);
        } catch (final IOException | NumberFormatException e) {
            throw new PostgresUnavailableException(file + " cannot be read: remove it if no Postgres uses " + path, e);
        }
    }

    /** Removes a folder whose making was interrupted: no server has ever run in it. */
    void wipeUnlessMade() throws IOException {
        if (!Files.exists(path.resolve("global").resolve("pg_control"))) {
            Binaries.delete(path);
        }
    }

    /**
     * Removes the file that names the postmaster, once none works here. The number in it may be another process's by now,
     * and Postgres takes any living process for a postmaster.
     */
    void forgetPostmaster() throws IOException {
        if (postmaster().isEmpty()) {
            Files.deleteIfExists(path.resolve(PID_FILE));
        }
    }

    /**
     * Stops a postmaster that outlived the process that started it, what its death left behind, and one that was launched
     * a moment ago and has neither gone to its folder nor written its file yet.
     */
    void stopStrays() {
        postmaster().ifPresent(PostgresFolder::stop);
        List<ProcessHandle> strays = strays();
        for (int round = 0; round < STRAY_ROUNDS && !strays.isEmpty(); round++) {
            strays.forEach(this::end);
            strays = strays(); // one that was about to launch another has done so
        }
    }

    /** Stops a postmaster, fast, else at once, and waits until its process is gone. */
    static void stop(final ProcessHandle postmaster) {
        if (!signal(postmaster, "INT", FAST_SECONDS) && !signal(postmaster, "QUIT", IMMEDIATE_SECONDS)) {
            postmaster.destroyForcibly();
            await(postmaster, IMMEDIATE_SECONDS);
        }
    }

    /** One that has not gone to its folder yet has nothing to clear up, and may ignore what it will listen to later. */
    private void end(final ProcessHandle stray) {
        if (!worksHere(stray) || !signal(stray, "QUIT", IMMEDIATE_SECONDS)) {
            stray.destroyForcibly();
            await(stray, IMMEDIATE_SECONDS);
        }
    }

    private List<ProcessHandle> strays() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            final Path programs = Files.exists(binaries) ? binaries.toRealPath() : binaries;
            return all.filter(process -> worksHere(process) || isOfOurs(process, programs))
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of ours, or the shell by which {@code pg_ctl} launches one. */
    private boolean isOfOurs(final ProcessHandle process, final Path programs) {
        final Optional<Path> program = process.info().command().map(Path::of);
        return program.filter(path -> path.startsWith(programs)).isPresent()
                || (program.filter(path -> SHELLS.contains(path.getFileName().toString()))
                                .isPresent()
                        && Stream.of(process.info().arguments().orElse(new String[0]))
                                .anyMatch(argument -> argument.contains(binaries + "/")));
    }

    private boolean worksHere(final ProcessHandle process) {
        try {
            final Path folder = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.isSameFile(Files.readSymbolicLink(folder), path);
        } catch (final IOException e) {
            return false; // gone, or somebody else's
        }
    }

    private static boolean signal(final ProcessHandle process, final String name, final long seconds) {
        if (!process.isAlive()) {
            return true; // its number may be somebody else's by now
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return await(process, seconds);
    }

    private static boolean await(final ProcessHandle process, final long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final ExecutionException | TimeoutException e) {
            return !process.isAlive();
        }
        return !process.isAlive();
    }
}

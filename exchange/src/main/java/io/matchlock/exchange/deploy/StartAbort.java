package io.matchlock.exchange.deploy;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.FolderLock;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.agrona.IoUtil;

/**
 * Cuts a start short. No client has been told anything yet, so it need not be gentle. It first stops the servers that
 * are being started, which the starting thread notices; if that thread does not clear up in time, it ends the rest
 * and this process. The thread that takes the signal runs it.
 */
final class StartAbort {
    /** What the operator is told. */
    static final String SENTENCE = "stopped before all was ready.";

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long CLEAR_UP_NS = TimeUnit.MILLISECONDS.toNanos(1_200);
    private static final long END_NS = TimeUnit.MILLISECONDS.toNanos(1_000);
    /** A server's watchdog ends with the server, and signals are sent by such a program. */
    private static final Set<String> NOT_A_SERVER = Set.of("sh", "dash", "bash", "busybox", "kill");

    private final Settings settings;
    private final DataFolder folder;
    private final Set<Long> signalled = new HashSet<>();

    StartAbort(final Settings settings) {
        this.settings = settings;
        this.folder = new DataFolder(settings.data());
    }

    /**
     * Runs until the start is over, or ends this process.
     *
     * @param isOver whether the starting thread has left the start
     */
    void run(final BooleanSupplier isOver) {
        final long startNs = System.nanoTime();
        while (!isOver.getAsBoolean()) {
            if (System.nanoTime() - startNs > CLEAR_UP_NS) {
                endAll();
                System.err.println("matchlock: " + SENTENCE);
                Runtime.getRuntime().halt(ExitCode.STARTUP_FAILED);
            }
            children().filter(child -> signalled.add(child.pid())).forEach(child -> signal("INT", child));
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void endAll() {
        workers().forEach(worker -> signal("QUIT", worker));
        final long startNs = System.nanoTime();
        while (!workers().isEmpty() && System.nanoTime() - startNs < END_NS) {
            LockSupport.parkNanos(POLL_NS);
        }
        workers().forEach(ProcessHandle::destroyForcibly);
        final Optional<Map<String, String>> driver = RunFile.read(folder, RoleKind.DRIVER.text());
        if (driver.filter(StartAbort::isThis).isPresent()) {
            IoUtil.delete(new Addresses(settings).aeron().toFile(), true);
        }
    }

    private static boolean isThis(final Map<String, String> runFile) {
        return Long.toString(ProcessHandle.current().pid()).equals(runFile.get(RunFile.PID));
    }

    private static Stream<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .command()
                        .filter(command -> !NOT_A_SERVER.contains(
                                Path.of(command).getFileName().toString()))
                        .isPresent());
    }

    /**
     * The servers that this process has started: Postgres is not its child once it is up. One that another process holds
     * goes on, for this may be a single role of a segment that trades.
     */
    List<ProcessHandle> workers() {
        final List<Path> homes = Stream.of(RoleKind.REDIS, RoleKind.CACHE, RoleKind.POSTGRES)
                .filter(kind -> FolderLock.isOurs(folder, kind.text()))
                .map(this::home)
                .toList();
        return ProcessHandle.allProcesses()
                .filter(process -> isInside(homes, process, "cwd") || isInside(homes, process, "exe"))
                .toList();
    }

    private Path home(final RoleKind server) {
        final Path home =
                switch (server) {
                    case REDIS -> folder.redis();
                    case CACHE -> folder.cache();
                    case POSTGRES -> folder.postgres();
                    case DRIVER, PERSISTER, ARCHIVER, MATCHER, GATEWAY ->
                        throw new IllegalArgumentException(server.text());
                };
        try {
            return home.toRealPath();
        } catch (final IOException e) {
            return home; // not made yet, so nobody works there
        }
    }

    /** By its working folder, or by its program: a server that was launched a moment ago has not gone to its folder. */
    private static boolean isInside(final List<Path> homes, final ProcessHandle process, final String link) {
        try {
            final Path path = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), link));
            return homes.stream().anyMatch(path::startsWith);
        } catch (final IOException e) {
            return false; // gone, or somebody else's
        }
    }

    private static void signal(final String name, final ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (final IOException e) {
            process.destroy();
        }
    }
}

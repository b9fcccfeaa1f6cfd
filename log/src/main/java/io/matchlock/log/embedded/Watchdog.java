package io.matchlock.log.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A shell that waits on a pipe from this JVM and stops the server when the pipe breaks, so that the server does not
 * outlive a JVM that was killed. Told "done", it ends by itself.
 */
final class Watchdog {
    private static final String SCRIPT =
            "trap '' INT HUP TERM; read -r line; [ \"$line\" = done ] || kill -TERM \"$1\"";
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long END_TIMEOUT_S = 5;

    private final Process process;
    private CompletableFuture<Void> ended;

    private Watchdog(final Process process) {
        this.process = process;
    }

    static Watchdog over(final Process server) throws IOException {
        final List<String> command = detached("/bin/sh", "-c", SCRIPT, "redis-watchdog", Long.toString(server.pid()));
        final Watchdog watchdog = new Watchdog(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        watchdog.ended = server.onExit().thenRun(watchdog::release);
        return watchdog;
    }

    /** A command in a session of its own, where a Ctrl-C in the terminal does not reach it. */
    static List<String> detached(final String... command) {
        final List<String> all = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            all.add(SETSID.toString());
        }
        all.addAll(List.of(command));
        return all;
    }

    synchronized void release() {
        try (var pipe = process.getOutputStream()) {
            pipe.write("done\n".getBytes(US_ASCII));
        } catch (final IOException e) {
            process.destroyForcibly(); // the shell is gone or the pipe was closed before
        }
    }

    void awaitEnd() throws InterruptedException {
        ended.join();
        if (!process.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

package io.matchlock.exchange.supervise;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.role.RoleKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A role's process, which is started again each time it ends. The supervisor's thread starts, watches and stops it;
 * another thread passes on what it prints. Its standard input is a pipe from this process: when the pipe breaks, the
 * role stops by itself.
 */
final class RoleProcess {
    private static final Logger NOTICES = LoggerFactory.getLogger("io.matchlock.notice");
    private static final long STOP_TIMEOUT_S = 75;

    private final RoleKind kind;
    private final List<String> command;
    private final Map<String, String> variables;
    private final Consumer<String> printer;
    private final RestartPolicy policy = new RestartPolicy();
    private Process process;
    private volatile boolean isReady;

    RoleProcess(
            final RoleKind kind,
            final List<String> command,
            final Map<String, String> variables,
            final Consumer<String> printer) {
        this.kind = kind;
        this.command = command;
        this.variables = variables;
        this.printer = printer;
    }

    RoleKind kind() {
        return kind;
    }

    boolean isReady() {
        return isReady;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void start(final long nowNs) {
        isReady = false;
        policy.onStarted(nowNs);
        try {
            final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(variables);
            process = builder.start();
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, "the process of the " + kind.text() + " can't be started: " + e, e);
        }
        final Thread reader = new Thread(this::handOn, "output-" + kind.text());
        reader.setDaemon(true);
        reader.start();
        printer.accept(kind.text() + " is process " + process.pid());
    }

    /** Starts it again if it died and its time has come. */
    void revive(final long nowNs) {
        if (isAlive()) {
            return;
        }
        if (process != null) {
            NOTICES.warn(
                    "{} (process {}) ended with exit code {}, starting it again",
                    kind.text(),
                    process.pid(),
                    process.exitValue());
            policy.onDied(nowNs);
            process = null;
        }
        if (policy.isDue(nowNs)) {
            start(nowNs);
        }
    }

    /** If it waits to be started again, it waits no longer. */
    void reviveSoon(final long nowNs) {
        policy.onCauseGone(nowNs);
    }

    /** {@return the exit code of the process, which has ended} */
    int exitCode() {
        return process.exitValue();
    }

    /** Asks it to stop, and does not wait. */
    void askToStop() {
        if (process == null) {
            return;
        }
        try (var pipe = process.getOutputStream()) {
            pipe.flush();
        } catch (final IOException e) {
            process.destroy(); // it is gone or going
        }
    }

    /** Asks it to stop, waits for it, ends it if that takes too long. */
    void stop() {
        if (process == null) {
            return;
        }
        askToStop();
        try {
            if (!process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
                printer.accept(kind.text() + " (process " + process.pid() + ") does not stop, ending it");
                process.destroyForcibly().waitFor();
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void handOn() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.equals("ready " + kind.text())) {
                    isReady = true;
                } else {
                    printer.accept("[" + kind.text() + "] " + line);
                }
            }
        } catch (final IOException e) {
            printer.accept("[" + kind.text() + "] output lost: " + e.getMessage());
        }
    }
}

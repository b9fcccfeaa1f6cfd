package io.matchlock.audit.demo;

import io.matchlock.audit.send.FlowFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows the progress of a flow: on a terminal as one line that is overwritten, else as a line now and then. */
final class Progress implements AutoCloseable {
    private static final Path STDOUT = Path.of("/proc/self/fd/1");
    private static final long TERMINAL_INTERVAL_MS = 500;
    private static final long FILE_INTERVAL_MS = 5_000;

    private final PrintWriter out;
    private final FlowFigures figures;
    private final Duration duration;
    private final boolean isTerminal = isTerminal();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "progress");
    private volatile boolean isDraining;

    private Progress(final PrintWriter out, final FlowFigures figures, final Duration duration) {
        this.out = out;
        this.figures = figures;
        this.duration = duration;
    }

    static Progress start(final PrintWriter out, final FlowFigures figures, final Duration duration) {
        final Progress progress = new Progress(out, figures, duration);
        progress.thread.setDaemon(true);
        progress.thread.start();
        return progress;
    }

    void draining() {
        isDraining = true;
    }

    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (isTerminal) {
            out.println();
        }
    }

    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(STDOUT).startsWith("/dev/pts");
        } catch (final IOException e) {
            return false; // no Linux: lines do as well
        }
    }

    private void run() {
        final long startNs = System.nanoTime();
        try {
            while (!done.await(isTerminal ? TERMINAL_INTERVAL_MS : FILE_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                show(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(final long seconds) {
        final String line = String.format(
                Locale.ROOT,
                "%s %d of %d s: %,d sent, %,d acknowledged, %,d trades",
                isDraining ? "draining," : "running,",
                seconds,
                duration.toSeconds(),
                figures.sent(),
                figures.acknowledged(),
                figures.trades());
        out.print(isTerminal ? "\r" + line : line + "\n");
        out.flush();
    }
}

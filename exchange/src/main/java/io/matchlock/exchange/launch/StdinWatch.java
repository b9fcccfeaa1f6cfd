package io.matchlock.exchange.launch;

import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops this process when its standard input ends. A supervisor holds the other end of that pipe, and the operating
 * system closes it when the supervisor dies, in whatever way. If the process does not stop in time, it is halted.
 */
final class StdinWatch {
    private static final long STOP_TIMEOUT_S = 60;

    private StdinWatch() {}

    static void start(final StopSignal signal) {
        final Thread thread = new Thread(() -> watch(signal), "stdin-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(final StopSignal signal) {
        awaitEnd();
        signal.raise();
        try {
            new CountDownLatch(1).await(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.DEPENDENCY_LOST);
    }

    @SuppressWarnings("StatementWithEmptyBody")
    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {}
        } catch (final IOException e) {
            return;
        }
    }
}

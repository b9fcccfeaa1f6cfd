package io.matchlock.exchange.deploy;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.settings.Settings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into something that a main can wait for. The process ends with the main's exit code
 * once {@link #finish} is called, or after a bound.
 */
public final class StopSignal {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(90);

    private final CountDownLatch raised = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<StartAbort> abort = new AtomicReference<>();
    private volatile int exitCode;

    private StopSignal() {}

    /** {@return a signal that this process's signals raise} */
    public static StopSignal install() {
        final StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::onShutdown, "stop-signal"));
        return signal;
    }

    /** Raises it from within. A start that is going on is cut short, and the process ends soon. */
    public void raise() {
        raised.countDown();
        final StartAbort start = abort.get();
        if (start != null) {
            start.run(() -> abort.get() != start);
        }
    }

    /**
     * Runs a start, which the signal cuts short.
     *
     * @param settings that are effective
     * @param start to run
     * @param <T> what is started
     * @return what was started
     * @throws OperatorException if the start failed; says so if the signal was the reason
     */
    public <T> T starting(final Settings settings, final Supplier<T> start) {
        abort.set(new StartAbort(settings));
        try {
            return start.get();
        } catch (final RuntimeException e) {
            throw isRaised() ? new OperatorException(ExitCode.STARTUP_FAILED, StartAbort.SENTENCE, e) : e;
        } finally {
            abort.set(null);
        }
    }

    /** {@return whether it was raised} */
    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    /**
     * Waits for it.
     *
     * @param timeout at most
     * @return whether it was raised
     */
    public boolean await(final Duration timeout) {
        try {
            return raised.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Lets the process end.
     *
     * @param code its exit code
     */
    public void finish(final int code) {
        exitCode = code;
        finished.countDown();
    }

    /** The JVM would end by itself with the signal's number for exit code, and before the main is done. */
    private void onShutdown() {
        if (finished.getCount() == 0) {
            return;
        }
        raise();
        try {
            if (finished.await(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.matchlock.exchange.role;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a condition holds, but no longer than a timeout. */
public final class BoundedWait {
    private BoundedWait() {}

    /**
     * Waits.
     *
     * @param timeout after which it gives up
     * @param interval between looks
     * @param condition that is waited for
     * @return whether it holds; false also if the thread was interrupted
     */
    public static boolean until(final Duration timeout, final Duration interval, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - deadlineNs > 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
            }
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

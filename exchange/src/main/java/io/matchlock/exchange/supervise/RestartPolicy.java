package io.matchlock.exchange.supervise;

import java.util.concurrent.TimeUnit;

/**
 * Says when a process that died is started again: at once the first time, later each further time, and at once again
 * after it has run for long.
 */
final class RestartPolicy {
    private static final long FIRST_DELAY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MAX_DELAY_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long STABLE_NS = TimeUnit.SECONDS.toNanos(30);

    private long delayNs;
    private long startedNs;
    private long dueNs;

    void onStarted(final long nowNs) {
        startedNs = nowNs;
    }

    void onDied(final long nowNs) {
        if (nowNs - startedNs >= STABLE_NS) {
            delayNs = 0;
        }
        dueNs = nowNs + delayNs;
        delayNs = Math.min(MAX_DELAY_NS, Math.max(FIRST_DELAY_NS, 2 * delayNs));
    }

    /** What kept it from living is gone: it is due at once. */
    void onCauseGone(final long nowNs) {
        dueNs = nowNs;
        delayNs = 0;
    }

    boolean isDue(final long nowNs) {
        return nowNs - dueNs >= 0;
    }
}

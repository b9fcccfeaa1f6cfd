package io.matchlock.exchange.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RestartPolicyTest {
    private final RestartPolicy policy = new RestartPolicy();

    @Test
    void shouldStartAgainAtOnceThenLaterEachTime() {
        assertEquals(List.of(0L, 200L, 400L, 800L), List.of(delayMs(0), delayMs(1), delayMs(2), delayMs(3)));
    }

    @Test
    void shouldForgetAfterALongLife() {
        delayMs(0);
        delayMs(1);

        policy.onStarted(0);

        assertEquals(0, delayFromMs(TimeUnit.MINUTES.toNanos(1)));
    }

    @Test
    void shouldStartAtOnceWhenWhatEndedItIsGone() {
        delayMs(0);
        delayMs(1);
        policy.onDied(TimeUnit.MILLISECONDS.toNanos(2));

        policy.onCauseGone(TimeUnit.MILLISECONDS.toNanos(3));

        assertEquals(true, policy.isDue(TimeUnit.MILLISECONDS.toNanos(3)));
        assertEquals(0, delayMs(4));
    }

    private long delayMs(final long startMs) {
        policy.onStarted(startMs);
        return delayFromMs(startMs);
    }

    private long delayFromMs(final long diedNs) {
        policy.onDied(diedNs);
        long ms = 0;
        while (!policy.isDue(diedNs + TimeUnit.MILLISECONDS.toNanos(ms))) {
            ms += 100;
        }
        return ms;
    }
}

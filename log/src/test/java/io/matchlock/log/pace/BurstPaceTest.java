package io.matchlock.log.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BurstPaceTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private long bytes;
    private long nowNs = 7 * SECOND_NS;

    @Test
    void shouldYieldWhileMoreComesInThanTold() {
        final BurstPace pace = new BurstPace(new PaceLimits(1_000, Duration.ofSeconds(30)));

        final List<Boolean> seen = new ArrayList<>();
        for (final long rate : new long[] {0, 900, 1_000, 1_100, 5_000, 1_000, 0, 2_000}) {
            seen.add(yieldsAfterASecondOf(pace, rate));
        }

        assertEquals(List.of(false, false, false, true, true, false, false, true), seen);
    }

    @Test
    void shouldWorkAsLongAsItRestedWhereTheBurstDoesNotEnd() {
        final BurstPace pace = new BurstPace(new PaceLimits(1_000, Duration.ofSeconds(3)));

        final StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            seen.append(yieldsAfterASecondOf(pace, 2_000) ? 'y' : 'w');
        }

        assertEquals("wyyywwwyyywwwy", seen.toString());
    }

    @Test
    void shouldNeverYieldWhereToldSo() {
        final BurstPace pace = new BurstPace(new PaceLimits(0, Duration.ofSeconds(30)));

        assertFalse(pace.wantsSample(nowNs));
        assertFalse(pace.mustYield(nowNs));
    }

    @Test
    void shouldSampleTwentyTimesASecondAtMost() {
        final BurstPace pace = new BurstPace(new PaceLimits(1, Duration.ofSeconds(30)));

        assertTrue(pace.wantsSample(nowNs));
        pace.onSample(0, nowNs);
        assertFalse(pace.wantsSample(nowNs + SECOND_NS / 21));
        assertTrue(pace.wantsSample(nowNs + SECOND_NS / 20));
    }

    private boolean yieldsAfterASecondOf(final BurstPace pace, final long rate) {
        bytes += rate;
        nowNs += SECOND_NS;
        pace.onSample(bytes, nowNs);
        return pace.mustYield(nowNs);
    }
}

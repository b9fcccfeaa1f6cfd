package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeaseTest {
    private static final int ME = 1 << 16;
    private static final long S = 1_000_000_000L;

    @Test
    void shouldBeNothingWhereTheFenceIsTooShort() {
        assertTrue(Lease.ofFence(2) == 0 && Lease.ofFence(1) == 0);
        assertTrue(Lease.ofFence(Lease.MIN_FENCE_TICKS) > 0);
        assertTrue(Lease.ofFence(0) > 365 * 24 * 3600 * S);
    }

    /**
     * A leader that stops and goes on at any time, its ticks late in the log by any time, its wall clock leaping: between two
     * moments a lease apart there are never as many ticks in the log as the fence has.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBeOverBeforeTheFenceHasItsTicks(final long seed) {
        final Random random = new Random(seed);
        final int fence = 3 + random.nextInt(10);
        final long leaseNs = Lease.ofFence(fence);
        final long[] enteredNs = new long[4_000];
        final Leadership leadership = new Leadership(ME, 0);
        leadership.onOpened();
        leadership.onBid(0);
        leadership.onTold(1, ME, 0, false, 0);
        long nowNs = 0;
        long wallNs = 1_000 * S;
        for (int ticks = 0; ticks < enteredNs.length; ) {
            nowNs += random.nextInt(100) == 0 ? random.nextInt(60) * S : random.nextInt(20_000_000);
            wallNs += random.nextInt(200) == 0 ? (random.nextInt(120) - 40) * S : 10_000_000;
            if (leadership.decide(nowNs, wallNs) >= Leadership.TICK) {
                leadership.onTicked(leadership.tickTimeNs(nowNs, wallNs), nowNs);
                final long answeredNs = nowNs + (random.nextInt(10) == 0 ? random.nextInt(30) * S : 1_000_000);
                enteredNs[ticks++] = nowNs + (long) (random.nextDouble() * (answeredNs - nowNs));
                while (nowNs < answeredNs) {
                    nowNs += 10_000_000;
                    assertTrue(leadership.decide(nowNs, wallNs) == Leadership.NOTHING, "one at a time");
                }
                leadership.onTickStored(nowNs);
            }
        }
        for (int i = 0; i + fence <= enteredNs.length; i++) {
            assertTrue(enteredNs[i + fence - 1] - enteredNs[i] > leaseNs, "seed " + seed + ", fence " + fence);
        }
    }
}

package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.log.OrdersEntry;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwedTest {
    private final Owed owed = new Owed();

    @Test
    void shouldOweNothingOnceAllIsAnswered() {
        assertEquals(0, owed.onSample(10, 10, 1_000, 0));
        assertEquals(0, owed.onSample(20, 20, 5_000, 0));
    }

    @Test
    void shouldGrowWhileNothingIsAnsweredAndShrinkAsItIs() {
        owed.onSample(10, 10, 1_000, 0);
        assertEquals(Owed.AMPLIFICATION * 650, owed.onSample(20, 10, 1_500, 0));
        assertEquals(Owed.AMPLIFICATION * 1_950, owed.onSample(30, 10, 2_500, 0));
        assertEquals(Owed.AMPLIFICATION * 1_690, owed.onSample(40, 20, 2_800, 0));
        assertEquals(0, owed.onSample(40, 40, 2_800, 0));
    }

    @Test
    void shouldTakeAllThatIsUsedForUnansweredWhereItKnowsNoBetter() {
        assertEquals(Owed.AMPLIFICATION * 1_000, owed.onSample(10, 5, 77, 1_000));
        assertFalse(owed.isKnown());
        assertEquals(0, owed.onSample(10, 10, 77, 1_000), "the sample's entry is answered, nothing was added since");
        assertTrue(owed.isKnown());
    }

    /** Readers' requests, and events, must not hold back orders for ever once all is answered. */
    @Test
    void shouldOweNothingForWhatIsNoOrder() {
        owed.onSample(10, 10, 1_000, 0);
        owed.onSample(20, 10, 2_000, 0);
        for (int input = 2_000; input < 1_000_000; input += 500) {
            owed.onSample(20, 20, input, 0);
        }
        assertEquals(0, owed.onSample(20, 20, 1_000_000, 0));
        assertEquals(Owed.AMPLIFICATION * 130, owed.onSample(30, 20, 1_000_100, 0));
    }

    /** A sample's own entry is seldom answered yet, while orders come: all of a second's bytes would count. */
    @Test
    void shouldOweNoMoreThanTheEntriesThatWaitCanHave() {
        owed.onSample(10, 10, 0, 0);
        final long largest = OrdersEntry.MAX_LENGTH * 13L / 10;
        assertEquals(Owed.AMPLIFICATION * 2 * largest, owed.onSample(1_000, 998, 1L << 30, 0));
    }

    @Test
    void shouldGoOnWhenTheServerCountsAnew() {
        owed.onSample(10, 10, 10_000, 0);
        assertEquals(Owed.AMPLIFICATION * 1_300, owed.onSample(20, 10, 11_000, 0));
        assertEquals(Owed.AMPLIFICATION * 3_900, owed.onSample(30, 10, 2_000, 0));
    }

    /** Others append too, answers come late: what is really unanswered is never more than what is told. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldNeverTellTooLittle(final long seed) {
        final Random random = new Random(seed);
        final long[] bytes = new long[100_001];
        int last = 0;
        int answered = 0;
        long used = 0;
        owed.onSample(0, 0, 0, 0);
        while (last < bytes.length - 20) {
            for (int i = random.nextInt(20); i > 0; i--) {
                bytes[++last] = 1L + random.nextInt(1_000);
                used += bytes[last];
            }
            if (random.nextInt(50) == 0) {
                answered = last - random.nextInt(1 + Math.min(5, last - answered));
            }
            long unanswered = 0;
            for (int id = answered + 1; id <= last; id++) {
                unanswered += bytes[id];
            }
            final long told = owed.onSample(last, answered, used, 0);
            assertTrue(told >= Owed.AMPLIFICATION * unanswered, "seed " + seed + ": " + told + " of " + unanswered);
        }
    }
}

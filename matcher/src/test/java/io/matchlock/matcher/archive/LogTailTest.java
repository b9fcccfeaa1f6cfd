package io.matchlock.matcher.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.log.EntryId;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LogTailTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MAX_BYTES = 4 << 20;
    private static final int OVERHEAD = 256;
    private static final int MOST = 100_000;

    @Test
    void shouldKeepTheNewestBytes() {
        final long seed = new Random().nextLong();
        System.out.println("tail seed " + seed);
        final Random random = new Random(seed);
        final LogTail tail = new LogTail(new TailLimits(MAX_BYTES, Duration.ofDays(1)));
        final long[] sums = new long[3_000];
        long first = EntryId.GENESIS;
        for (int i = 1; i < sums.length; i++) {
            final int length = random.nextInt(MOST);
            sums[i] = sums[i - 1] + length + OVERHEAD;
            tail.add(EntryId.GENESIS + i, length, i);
            final long found = tail.firstId(EntryId.GENESIS + i);
            first = found == EntryId.NONE ? first : found;
            final long kept = sums[i] - sums[(int) (first - EntryId.GENESIS)];
            assertTrue(kept >= Math.min(MAX_BYTES, sums[i]) || found == EntryId.NONE, "too much goes: " + kept);
            assertTrue(kept <= MAX_BYTES + MAX_BYTES / 16 + MOST + OVERHEAD, "too much stays: " + kept);
        }
        assertTrue(first > EntryId.GENESIS + 2_000, EntryId.format(first));
    }

    @Test
    void shouldLetGoWhatIsOld() {
        final LogTail tail = new LogTail(new TailLimits(MAX_BYTES, Duration.ofSeconds(60)));
        long first = EntryId.NONE;
        for (int second = 0; second < 10_000; second++) {
            tail.add(EntryId.GENESIS + second, 200, second * SECOND_NS);
            final long found = tail.firstId(EntryId.GENESIS + second);
            first = found == EntryId.NONE ? first : found;
        }
        final long age = 9_999 - (first - EntryId.GENESIS);
        assertTrue(age >= 60 && age <= 65, age + " s");
    }

    @Test
    void shouldKeepWhatIsNotArchived() {
        final LogTail tail = new LogTail(new TailLimits(1 << 20, Duration.ofDays(1)));
        for (int i = 0; i < 1_000; i++) {
            tail.add(EntryId.GENESIS + i, 10_000, 0);
            assertEquals(EntryId.NONE, tail.firstId(EntryId.NONE));
        }
        final long first = tail.firstId(EntryId.GENESIS + 500);
        assertTrue(first > EntryId.GENESIS + 480 && first <= EntryId.GENESIS + 500, EntryId.format(first));
    }

    @Test
    void shouldNotGoBackWithAClockThatDoes() {
        final LogTail tail = new LogTail(new TailLimits(MAX_BYTES, Duration.ofSeconds(10)));
        tail.add(EntryId.GENESIS, 200, 1_000 * SECOND_NS);
        for (int i = 1; i < 100; i++) {
            tail.add(EntryId.GENESIS + i, 200, i * SECOND_NS);
            assertEquals(EntryId.NONE, tail.firstId(EntryId.GENESIS + i));
        }
    }
}

package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventsFollowerTest {
    private static final long FIRST = EntryId.of(1, 5);

    private final StringBuilder taken = new StringBuilder();
    private final EventsFollower follower = follower(1 << 20);

    private record Part(long id, int offset, boolean last, String bytes) {}

    @Test
    void shouldHandOnPartsInOrderAndDropDuplicates() {
        part(0, 0, false, "ab");
        part(0, 0, false, "ab");
        part(0, 2, true, "c");
        part(0, 2, true, "c");
        part(1, 0, true, "d");
        assertEquals("abcd", taken.toString());
        assertEquals(FIRST + 1, follower.completeId());
        assertEquals(2, follower.duplicates());
    }

    @Test
    void shouldKeepWhatIsAheadAndAskForTheGap() {
        part(0, 0, true, "a");
        part(2, 0, false, "c");
        part(2, 1, true, "d");
        assertFalse(follower.wantsHealing(5));
        assertTrue(follower.wantsHealing(11));
        part(1, 0, true, "b");
        assertEquals("abcd", taken.toString());
        assertFalse(follower.wantsHealing(11));
    }

    @Test
    void shouldTakeAFenceBehindTheLastEntryOfItsEpochOnly() {
        part(0, 0, true, "a");
        fence(FIRST + 1);
        assertEquals("a", taken.toString());
        part(1, 0, true, "b");
        fence(FIRST + 1);
        offer(follower, new Part(EntryId.of(2, 1), 0, true, "c"));
        assertEquals(EntryId.of(2, 1), follower.completeId());
        assertEquals(2 + EventsEntry.HEADER_LENGTH + 1, taken.length());
    }

    private void fence(final long lastId) {
        final UnsafeBuffer header = new UnsafeBuffer(new byte[EventsEntry.HEADER_LENGTH]);
        header.putLong(EventsEntry.BATCH_NUMBER_OFFSET, lastId, LITTLE_ENDIAN);
        follower.onPart(EntryId.of(2, 0), 0, true, header, 0, header.capacity(), 0);
    }

    @Test
    void shouldTakeTheRestOfAnEntryCutElsewhere() {
        part(0, 0, false, "ab");
        part(0, 0, true, "abcd");
        assertEquals("abcd", taken.toString());
    }

    @Test
    void shouldAskAfterSilenceLessAndLessOften() {
        assertFalse(follower.wantsHealing(99));
        assertTrue(follower.wantsHealing(100));
        follower.onHealed(0, 100);
        assertFalse(follower.wantsHealing(299));
        assertTrue(follower.wantsHealing(300));
        follower.onHealed(1, 300);
        assertTrue(follower.wantsHealing(400));
    }

    @Test
    void shouldThrowAwayWhatDoesNotFitAndGetItFromTheLog() {
        final EventsFollower small = follower(64);
        for (int i = 1; i < 10; i++) {
            offer(small, new Part(FIRST + i, 0, true, Integer.toString(i)));
        }
        assertTrue(small.discarded() > 0);
        for (int i = 0; i < 10; i++) {
            offer(small, new Part(FIRST + i, 0, true, Integer.toString(i)));
        }
        assertEquals("0123456789", taken.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldHandOnEachByteOnceWhateverComes(final long seed) {
        final Random random = new Random(seed);
        final StringBuilder wanted = new StringBuilder();
        final List<Part> parts = new ArrayList<>();
        final List<String> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            final String entry = (char) ('a' + random.nextInt(26)) + "-" + i + ";";
            entries.add(entry);
            wanted.append(entry);
            cut(random, parts, FIRST + i, entry);
        }
        for (int i = 0; i < 400; i++) {
            parts.add(parts.get(random.nextInt(parts.size())));
        }
        for (int i = 0; i + 8 < parts.size(); i += 4) {
            Collections.shuffle(parts.subList(i, i + 8), random);
        }
        parts.removeIf(part -> random.nextInt(10) == 0);
        parts.forEach(part -> offer(follower, part));
        for (int i = 0; i < entries.size(); i++) {
            offer(follower, new Part(FIRST + i, 0, true, entries.get(i)));
        }
        assertEquals(wanted.toString(), taken.toString());
    }

    private static void cut(final Random random, final List<Part> parts, final long id, final String entry) {
        int from = 0;
        while (from < entry.length()) {
            final int to = Math.min(entry.length(), from + 1 + random.nextInt(4));
            parts.add(new Part(id, from, to == entry.length(), entry.substring(from, to)));
            from = to;
        }
    }

    private EventsFollower follower(final int capacity) {
        return new EventsFollower(FIRST - 1, this::onBytes, capacity, 10, 100, 800, 0);
    }

    private void onBytes(
            final long causeId, final int entryOffset, final DirectBuffer buffer, final int offset, final int length) {
        taken.append(buffer.getStringWithoutLengthAscii(offset, length));
    }

    private void part(final int entry, final int offset, final boolean last, final String bytes) {
        offer(follower, new Part(FIRST + entry, offset, last, bytes));
    }

    private static void offer(final EventsFollower follower, final Part part) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[part.bytes().length()]);
        buffer.putStringWithoutLengthAscii(0, part.bytes());
        follower.onPart(part.id(), part.offset(), part.last(), buffer, 0, buffer.capacity(), 0);
    }
}

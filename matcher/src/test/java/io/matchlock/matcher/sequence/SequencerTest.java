package io.matchlock.matcher.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.log.EntryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequencerTest {
    private static final long GAP_NS = 200_000;
    private static final long SILENCE_NS = 1_000_000;
    private static final int SLOTS = 16;

    private final Sequencer sequencer = new Sequencer(EntryId.GENESIS, SLOTS, GAP_NS, SILENCE_NS, 0);
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[Long.BYTES]);

    @Test
    void shouldFindTheNextEntryDue() {
        assertEquals(Arrival.DUE, sequencer.arrival(id(1), 0));
    }

    @Test
    void shouldBeginWithTheGenesis() {
        assertEquals(Arrival.DUE, new Sequencer(EntryId.NONE, SLOTS, 1, 1, 0).arrival(EntryId.GENESIS, 0));
    }

    @Test
    void shouldFindWhatWasAppliedDuplicate() {
        assertEquals(Arrival.DUPLICATE, sequencer.arrival(EntryId.GENESIS, 0));
    }

    @Test
    void shouldFindWhatWaitsDuplicate() {
        hold(3);
        assertEquals(Arrival.DUPLICATE, sequencer.arrival(id(3), 0));
    }

    @Test
    void shouldHoldAsManyAsThereAreSlots() {
        assertEquals(Arrival.EARLY, sequencer.arrival(id(SLOTS), 0));
        assertEquals(Arrival.TOO_FAR, sequencer.arrival(id(SLOTS + 1), 0));
    }

    @Test
    void shouldFindAnotherEpochTooFar() {
        assertEquals(Arrival.TOO_FAR, sequencer.arrival(EntryId.of(2, 1), 0));
    }

    @Test
    void shouldFindTheNextEpochsFenceDueAndGoOnBehindIt() {
        sequencer.arrival(EntryId.of(2, 1), 0);
        assertTrue(sequencer.isHealDue(GAP_NS));
        assertEquals(Arrival.TOO_FAR, sequencer.arrival(EntryId.of(3, 0), 0));
        assertEquals(Arrival.DUE, sequencer.arrival(EntryId.of(2, 0), 0));
        sequencer.applied(0);
        assertEquals(EntryId.of(2, 0), sequencer.appliedId());
        assertEquals(Arrival.DUE, sequencer.arrival(EntryId.of(2, 1), 0));
        assertEquals(Arrival.DUPLICATE, sequencer.arrival(id(1), 0));
    }

    @Test
    void shouldForgetWhatTheLogNeverHad() {
        hold(3);
        sequencer.arrival(EntryId.of(2, 1), 0);
        assertTrue(sequencer.isHealDue(GAP_NS));
        sequencer.asked();
        assertTrue(sequencer.answered());
        assertFalse(sequencer.isHealDue(2 * GAP_NS));
        assertEquals(Arrival.EARLY, sequencer.arrival(id(3), GAP_NS), "another may come under the id");
    }

    @Test
    void shouldNotForgetWhatItHeardOfAfterTheLogWasAsked() {
        hold(3);
        sequencer.isHealDue(GAP_NS);
        sequencer.asked();
        hold(5);
        assertTrue(sequencer.answered());
        assertEquals(Arrival.DUPLICATE, sequencer.arrival(id(5), GAP_NS));
        assertTrue(sequencer.isHealDue(2 * GAP_NS), "the log is to be asked for it");
    }

    @Test
    void shouldForgetNothingThatTheLogHad() {
        sequencer.arrival(id(2), 0);
        sequencer.isHealDue(GAP_NS);
        sequencer.asked();
        sequencer.applied(GAP_NS);
        sequencer.applied(GAP_NS);
        assertFalse(sequencer.answered());
    }

    @Test
    void shouldAskTheLogWhenAnEntryIsMissingTooLong() {
        hold(2);
        assertFalse(sequencer.isHealDue(GAP_NS - 1));
        assertTrue(sequencer.isHealDue(GAP_NS));
        assertFalse(sequencer.isHealDue(GAP_NS + 1), "asked once");
        assertTrue(sequencer.isHealDue(2 * GAP_NS), "asked again");
    }

    @Test
    void shouldAskTheLogWhenAnEntryIsTooFar() {
        sequencer.arrival(id(1_000), 0);
        assertTrue(sequencer.isHealDue(GAP_NS));
    }

    @Test
    void shouldCountEachGapAnew() {
        hold(2);
        hold(4);
        apply(1, GAP_NS - 1);
        sequencer.applied(GAP_NS - 1);
        assertFalse(sequencer.isHealDue(GAP_NS));
        assertTrue(sequencer.isHealDue(2 * GAP_NS - 1));
    }

    @Test
    void shouldNotAskOnceTheGapIsClosed() {
        hold(2);
        apply(1, 10);
        sequencer.applied(10);
        assertFalse(sequencer.isHealDue(SILENCE_NS - 1));
    }

    @Test
    void shouldAskTheLogWhenNothingComes() {
        apply(1, 500);
        assertFalse(sequencer.isHealDue(SILENCE_NS + 499));
        assertTrue(sequencer.isHealDue(SILENCE_NS + 500));
        assertFalse(sequencer.isHealDue(SILENCE_NS + 501));
    }

    @Test
    void shouldRefuseSlotsThatAreNoPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new Sequencer(EntryId.NONE, 100, 1, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldApplyAnyPermutationInOrder(final long seed) {
        final int count = 2_000;
        final List<Long> arrivals = scrambled(seed, count);
        final List<Long> applied = new ArrayList<>();
        while (applied.size() < count) {
            for (final long sequence : arrivals) {
                arrive(sequence, applied);
            }
        }
        assertEquals(LongStream.rangeClosed(1, count).boxed().toList(), applied, "seed " + seed);
    }

    /** Each entry up to 40 places from its own, one in five twice, one in ten missing in this pass. */
    private static List<Long> scrambled(final long seed, final int count) {
        final Random random = new Random(seed);
        final List<Long> arrivals = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            arrivals.add(i);
            if (random.nextInt(5) == 0) {
                arrivals.add(i);
            }
        }
        for (int i = 0; i < arrivals.size(); i++) {
            Collections.swap(arrivals, i, Math.min(arrivals.size() - 1, i + random.nextInt(40)));
        }
        return arrivals;
    }

    private void arrive(final long sequence, final List<Long> applied) {
        switch (sequencer.arrival(id(sequence), 0)) {
            case DUE -> {
                applied.add(sequence);
                sequencer.applied(0);
                while (sequencer.isDueHeld()) {
                    applied.add(sequencer.heldBuffer().getLong(sequencer.heldOffset()));
                    sequencer.applied(0);
                }
            }
            case EARLY -> hold(sequence);
            case DUPLICATE, TOO_FAR -> assertTrue(sequence != EntryId.sequence(sequencer.dueId()));
        }
    }

    private void hold(final long sequence) {
        sequencer.arrival(id(sequence), 0);
        bytes.putLong(0, sequence);
        sequencer.hold(id(sequence), bytes, 0, Long.BYTES);
    }

    private void apply(final long sequence, final long nowNs) {
        assertEquals(Arrival.DUE, sequencer.arrival(id(sequence), nowNs));
        sequencer.applied(nowNs);
    }

    private static long id(final long sequence) {
        return EntryId.of(1, sequence);
    }
}

package io.matchlock.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class IncomingNumbersTest {
    private final IncomingNumbers numbers = new IncomingNumbers(2);

    IncomingNumbersTest() {
        numbers.begin(10);
    }

    @Test
    void shouldTellNextFromAheadAndLower() {
        assertEquals(IncomingNumbers.NEXT, numbers.classify(11));
        assertEquals(IncomingNumbers.AHEAD, numbers.classify(12));
        assertEquals(IncomingNumbers.LOWER, numbers.classify(10));
        assertEquals(IncomingNumbers.INVALID, numbers.classify(0));
        assertEquals(IncomingNumbers.INVALID, numbers.classify(-1));
        assertEquals(IncomingNumbers.INVALID, numbers.classify(Long.MAX_VALUE));
    }

    @Test
    void shouldRememberWhatIsDead() {
        assertTrue(numbers.skipTo(14));
        numbers.take();
        assertTrue(numbers.refuse());
        assertTrue(numbers.isDead(11) && numbers.isDead(13) && numbers.isDead(15));
        assertFalse(numbers.isDead(10) || numbers.isDead(14) || numbers.isDead(16));
        assertEquals(16, numbers.expected());
    }

    @Test
    void shouldKnowWhatWasSkippedOnEarlierConnections() {
        numbers.dead(7, 9, 5);
        numbers.dead(0, 0, 5);
        assertTrue(numbers.isDead(7) && numbers.isDead(8));
        assertFalse(numbers.isDead(6) || numbers.isDead(9) || numbers.isDead(0));
        assertTrue(numbers.isUnknown(4));
        assertFalse(numbers.isUnknown(5));
        assertTrue(numbers.skipTo(13));
        assertTrue(numbers.isDead(8) && numbers.isDead(12));
    }

    @Test
    void shouldAllowOnlySoManyGaps() {
        assertTrue(numbers.skipTo(14));
        assertTrue(numbers.skipTo(16));
        assertFalse(numbers.skipTo(18));
    }

    @Test
    void shouldForgetNoDeadRangeButStop() {
        int ranges = 0;
        while (numbers.refuse()) {
            ranges++;
            numbers.take();
        }
        assertEquals(256, ranges);
        assertTrue(numbers.isDead(11));
    }
}

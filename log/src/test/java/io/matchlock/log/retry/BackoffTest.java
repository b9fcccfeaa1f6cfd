package io.matchlock.log.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private final Backoff backoff = new Backoff(20, 100);

    @Test
    void shouldWaitTwiceAsLongEachTimeUpToTheBound() {
        assertFalse(backoff.hasFailed());

        assertEquals(List.of(20L, 40L, 80L, 100L, 100L), waits(5));
        assertTrue(backoff.hasFailed());
    }

    @Test
    void shouldBeginAgainAfterASuccess() {
        waits(3);
        backoff.succeeded();

        assertFalse(backoff.hasFailed());
        assertEquals(List.of(20L, 40L), waits(2));
    }

    private List<Long> waits(final int failures) {
        return Stream.generate(backoff::failed).limit(failures).toList();
    }
}

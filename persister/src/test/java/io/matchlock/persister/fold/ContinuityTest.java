package io.matchlock.persister.fold;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What is remembered of sessions' reports, and that it is not more and more. */
final class ContinuityTest {
    private final Continuity continuity = new Continuity();

    private void reports(final int fromSession, final int count) {
        for (int session = fromSession; session < fromSession + count; session++) {
            continuity.onReport(1, session, 1);
        }
    }

    @Test
    void shouldFindAGapInTheReportsOfASessionThatWasHeardBeforeManyOthers() {
        reports(1, Continuity.SESSIONS);
        continuity.onReport(2, 1, 2);
        reports(1_000_000, Continuity.SESSIONS - 1);
        assertThrows(InconsistentLogException.class, () -> continuity.onReport(3, 1, 4));
    }

    @Test
    void shouldForgetASessionOnceTwiceAsManyOthersWereHeard() {
        reports(1, 1);
        reports(2, 2 * Continuity.SESSIONS);
        assertDoesNotThrow(() -> continuity.onReport(2, 1, 9));
        assertThrows(InconsistentLogException.class, () -> continuity.onReport(3, 1, 11));
    }
}

package io.matchlock.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.replay.direct.DirectFigures;
import io.matchlock.audit.replay.venue.ReferenceVenue;
import java.util.List;

/** What a replay of a reference venue's day must tell, in whatever format the day was written. */
final class VenueFigures {
    private VenueFigures() {}

    /** The engine has traded what the venue has executed, in its order, and nothing had to be mended. */
    static void assertAllExecuted(final ReferenceVenue venue, final DirectFigures figures) {
        assertEquals(
                List.of(venue.executions(), venue.executions(), venue.executedShares(), 0L, 0L, 0L, 0L),
                List.of(
                        figures.executions().hits(),
                        figures.trades().count(),
                        figures.trades().volume(),
                        figures.restored(),
                        figures.givenUp(),
                        figures.leftOut(),
                        figures.rejects()),
                figures.describe());
        assertTrue(venue.executions() > 1_000);
        assertTrue(figures.passes());
    }

    /** Each execution of an order that was not the first of its queue was told, and no other. */
    static void assertJumpsTold(final ReferenceVenue venue, final DirectFigures figures) {
        assertTrue(venue.jumps() > 100);
        assertEquals(
                venue.jumps(), figures.truth().count() - figures.executions().hits(), figures.describe());
    }
}

package io.matchlock.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.replay.direct.DirectFigures;
import io.matchlock.audit.replay.pitch.PitchFeed;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.venue.PitchTape;
import io.matchlock.audit.replay.venue.ReferenceVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TCP PITCH, as a reference venue writes it, through the engine. */
class PitchReplayTest {
    private static final long SEED = 20_140_110;
    private static final int STEPS = 20_000;

    @TempDir
    Path folder;

    @Test
    void shouldExecuteWhatTheFileExecutes() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED);
        final PitchTape tape = new PitchTape();
        venue.run(STEPS, tape);

        final DirectFigures figures = replay(tape.lines);

        VenueFigures.assertAllExecuted(venue, figures);
    }

    @Test
    void shouldTellHowManyExecutionsJumpedTheQueue() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED + 1, 11);
        final PitchTape tape = new PitchTape();
        venue.run(STEPS, tape);

        final DirectFigures figures = replay(tape.lines);

        VenueFigures.assertJumpsTold(venue, figures);
    }

    @Test
    void shouldForgetAllOrdersWhereTheSymbolIsCleared() throws IOException {
        final DirectFigures figures = replay(List.of(
                "S28800011AAK27GA00000DB000100ACME  0000619200Y",
                "28800012AAK27GA00000EB000100ACME  0000619200Y",
                "28800013sOTHER   ",
                "28800014EAK27GA00000D00004000000000000A",
                "28800015sACME    ",
                "28800016EAK27GA00000E00010000000000000B",
                "28800017AAK27GA00000FS000100ACME  0000619200Y",
                "28800018EAK27GA00000F00010000000000000C"));

        assertEquals(
                List.of(3L, 2L, 1L, 0L, 0L),
                List.of(
                        figures.truth().count(),
                        figures.executions().hits(),
                        figures.leftOut(),
                        figures.givenUp(),
                        figures.rejects()));
    }

    @Test
    void shouldNameTheLineThatItCannotRead() {
        final String good = "S28800011AAK27GA00000DB000100ACME  0000619200Y";
        assertFault("line 2: unknown message type, or no message", List.of(good, "S28800011z"));
        assertFault("line 2: unknown message type, or no message", List.of(good, "S288"));
        assertFault("line 1: message A has 44 characters, not 45", List.of(good.substring(0, 45)));
        assertFault("line 1: unknown side X", List.of(good.replace("B000100", "X000100")));
        final RecordException fault =
                assertThrows(RecordException.class, () -> replay(List.of(good.replace("B000100", "B0001 0"))));
        assertTrue(fault.getMessage().contains("day.pitch, line 1: not a number: "), fault.getMessage());
    }

    private void assertFault(final String what, final List<String> lines) {
        final RecordException fault = assertThrows(RecordException.class, () -> replay(lines));

        assertEquals(folder.resolve("day.pitch") + ", " + what, fault.getMessage());
    }

    private DirectFigures replay(final List<String> lines) throws IOException {
        final Path file = Files.write(folder.resolve("day.pitch"), lines);
        try (PitchFeed feed = new PitchFeed(file, "ACME")) {
            return Replays.direct(feed, null);
        }
    }
}

package io.matchlock.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.replay.direct.DirectFigures;
import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.feed.FeedFlow;
import io.matchlock.audit.replay.lobster.BookFile;
import io.matchlock.audit.replay.lobster.LobsterFeed;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.tally.ReplayComparison;
import io.matchlock.audit.replay.venue.LobsterTape;
import io.matchlock.audit.replay.venue.ReferenceVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LOBSTER's files, as a reference venue writes them, through the engine. */
class LobsterReplayTest {
    private static final long SEED = 20_120_621;
    private static final int STEPS = 20_000;
    private static final int ALL_LEVELS = 60;
    private static final int SECURITY_ID = 1;

    @TempDir
    Path folder;

    @Test
    void shouldAgreeWithEveryRowAndExecution() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED);
        final LobsterTape tape = new LobsterTape(venue, ALL_LEVELS);
        venue.run(STEPS, tape);

        final DirectFigures figures = replay(tape.messages, tape.books);

        final long rows = tape.messages.size() - 1L;
        assertEquals(
                List.of(rows, rows, venue.executions(), venue.executions(), venue.executedShares(), 0L, 0L, 0L, 0L),
                List.of(
                        figures.rowsCompared(),
                        figures.rowsAgreed(),
                        figures.executions().hits(),
                        figures.trades().count(),
                        figures.trades().volume(),
                        figures.restored(),
                        figures.givenUp(),
                        figures.leftOut(),
                        figures.rejects()));
        assertTrue(figures.passes());
    }

    @Test
    void shouldFindTheOrdersThatStoodBeforeTheFileBegins() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED + 1);
        final LobsterTape tape = new LobsterTape(venue, ALL_LEVELS);
        venue.run(STEPS, tape);
        final int begin = tape.messages.size() / 2;

        final DirectFigures figures = replay(
                tape.messages.subList(begin, tape.messages.size()), tape.books.subList(begin, tape.books.size()));

        assertEquals(tape.messages.size() - begin - 1, figures.rowsCompared());
        assertEquals(figures.rowsCompared(), figures.rowsAgreed(), figures.describe());
        assertTrue(figures.truth().count() > 1_000);
        assertEquals(figures.truth().count(), figures.executions().hits(), figures.describe());
    }

    @Test
    void shouldTellHowManyRowsAreWrong() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED + 2);
        final LobsterTape tape = new LobsterTape(venue, ALL_LEVELS);
        venue.run(STEPS, tape);
        final int wrong = 17;
        IntStream.range(0, wrong).forEach(i -> worsen(tape.books, 1 + i * 100, i % 4));

        final DirectFigures figures = replay(tape.messages, tape.books);

        assertEquals(wrong, figures.rowsCompared() - figures.rowsAgreed(), figures.describe());
    }

    @Test
    void shouldTellHowManyExecutionsJumpedTheQueue() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED + 3, 7);
        final LobsterTape tape = new LobsterTape(venue, ALL_LEVELS);
        venue.run(STEPS, tape);

        final DirectFigures figures = replay(tape.messages, tape.books);

        assertTrue(venue.jumps() > 100);
        assertEquals(
                venue.jumps(), figures.truth().count() - figures.executions().hits(), figures.describe());
        assertEquals(venue.jumps(), figures.restored());
        assertEquals(figures.rowsCompared(), figures.rowsAgreed(), figures.describe());
        assertFalse(figures.passes());
    }

    /** Orders that lie deeper than five levels are cancelled, reduced and submitted without a row; here that is every eighth event. */
    @Test
    void shouldComeNearWhereTheFileHasFewLevels() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED + 4);
        final LobsterTape tape = new LobsterTape(venue, 5);
        venue.run(STEPS, tape);
        final int begin = tape.messages.size() / 3;

        final DirectFigures figures = replay(
                tape.messages.subList(begin, tape.messages.size()), tape.books.subList(begin, tape.books.size()));

        assertTrue(figures.rowsAgreed() > 0.9 * figures.rowsCompared(), figures.describe());
        assertTrue(figures.executions().hits() > 0.9 * figures.truth().count(), figures.describe());
        assertTrue(figures.forgotten() > 0);
    }

    @Test
    void shouldTradeAsAClientWould() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED + 5);
        final LobsterTape tape = new LobsterTape(venue, ALL_LEVELS);
        venue.run(STEPS, tape);
        final EngineSink sink = new EngineSink(SECURITY_ID, Feed.PRICE_UNIT);

        try (FeedFlow flow = new FeedFlow(new LobsterFeed(write("messages.csv", tape.messages)), SECURITY_ID)) {
            final Replayer replayer = new Replayer(flow);
            while (replayer.send(sink)) {
                assertEquals(0, sink.rejects);
            }

            final ReplayComparison result = ReplayComparison.of(sink.trades(), flow.truth());
            assertEquals(
                    new ReplayComparison(
                            venue.executions(), venue.executions(), venue.executedShares(), venue.executedShares()),
                    result);
        }
    }

    @Test
    void shouldNameTheLineThatItCannotRead() throws IOException {
        final String good = "34200.1,1,5,100,2238200,1";
        final String row = "2239500,100,2238200,100";
        assertFault("messages.csv, line 2: 2 columns, not 6", List.of(good, "34200.2,1"), List.of(row, row));
        assertFault("messages.csv, line 1: unknown type 9", List.of("34200.1,9,5,100,1,1"), List.of(row));
        assertFault("messages.csv, line 1: unknown direction 0", List.of("34200.1,1,5,100,1,0"), List.of(row));
        assertFault(
                "messages.csv, line 1: order id, size and price must be above 0",
                List.of("34200.1,1,5,0,1,1"),
                List.of(row));
        assertFault("books.csv, line 1: 3 columns, not a multiple of 4", List.of(good), List.of("1,2,3"));
        assertFault("books.csv, line 2: the file ends, but not the messages", List.of(good, good), List.of(row));
        assertFault("books.csv, line 2: no message for this row", List.of(good), List.of(row, row));
    }

    private void assertFault(final String end, final List<String> messages, final List<String> books) {
        final RecordException fault = assertThrows(RecordException.class, () -> replay(messages, books));

        assertTrue(fault.getMessage().endsWith(end), fault.getMessage());
    }

    /** Changes one of the four values that are compared. */
    private static void worsen(final List<String> rows, final int index, final int column) {
        final String[] values = rows.get(index).split(",");
        values[column] = Long.toString(Long.parseLong(values[column]) + 1);
        rows.set(index, String.join(",", values));
    }

    private DirectFigures replay(final List<String> messages, final List<String> books) throws IOException {
        try (BookFile truth = new BookFile(write("books.csv", books));
                LobsterFeed feed = new LobsterFeed(write("messages.csv", messages))) {
            return Replays.direct(feed, truth);
        }
    }

    private Path write(final String name, final List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }
}

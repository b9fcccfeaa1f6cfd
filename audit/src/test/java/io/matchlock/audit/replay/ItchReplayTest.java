package io.matchlock.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.audit.replay.direct.DirectFigures;
import io.matchlock.audit.replay.itch.ItchFeed;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.venue.ItchTape;
import io.matchlock.audit.replay.venue.ReferenceVenue;
import io.matchlock.audit.replay.venue.RestingOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** TotalView-ITCH 5.0, as a reference venue writes it, through the engine. */
class ItchReplayTest {
    private static final long SEED = 20_190_130;
    private static final int STEPS = 20_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"day.itch", "day.itch.gz", "day.itch.xz"})
    void shouldExecuteWhatTheFileExecutes(final String name) throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED);
        final ItchTape tape = new ItchTape();
        venue.run(STEPS, tape);

        final DirectFigures figures = replay(name, tape.bytes());

        VenueFigures.assertAllExecuted(venue, figures);
    }

    @Test
    void shouldTellHowManyExecutionsJumpedTheQueue() throws IOException {
        final ReferenceVenue venue = new ReferenceVenue(SEED + 1, 11);
        final ItchTape tape = new ItchTape();
        venue.run(STEPS, tape);

        final DirectFigures figures = replay("day.itch", tape.bytes());

        VenueFigures.assertJumpsTold(venue, figures);
    }

    @Test
    void shouldTakeWhatACrossExecutesOutOfTheBook() throws IOException {
        final ItchTape tape = new ItchTape();
        final RestingOrder first = ItchTape.order(3, true, 10_000, 100);
        final RestingOrder second = ItchTape.order(4, true, 10_000, 100);
        tape.onNew(first);
        tape.onNew(second);
        tape.writeCrossed(second, 60);
        tape.writeCrossed(first, 100);
        tape.onExecuted(ItchTape.order(4, true, 10_000, 0), 40);

        final DirectFigures figures = replay("day.itch", tape.bytes());

        assertEquals(
                List.of(1L, 1L, 1L, 40L, 0L),
                List.of(
                        figures.truth().count(),
                        figures.executions().hits(),
                        figures.trades().count(),
                        figures.trades().volume(),
                        figures.rejects()));
    }

    /** The first order is given up: it could not rest any more. What the file tells of it afterwards is left out. */
    @Test
    void shouldGiveUpWhatALaterOrderWouldTradeWith() throws IOException {
        final ItchTape tape = new ItchTape();
        tape.onNew(ItchTape.order(4, true, 10_100, 100));
        tape.onNew(ItchTape.order(7, false, 10_100, 100));
        tape.onExecuted(ItchTape.order(4, true, 10_100, 0), 100);
        tape.onExecuted(ItchTape.order(7, false, 10_100, 0), 100);

        final DirectFigures figures = replay("day.itch", tape.bytes());

        assertEquals(
                List.of(2L, 1L, 1L, 1L, 0L),
                List.of(
                        figures.truth().count(),
                        figures.executions().hits(),
                        figures.givenUp(),
                        figures.leftOut(),
                        figures.rejects()));
    }

    @Test
    void shouldNameTheByteWhereItCannotReadOn() {
        final byte[] head = new ItchTape().bytes();
        final ItchTape unknown = new ItchTape();
        unknown.write('z', 13);
        final ItchTape brief = new ItchTape();
        brief.write('D', 13, 5);
        final ItchTape sideless = new ItchTape();
        sideless.write('A', 13, 5L, "x", 100, "ACME    ", 100);

        assertFault(head.length, "unknown message type 0x7a", unknown.bytes());
        assertFault(head.length, "message D has 15 bytes, not 19", brief.bytes());
        assertFault(head.length, "unknown side x", sideless.bytes());
        assertFault(head.length - 52, "the file ends within a message", Arrays.copyOf(head, head.length - 1));
        assertFault(head.length, "the file ends within a message", Arrays.copyOf(head, head.length + 1));
    }

    private void assertFault(final long offset, final String what, final byte[] bytes) {
        final RecordException fault = assertThrows(RecordException.class, () -> replay("bad.itch", bytes));

        assertEquals(folder.resolve("bad.itch") + ", byte " + offset + ": " + what, fault.getMessage());
    }

    private DirectFigures replay(final String name, final byte[] bytes) throws IOException {
        final Path file = folder.resolve(name);
        try (OutputStream stream = pack(name, Files.newOutputStream(file))) {
            stream.write(bytes);
        }
        try (ItchFeed feed = new ItchFeed(file, "ACME")) {
            return Replays.direct(feed, null);
        }
    }

    private static OutputStream pack(final String name, final OutputStream bytes) throws IOException {
        if (name.endsWith(".xz")) {
            return new XZOutputStream(bytes, new LZMA2Options());
        }
        return name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
    }
}

package io.matchlock.bench.match;

import static io.matchlock.bench.match.FlowWriter.BUY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.bench.flow.FlowException;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Files that are no flows are told from those that are, in one sentence. */
final class FlowFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadAPackedFlowAsAPlainOne() throws IOException {
        final Path packed = pack(flow().write(path()));

        final FlowFile flow = FlowFile.open(packed);

        assertEquals(
                "2 records, order 9 at -3",
                flow.count() + " records, order " + flow.orderId(1) + " at " + flow.price(1));
    }

    @Test
    void shouldNotReadBeyondItsRecords() throws IOException {
        final FlowFile flow = FlowFile.open(flow().write(path()));

        assertThrows(IndexOutOfBoundsException.class, () -> flow.orderId(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> flow.orderId(2));
        assertThrows(IndexOutOfBoundsException.class, () -> flow.orderId(64));
        assertEquals(9, flow.orderId(1));
    }

    @Test
    void shouldNotTakeAFileThatIsNotThere() {
        assertSentence("there is no file " + path() + ": name an order flow.");
    }

    @Test
    void shouldNotTakeAFileWithoutTheMagic() throws IOException {
        flow().header(0, 17).write(path());

        assertSentence(path() + " is no order flow, for it doesn't begin with OBFLOW01: name a flow file.");
    }

    @Test
    void shouldNotTakeAFileWithoutAWholeHeader() throws IOException {
        Files.write(path(), new byte[5]);

        assertSentence(path() + " is no order flow, for it ends within the header: name a flow file.");
    }

    @Test
    void shouldNotTakeAnotherVersion() throws IOException {
        flow().header(8, 2).write(path());

        assertSentence(path() + " is a flow of version 2, and only version 1 is known: have it made in that version.");
    }

    @Test
    void shouldNotTakeAPrefillAboveTheCount() throws IOException {
        flow().header(16, 3).write(path());

        assertSentence(path() + " says that it has 2 records of which the first 3 build the book, which can't be:"
                + " have it made again.");
    }

    @Test
    void shouldNotTakeAFileThatIsCutOff() throws IOException {
        flow().header(12, 3).write(path());

        assertSentence(path() + " ends after 2 of 3 records: it is cut off; copy it again.");
    }

    @Test
    void shouldNotTakeAPackedFileThatIsCutOff() throws IOException {
        final Path packed = pack(flow().write(path()));
        final byte[] bytes = Files.readAllBytes(packed);
        Files.write(path(), Arrays.copyOf(bytes, 40));

        assertSentence(path() + " is no order flow, for it ends within the header: name a flow file.");
    }

    @Test
    void shouldNotTakeAnUnknownType() throws IOException {
        flow().record(9, BUY, 1, 1, 1).write(path());

        assertSentence(path() + " has a record of unknown type 9 (the record at 2, from 0): types are 1 to 4;"
                + " have it made again.");
    }

    @Test
    void shouldNotTakeAnUnknownSide() throws IOException {
        flow().record(1, (byte) 2, 1, 1, 1).write(path());

        assertSentence(path() + " has a record of unknown side 2 (the record at 2, from 0): sides are 0 and 1;"
                + " have it made again.");
    }

    @Test
    void shouldNotTakePricesThatNoBookHolds() throws IOException {
        flow().gtc(BUY, 10, Long.MAX_VALUE, 1).write(path());

        assertSentence(path() + " has prices from -3 to 9223372036854775807, and books hold a range below"
                + " 140737488355327 ticks: split it.");
    }

    private static FlowWriter flow() {
        return new FlowWriter(0).gtc(BUY, 8, 3, 1).gtc(BUY, 9, -3, 1);
    }

    private Path path() {
        return folder.resolve("flow");
    }

    private static Path pack(final Path plain) throws IOException {
        final Path packed = plain.resolveSibling("packed");
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(packed), new LZMA2Options())) {
            Files.copy(plain, out);
        }
        return packed;
    }

    private void assertSentence(final String sentence) {
        final FlowException failure =
                assertThrows(FlowException.class, () -> FlowScan.of(path(), FlowFile.open(path())));
        assertEquals(sentence, failure.getMessage());
    }
}

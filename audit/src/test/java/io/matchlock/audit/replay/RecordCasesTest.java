package io.matchlock.audit.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.audit.replay.direct.DirectFigures;
import io.matchlock.audit.replay.direct.DirectReplay;
import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.format.RecordFormat;
import io.matchlock.audit.replay.format.RecordSniffer;
import io.matchlock.audit.replay.lobster.BookFile;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.venue.ItchTape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What strangers' files have taught: each case stands for its kind. */
class RecordCasesTest {
    private static final String HEAD = "time,action,id,orig,security,side,type,life,price,quantity\n";
    private static final String SELL = "1,new,1,,3,sell,limit,gtc,236.47,10\n";
    private static final String CREATED = "1430438404518 order_created {\"price\": \"200.00\", \"amount\": \"1.0\", "
            + "\"datetime\": \"1\", \"id\": 71, \"order_type\": 0}\n";
    private static final String PITCH =
            "S34200000A0000000000A1B000100ABC   0001000000Y\nS34200001A0000000000A2S000100ABC   0001000100Y\n";
    private static final String PITCH_EXECUTION = "S34200002E0000000000A20000400000000000X1\n";
    private static final String LOBSTER = "34200.1,1,11,10,1000000,1\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0000000001"})
    void shouldNeverTakeALimitOrderWithoutAPriceForAMarketOrder(final String price) throws IOException {
        final Path file = write("flow.csv", HEAD + SELL + "2,new,2,,3,buy,limit,gtc," + price + ",5\n");

        assertEquals(
                file + ", line 3: price " + price + " of a limit order must be above 0", fault(RecordFormat.CSV, file));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    `200.00`, `9999999999.00`, `price 9999999999.00 is too large`
                    `1.0`, `1e30`, `amount 1e30 is too large`
                    `1.0`, `1e999999999`, `amount 1e999999999 is too large`
                    `1.0`, `much`, `amount much is no number`
                    `, "order_type": 0`, ``, `there is no order_type`
                    `"order_type": 0`, `"order_type": 7`, `order_type 7 is neither 0, a bid, nor 1, an ask`
                    `200.00`, `0.00`, `price 0.00 must be above 0`
                    `200.00`, `-3`, `price -3 must be above 0`
                    `"price": "200.00", `, ``, `there is no price`
                    """)
    void shouldNameTheFieldOfABitstampLineThatIsWrong(final String right, final String wrong, final String what)
            throws IOException {
        final Path file = write("day.log", CREATED.replace(right, wrong == null ? "" : wrong));

        assertEquals(file + ", line 1: " + what, fault(RecordFormat.BITSTAMP, file));
    }

    @Test
    void shouldRefusePitchOrdersAtNoPrice() throws IOException {
        final Path file =
                write("day.pitch", PITCH + "S34200003A0000000000A3B000010ABC   0000000000Y\n" + PITCH_EXECUTION);

        assertEquals(file + ", line 3: the order has price 0", fault(RecordFormat.PITCH, file));
    }

    @Test
    void shouldLeaveOutPitchOrdersOfNoShares() throws IOException {
        final Path file = write(
                "day.pitch",
                PITCH
                        + "S34200003A0000000000A3B000000ABC   0001000000Y\nS34200003X0000000000A3000000\n"
                        + PITCH_EXECUTION);

        final DirectFigures figures = replay(RecordFormat.PITCH, file, "ABC");

        assertEquals(1, figures.leftOut());
        assertEquals(1, figures.executions().hits());
    }

    @Test
    void shouldRefuseItchOrdersAtNoPrice() throws IOException {
        final ItchTape tape = new ItchTape();
        final int offset = tape.bytes().length;
        tape.onNew(ItchTape.order(4, true, 0, 100));
        final Path file = write("day.itch", tape.bytes());

        assertEquals(file + ", byte " + offset + ": an order of type A has price 0", fault(RecordFormat.ITCH, file));
    }

    @Test
    void shouldReadItchInPacketsOfSoupBinTcp() throws IOException {
        final ItchTape tape = tape();

        final DirectFigures plain = replay(RecordFormat.ITCH, write("plain", tape.bytes()), "ACME");
        final DirectFigures framed = replay(RecordFormat.ITCH, write("framed", soup(tape.bytes())), "ACME");

        assertEquals(1, framed.executions().hits());
        assertEquals(plain.messages(), framed.messages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void shouldTellWhatCouldBeReadOfAFileThatIsCutOff(final String packing) throws IOException {
        final ItchTape tape = tape();
        for (int i = 10; i < 40_000; i++) {
            tape.onNew(ItchTape.order(i, true, 9_000 + i % 100, 100 + i % 7));
        }
        final byte[] packed = pack(packing, tape.bytes());
        final Path file = write("day", Arrays.copyOf(packed, packed.length / 2));

        final DirectReplay replay = new DirectReplay(null);
        final DirectFigures figures;
        try (Feed feed = RecordFormat.ITCH.feed(file, "ACME")) {
            figures = replay.run(feed, () -> false);
        }

        assertEquals(1, figures.executions().hits());
        final String text = replay.fault().getMessage();
        assertEquals(file + ", byte ", text.substring(0, (file + ", byte ").length()));
        assertEquals("the file is cut off", text.substring(text.lastIndexOf(": ") + 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF34200.1,1,11,10,1000000,1\n",
                "34200.1,1,11,10,1000000,1\n\n",
                "34200.1,1,11,10,1000000,1\r\n\r\n",
                "Time,Type,OrderID,Size,Price,Direction\n34200.1,1,11,10,1000000,1\n",
                "\uFEFFtime,type,id,size,price,direction\n34200.1, 1, 11, 10, 1000000, 1\n",
                " 34200.1 ,1 , 11,\t10,1000000,1"
            })
    void shouldReadLobsterHoweverItsRowsLook(final String text) throws IOException {
        final Path books = write("books.csv", "1000100,5,1000000,10\n\n");
        final DirectFigures figures;
        try (Feed feed = RecordFormat.LOBSTER.feed(write("messages.csv", text), "");
                BookFile truth = new BookFile(books)) {
            figures = Replays.direct(feed, truth);
        }

        assertEquals(1, figures.messages());
    }

    @Test
    void shouldPutALobsterOrderThatComesBackBeforeYoungerOnes() throws IOException {
        final Path file = write("messages.csv", """
                34200.0,1,900,100,5860000,-1
                34200.1,1,16225065,300,5870000,-1
                34200.2,1,16225100,50,5880000,-1
                34203.5,1,2050120,17,5870000,-1
                34411.8,4,2050120,17,5870000,-1
                """);

        final DirectFigures figures = replay(RecordFormat.LOBSTER, file, "");

        assertEquals(1, figures.executions().hits(), figures.describe());
        assertEquals(0, figures.rejects());
    }

    @Test
    void shouldGiveUpBetterOrdersThatAnExecutionProvesGone() throws IOException {
        final Path file = write("messages.csv", """
                34200.0,1,1,100,5860000,-1
                34200.1,1,2,300,5870000,-1
                34203.5,4,2,17,5870000,-1
                """);

        final DirectFigures figures = replay(RecordFormat.LOBSTER, file, "");

        assertEquals(1, figures.executions().hits(), figures.describe());
        assertEquals(1, figures.givenUp());
    }

    @Test
    void shouldSayThatThereIsNothingToCompare() throws IOException {
        final DirectFigures figures = replay(RecordFormat.LOBSTER, write("messages.csv", LOBSTER), "");

        assertEquals(
                "the record has no executions: nothing to compare",
                figures.describe().lines().findFirst().orElse(""));
    }

    @Test
    void shouldSayThatThereIsNoSuchSymbol() throws IOException {
        final Path pitch = write("day.pitch", PITCH);
        final Path itch = write("day.itch", tape().bytes());

        assertEquals(pitch + " has no symbol XYZ", fault(RecordFormat.PITCH, pitch, "XYZ"));
        assertEquals(pitch + " has no symbol abc; did you mean ABC?", fault(RecordFormat.PITCH, pitch, "abc"));
        assertEquals(itch + " has no symbol acme; did you mean ACME?", fault(RecordFormat.ITCH, itch, "acme"));
    }

    @ParameterizedTest
    @CsvSource({"gz,messages.GZ", "xz,messages", "gz,messages.xz", "zip,AAPL.zip", "zip,noending"})
    void shouldTellPackingByTheFirstBytes(final String packing, final String name) throws IOException {
        final Path file = write(name, pack(packing, LOBSTER.getBytes(UTF_8)));

        assertEquals(1, replay(RecordFormat.LOBSTER, file, "").messages());
    }

    @Test
    void shouldNameHowAFileIsPackedThatItCannotUnpack() throws IOException {
        final Path bzip2 = write("a.bz2", "BZh91AY&SY".getBytes(ISO_8859_1));
        final Path zstd = write("a.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 4, 0, 1, 0, 0});
        final Path half = write("a.zip", Arrays.copyOf(pack("zip", LOBSTER.getBytes(UTF_8)), 40));

        assertEquals(
                bzip2 + " is packed with bzip2, which is not read here: unpack it first",
                fault(RecordFormat.LOBSTER, bzip2));
        assertEquals(
                zstd + " is packed with zstd, which is not read here: unpack it first", fault(RecordFormat.CSV, zstd));
        assertEquals(half + " is no whole archive: zip END header not found", fault(RecordFormat.CSV, half));
        assertEquals("there is no file " + folder.resolve("none"), fault(RecordFormat.CSV, folder.resolve("none")));
    }

    @Test
    void shouldTakeTheMessagesOfALobsterArchive() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "AAPL_2012-06-21_34200000_57600000_orderbook_1.csv", "1000100,5,1000000,10\n");
            add(zip, "AAPL_2012-06-21_34200000_57600000_message_1.csv", LOBSTER);
        }
        final Path file = write("AAPL.zip", bytes.toByteArray());

        final DirectFigures figures;
        try (Feed feed = RecordFormat.LOBSTER.feed(file, "");
                BookFile truth = new BookFile(file)) {
            figures = Replays.direct(feed, truth);
        }

        assertEquals(1, figures.messages());
        assertEquals(
                file + " holds 2 files (AAPL_2012-06-21_34200000_57600000_orderbook_1.csv, "
                        + "AAPL_2012-06-21_34200000_57600000_message_1.csv): unpack the one that is meant",
                fault(RecordFormat.PITCH, file));
    }

    @Test
    void shouldGuessTheFormat() throws IOException {
        assertEquals(Optional.of(RecordFormat.CSV), guess(HEAD + SELL));
        assertEquals(Optional.of(RecordFormat.CSV), guess(SELL));
        assertEquals(Optional.of(RecordFormat.BITSTAMP), guess(CREATED));
        assertEquals(Optional.of(RecordFormat.LOBSTER), guess(LOBSTER));
        assertEquals(Optional.of(RecordFormat.PITCH), guess(PITCH));
        assertEquals(Optional.empty(), guess("anything else\n"));
        assertEquals(Optional.empty(), guess(""));
        assertEquals(Optional.of(RecordFormat.ITCH), RecordSniffer.guess(write("itch", tape().bytes())));
        assertEquals(Optional.of(RecordFormat.ITCH), RecordSniffer.guess(write("soup", soup(tape().bytes()))));
    }

    private Optional<RecordFormat> guess(final String text) throws IOException {
        return RecordSniffer.guess(write("guessed", text));
    }

    private static ItchTape tape() {
        final ItchTape tape = new ItchTape();
        tape.onNew(ItchTape.order(4, true, 10_100, 100));
        tape.onExecuted(ItchTape.order(4, true, 10_100, 0), 100);
        return tape;
    }

    /** Login accepted, a heartbeat, each message in a packet, end of session. */
    private static byte[] soup(final byte[] messages) {
        final ByteArrayOutputStream packets = new ByteArrayOutputStream();
        packet(packets, "A" + "000000042A" + "                   1");
        packet(packets, "H");
        for (int at = 0; at < messages.length; ) {
            final int length = (messages[at] & 0xFF) << Byte.SIZE | (messages[at + 1] & 0xFF);
            packet(packets, "S" + new String(messages, at + 2, length, ISO_8859_1));
            at += 2 + length;
        }
        packet(packets, "Z");
        return packets.toByteArray();
    }

    private static void packet(final ByteArrayOutputStream packets, final String packet) {
        packets.write(packet.length() >> Byte.SIZE);
        packets.write(packet.length());
        packets.writeBytes(packet.getBytes(ISO_8859_1));
    }

    private static byte[] pack(final String packing, final byte[] bytes) throws IOException {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        if (packing.equals("zip")) {
            try (ZipOutputStream zip = new ZipOutputStream(packed)) {
                add(zip, "one.csv", new String(bytes, UTF_8));
            }
            return packed.toByteArray();
        }
        try (OutputStream stream =
                packing.equals("gz") ? new GZIPOutputStream(packed) : new XZOutputStream(packed, new LZMA2Options())) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void add(final ZipOutputStream zip, final String name, final String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    private static String fault(final RecordFormat format, final Path file) {
        return fault(format, file, format == RecordFormat.ITCH ? "ACME" : "ABC");
    }

    private static String fault(final RecordFormat format, final Path file, final String symbol) {
        return assertThrows(RecordException.class, () -> read(format, file, symbol))
                .getMessage();
    }

    private static void read(final RecordFormat format, final Path file, final String symbol) {
        try (RecordedFlow flow = format.flow(file, symbol, 3, 8)) {
            final ReplayCommand command = new ReplayCommand();
            boolean hasMore = true;
            while (hasMore) {
                hasMore = flow.next(command);
            }
        }
    }

    private static DirectFigures replay(final RecordFormat format, final Path file, final String symbol) {
        try (Feed feed = format.feed(file, symbol)) {
            return Replays.direct(feed, null);
        }
    }

    private Path write(final String name, final String text) throws IOException {
        return write(name, text.getBytes(UTF_8));
    }

    private Path write(final String name, final byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}

package io.matchlock.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.tally.ReplayComparison;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Recorded flows through the engine itself. */
class ReplayTest {
    private static final int SECURITY_ID = 6;
    private static final long CENT = 10_000_000L;

    @TempDir
    Path folder;

    @Test
    void shouldReadBitstampAndTradeAsItDid() throws IOException {
        final Path file = write(
                "day.log",
                List.of(
                        "1 order_created {\"price\": \"100.00\", \"amount\": \"1.00000000\", \"datetime\": \"1\", \"id\": 1, \"order_type\": 0}",
                        "2 order_book {\"bids\": [[\"100.00\", \"3.00000000\"], [\"99.00\", \"1.0\"]], \"asks\": [[\"101.00\", \"2.0\"]]}",
                        "3 order_deleted {\"price\": \"100.00\", \"amount\": \"0.50000000\", \"datetime\": \"1\", \"id\": 0, \"order_type\": 0}",
                        "4 order_created {\"price\": \"100.00\", \"amount\": \"2.00000000\", \"datetime\": \"1\", \"id\": 2, \"order_type\": 1}",
                        "5 order_changed {\"price\": \"100.00\", \"amount\": \"1.00000000\", \"datetime\": \"1\", \"id\": 2, \"order_type\": 1}",
                        "6 trade {\"price\": 100.0, \"amount\": 1.0000000000000001, \"id\": 1}",
                        "7 trade {\"price\": 100.0, \"amount\": 1.0, \"id\": 2}",
                        "8 order_deleted {\"price\": \"101.00\", \"amount\": \"2.00000000\", \"datetime\": \"1\", \"id\": 9, \"order_type\": 1}",
                        "9 order_created {\"price\": \"101.00\", \"amount\": \"1.00000000\", \"datetime\": \"1\", \"id\": 3, \"order_type\": 0}",
                        "9 order_deleted {\"price\": \"101.00\", \"amount\": \"1.00000000\", \"datetime\": \"1\", \"id\": 3, \"order_type\": 0}"));

        final ReplayComparison result = replayBitstamp(file);

        assertEquals(new ReplayComparison(2, 2, 200_000_000, 200_000_000), result);
        assertTrue(result.passes());
        assertEquals("trades 2 of 2 (100.0 %), volume 2.00000000 of 2.00000000 (100.0 %)", result.describe(8));
    }

    @Test
    void shouldReadOurOwnFormatPackedOrNot() throws IOException {
        final List<String> lines = List.of(
                "time,action,id,orig,security,side,type,life,price,quantity",
                "# two orders that meet, one that is moved and then cancelled",
                "1,new,1,,6,buy,limit,gtc,100.00,5",
                "2,new,2,,6,sell,market,ioc,,3",
                "3,replace,3,1,6,buy,limit,gtc,99.00,5",
                "4,cancel,4,3,6,buy,,,,",
                "5,new,5,,6,sell,limit,day,99.00,1",
                "6,trade,,,6,,,,100.00,3");

        final ReplayComparison plain = replayCsv(write("flow.csv", lines));
        final ReplayComparison packed = replayCsv(write("flow.csv.xz", lines));

        assertEquals(new ReplayComparison(1, 1, 3, 3), plain);
        assertEquals(plain, packed);
    }

    @Test
    void shouldNameTheLineThatItCannotRead() throws IOException {
        final Path file = write("bad.csv", List.of("1,new,1,,6,buy,limit,gtc,100.00,5", "2,new,1,,6,buy,stop,gtc,1,5"));

        final RecordException fault = assertThrows(RecordException.class, () -> replayCsv(file));

        assertEquals(file + ", line 2: unknown type stop", fault.getMessage());
    }

    @Test
    void shouldFailWhereTheCountIsOffByMoreThanAllowed() {
        assertTrue(new ReplayComparison(95, 100, 1, 1).passes());
        assertFalse(new ReplayComparison(94, 100, 1, 1).passes());
        assertFalse(new ReplayComparison(106, 100, 1, 1).passes());
        assertFalse(new ReplayComparison(0, 0, 0, 0).passes());
        assertTrue(new ReplayComparison(3, 0, 3, 0).isEmpty());
    }

    @Test
    void shouldComeNearToARecordedDay() {
        final Path day = recordedDay();
        assumeTrue(Files.exists(day), "no recorded day at " + day + "; MATCHLOCK_BITSTAMP_LOG may name one");

        final ReplayComparison result = replayBitstamp(day);

        assertTrue(result.countShare() > 0.97 && result.passes(), () -> result.describe(8));
        assertTrue(result.volumeShare() > 0.91 && result.volumeShare() < 1.05, () -> result.describe(8));
    }

    private static Path recordedDay() {
        final String named = System.getenv("MATCHLOCK_BITSTAMP_LOG");
        return named == null
                ? Path.of("..", "..", "shared", "data", "bitstamp-btcusd-2015-05-01.log.xz")
                        .toAbsolutePath()
                        .normalize()
                : Path.of(named);
    }

    private static ReplayComparison replayBitstamp(final Path file) {
        try (BitstampFlow flow = new BitstampFlow(file, SECURITY_ID, 8)) {
            return replay(flow);
        }
    }

    private static ReplayComparison replayCsv(final Path file) {
        try (CsvFlow flow = new CsvFlow(file)) {
            return replay(flow);
        }
    }

    private static ReplayComparison replay(final RecordedFlow flow) {
        final EngineSink sink = new EngineSink(SECURITY_ID, CENT);
        final Replayer replayer = new Replayer(flow);
        long count = 0;
        while (replayer.send(sink)) {
            count++;
        }
        assertTrue(replayer.isDone());
        if (replayer.fault() != null) {
            throw replayer.fault();
        }
        assertEquals(count, replayer.sent());
        assertEquals(0, sink.rejects);
        return ReplayComparison.of(sink.trades(), flow.truth());
    }

    private Path write(final String name, final List<String> lines) throws IOException {
        final Path file = folder.resolve(name);
        final byte[] bytes = (String.join("\n", new ArrayList<>(lines)) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream stream = name.endsWith(".xz")
                ? new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())
                : Files.newOutputStream(file)) {
            stream.write(bytes);
        }
        return file;
    }
}

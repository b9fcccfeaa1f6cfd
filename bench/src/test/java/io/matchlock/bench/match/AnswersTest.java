package io.matchlock.bench.match;

import static io.matchlock.bench.match.FlowWriter.BUY;
import static io.matchlock.bench.match.FlowWriter.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small flows, with the trades and the reports that they must give. */
final class AnswersTest {
    private static final int TRADE_BYTES = 40;

    @TempDir
    private Path folder;

    @Test
    void shouldTradeAtTheMakersPriceInOrderOfPriceThenTime() throws Exception {
        final FlowWriter flow = new FlowWriter(0)
                .gtc(SELL, 1, 101, 5)
                .gtc(SELL, 2, 100, 3)
                .gtc(SELL, 3, 100, 4)
                .gtc(BUY, 4, 101, 9);

        final Result result = run(flow);

        assertEquals("103 2<4 3@100\n103 3<4 4@100\n103 1<4 2@101\n", result.trades());
        assertEquals("""
                0,100,1,1,101,5
                0,101,1,2,100,3
                0,102,1,3,100,4
                0,103,0,4,101,9
                1,103,100,3,2,4
                1,103,100,4,3,4
                1,103,101,2,1,4""", result.reports());
    }

    @Test
    void shouldCancelByIdWhateverSideTheCancelNames() throws Exception {
        final byte none = 7;
        final FlowWriter flow = new FlowWriter(0)
                .gtc(SELL, 1, 100, 5)
                .cancel(BUY, 1)
                .gtc(BUY, 2, 100, 5)
                .cancel(none, 2)
                .gtc(SELL, 1, 100, 5)
                .gtc(BUY, 3, 100, 1);

        final Result result = run(flow);

        assertEquals("105 1<3 1@100\n", result.trades());
        assertEquals("""
                0,100,1,1,100,5
                2,101,1,1,100
                0,102,0,2,100,5
                2,103,0,2,100
                0,104,1,1,100,5
                0,105,0,3,100,1
                1,105,100,1,1,3""", result.reports());
    }

    @Test
    void shouldTakeIdsOfAnySizeInAnyOrder() throws Exception {
        final FlowWriter flow = new FlowWriter(0)
                .gtc(BUY, Long.MAX_VALUE, 10, 1)
                .gtc(BUY, 0, 10, 1)
                .gtc(BUY, 1L << 40, 10, 1)
                .ioc(SELL, Long.MAX_VALUE - 1, 10, 2)
                .cancel(BUY, 1L << 40)
                .cancel(BUY, 0);

        final Result result = run(flow);

        assertEquals(
                "103 9223372036854775807<9223372036854775806 1@10\n103 0<9223372036854775806 1@10\n", result.trades());
        assertEquals("""
                0,100,0,9223372036854775807,10,1
                0,101,0,0,10,1
                0,102,0,1099511627776,10,1
                0,103,1,9223372036854775806,10,2
                1,103,10,1,9223372036854775807,9223372036854775806
                1,103,10,1,0,9223372036854775806
                2,104,0,1099511627776,10
                4,105,0""", result.reports());
    }

    @Test
    void shouldTakePricesThatAreFarApartAndNotAboveZero() throws Exception {
        final FlowWriter flow = new FlowWriter(0)
                .gtc(BUY, 1, -5_000_000, 1)
                .gtc(SELL, 2, 90_000_000_000L, 1)
                .gtc(BUY, 3, 0, 1)
                .ioc(SELL, 4, -5_000_000, 3)
                .gtc(BUY, 5, 90_000_000_001L, 2);

        final Result result = run(flow);

        assertEquals("103 3<4 1@0\n103 1<4 1@-5000000\n104 2<5 1@90000000000\n", result.trades());
        assertEquals("""
                0,100,0,1,-5000000,1
                0,101,1,2,90000000000,1
                0,102,0,3,0,1
                0,103,1,4,-5000000,3
                1,103,0,1,3,4
                1,103,-5000000,1,1,4
                2,103,1,4,-5000000
                0,104,0,5,90000000001,2
                1,104,90000000000,1,2,5""", result.reports());
    }

    @Test
    void shouldCancelTheRestOfAnImmediateOrder() throws Exception {
        final FlowWriter flow =
                new FlowWriter(0).gtc(SELL, 1, 100, 2).ioc(BUY, 2, 100, 5).ioc(BUY, 3, 100, 5);

        final Result result = run(flow);

        assertEquals("101 1<2 2@100\n", result.trades());
        assertEquals("""
                0,100,1,1,100,2
                0,101,0,2,100,5
                1,101,100,2,1,2
                2,101,0,2,100
                0,102,0,3,100,5
                2,102,0,3,100""", result.reports());
    }

    @Test
    void shouldRejectWhatAddressesAnOrderThatIsGone() throws Exception {
        final FlowWriter flow = new FlowWriter(0)
                .gtc(SELL, 1, 100, 2)
                .gtc(BUY, 2, 100, 2)
                .cancel(SELL, 1)
                .replace(SELL, 1, 101, 2)
                .cancel(BUY, 2)
                .cancel(BUY, 77);

        final Result result = run(flow);

        assertEquals("""
                0,100,1,1,100,2
                0,101,0,2,100,2
                1,101,100,2,1,2
                4,102,1
                5,103,1
                4,104,2
                4,105,77""", result.reports());
    }

    @Test
    void shouldReplaceAPartlyFilledOrderByWhatIsOpen() throws Exception {
        final FlowWriter flow = new FlowWriter(0)
                .gtc(SELL, 1, 100, 10)
                .ioc(BUY, 2, 100, 4)
                .gtc(SELL, 3, 101, 1)
                .replace(SELL, 1, 101, 6)
                .gtc(BUY, 4, 101, 3);

        final Result result = run(flow);

        assertEquals("101 1<2 4@100\n104 3<4 1@101\n104 1<4 2@101\n", result.trades());
        assertEquals("""
                0,100,1,1,100,10
                0,101,0,2,100,4
                1,101,100,4,1,2
                0,102,1,3,101,1
                3,103,1,1,101,6
                0,104,0,4,101,3
                1,104,101,1,3,4
                1,104,101,2,1,4""", result.reports());
    }

    @Test
    void shouldTradeOnTheWayOfAReplaceAndReportItAfterwards() throws Exception {
        final FlowWriter flow = new FlowWriter(1)
                .gtc(SELL, 1, 105, 3)
                .gtc(BUY, 2, 100, 2)
                .replace(BUY, 2, 105, 8)
                .cancel(BUY, 2)
                .gtc(BUY, 3, 90, 1)
                .gtc(SELL, 4, 95, 4)
                .replace(BUY, 3, 95, 1)
                .cancel(BUY, 3);

        final Result result = run(flow);

        assertEquals("102 1<2 3@105\n106 4<3 1@95\n", result.trades());
        assertEquals("""
                0,100,1,1,105,3
                0,101,0,2,100,2
                1,102,105,3,1,2
                3,102,0,2,105,8
                2,103,0,2,105
                0,104,0,3,90,1
                0,105,1,4,95,4
                1,106,95,1,4,3
                3,106,0,3,95,1
                4,107,3""", result.reports());
    }

    @Test
    void shouldLosePriorityWhenOnlyTheQuantityGrows() throws Exception {
        assertEquals("103 2<3 2@100\n", run(replacedInPlace(6)).trades());
    }

    @Test
    void shouldLosePriorityWhenOnlyTheQuantityShrinks() throws Exception {
        assertEquals("103 2<3 2@100\n", run(replacedInPlace(4)).trades());
    }

    private static FlowWriter replacedInPlace(final long quantity) {
        return new FlowWriter(1)
                .gtc(SELL, 1, 100, 5)
                .gtc(SELL, 2, 100, 5)
                .replace(SELL, 1, 100, quantity)
                .ioc(BUY, 3, 100, 2);
    }

    @Test
    void shouldKeepABookForEachSymbol() throws Exception {
        final FlowWriter flow = new FlowWriter(0)
                .symbol(7)
                .gtc(SELL, 1, 100, 5)
                .symbol(65_535)
                .ioc(BUY, 2, 100, 5)
                .symbol(7)
                .ioc(BUY, 3, 100, 5);

        assertEquals("102 1<3 5@100\n", run(flow).trades());
    }

    @Test
    void shouldFindTheMostThatRestedAtTheEndOfACommand() throws Exception {
        final FlowWriter flow = new FlowWriter(0)
                .gtc(SELL, 1, 100, 1)
                .gtc(SELL, 2, 100, 1)
                .gtc(BUY, 3, 99, 1)
                .ioc(BUY, 4, 98, 1)
                .replace(SELL, 2, 102, 1)
                .cancel(BUY, 3);

        final Answers answers = run(flow).answers();

        assertEquals("3 orders, 3 levels", answers.peakOrders() + " orders, " + answers.peakLevels() + " levels");
    }

    @Test
    void shouldHashWhatItWrites() throws Exception {
        final Result result = run(new FlowWriter(0).gtc(SELL, 1, 100, 5).gtc(BUY, 2, 100, 5));

        assertEquals(sha256(folder.resolve("trades")), result.answers().tradesSha256());
        assertEquals(sha256(folder.resolve("reports")), result.answers().reportsSha256());
    }

    @Test
    void shouldCountNewOrdersThatTheEngineRefuses() throws Exception {
        final Answers answers =
                run(new FlowWriter(0).gtc(SELL, 1, 100, 5).gtc(SELL, 1, 101, 5)).answers();

        assertEquals("1: seq 101, order 1: DUPLICATE_CLORDID", answers.refused() + ": " + answers.firstRefused());
    }

    private record Result(Answers answers, String trades, String reports) {}

    private Result run(final FlowWriter writer) throws IOException {
        final Path path = writer.write(folder.resolve("flow"));
        final FlowFile flow = FlowFile.open(path);
        final Path trades = folder.resolve("trades");
        final Path reports = folder.resolve("reports");
        final Answers answers = Answers.of(flow, FlowScan.of(path, flow), trades, reports);
        return new Result(answers, text(Files.readAllBytes(trades)), Files.readString(reports));
    }

    private static String text(final byte[] trades) {
        final ByteBuffer buffer = ByteBuffer.wrap(trades).order(ByteOrder.LITTLE_ENDIAN);
        final StringBuilder text = new StringBuilder();
        for (int at = 0; at < trades.length; at += TRADE_BYTES) {
            text.append(buffer.getLong(at)).append(' ');
            text.append(buffer.getLong(at + 8)).append('<').append(buffer.getLong(at + 16));
            text.append(' ').append(buffer.getLong(at + 32)).append('@').append(buffer.getLong(at + 24));
            text.append('\n');
        }
        return text.toString();
    }

    private static String sha256(final Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

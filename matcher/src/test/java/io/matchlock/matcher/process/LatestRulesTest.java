package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.EventText;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What records of the latest rules become in events entries: the fields that matter of each record, in order. */
final class LatestRulesTest {
    private static final int ALPHA = 1;
    private static final int BETA = 2;
    private static final long UNIT = Segments.UNIT;
    private static final int AUCTION = 24;
    private static final int CONTINUOUS = 17;
    private static final Pattern FIELD = Pattern.compile("(execType|ordStatus|ordType|leavesQty|cumQty|displayQty|"
            + "execRestatementReason|massActionReportID|totalAffectedOrders|aggressorIndicator|lastQty|requestId|result|"
            + "status|ordRejReason|massActionResponse)=([^|]+)");

    private final Parts parts = new Parts();
    private Pipeline pipeline;
    private final Batches gateway = new Batches(1, 0, 77);

    @Test
    void shouldTellIcebergsAndTheirTrades() {
        assertEquals(
                List.of(
                        "leavesQty=100 cumQty=0 displayQty=10 execType=New ordStatus=New ordType=Limit",
                        "leavesQty=15 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "lastQty=10 leavesQty=5 cumQty=10 execType=Trade ordStatus=PartiallyFilled aggressorIndicator=True",
                        "lastQty=10 leavesQty=90 cumQty=10 execType=Trade ordStatus=PartiallyFilled aggressorIndicator=False",
                        "lastQty=5 leavesQty=0 cumQty=15 execType=Trade ordStatus=Filled aggressorIndicator=True",
                        "lastQty=5 leavesQty=85 cumQty=15 execType=Trade ordStatus=PartiallyFilled aggressorIndicator=False"),
                apply(gateway()
                        .special(ALPHA, 1, 11, Side.Sell, 100, UNIT, order -> order.displayQty(10))
                        .limit(BETA, 1, 21, Side.Buy, 15, UNIT)));
    }

    @Test
    void shouldTellStopsThatAreElected() {
        assertEquals(
                List.of(
                        "leavesQty=5 cumQty=0 execType=New ordStatus=New ordType=Stop",
                        "leavesQty=1 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "leavesQty=1 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "lastQty=1 leavesQty=0 cumQty=1 execType=Trade ordStatus=Filled aggressorIndicator=True",
                        "lastQty=1 leavesQty=0 cumQty=1 execType=Trade ordStatus=Filled aggressorIndicator=False",
                        "leavesQty=5 cumQty=0 execType=Triggered ordStatus=New ordType=Market",
                        "leavesQty=0 cumQty=0 execRestatementReason=101 execType=Canceled ordStatus=Canceled ordType=Market"),
                apply(gateway()
                        .special(
                                ALPHA,
                                1,
                                11,
                                Side.Buy,
                                5,
                                Long.MIN_VALUE,
                                order -> order.ordType(OrdType.Stop).stopPx().mantissa(UNIT))
                        .limit(BETA, 1, 21, Side.Sell, 1, UNIT)
                        .limit(ALPHA, 2, 12, Side.Buy, 1, UNIT)));
    }

    @Test
    void shouldTellMassCancelsWithTheirId() {
        assertEquals(
                List.of(
                        "leavesQty=5 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "leavesQty=0 cumQty=0 massActionReportID=1 execRestatementReason=108 execType=Canceled"
                                + " ordStatus=Canceled ordType=Limit",
                        "massActionReportID=1 totalAffectedOrders=1 massActionResponse=Accepted"),
                apply(gateway()
                        .limit(ALPHA, 1, 11, Side.Sell, 5, UNIT)
                        .massCancel(ALPHA, 2, 12, MassActionScope.AllOrders)));
    }

    @Test
    void shouldTellUncrossTradesWithoutAggressorAndAnswerTheAdmin() {
        assertEquals(
                List.of(
                        "status=24",
                        "requestId=5 result=Done",
                        "leavesQty=5 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "leavesQty=3 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "lastQty=3 leavesQty=0 cumQty=3 execType=Trade ordStatus=Filled aggressorIndicator=False",
                        "lastQty=3 leavesQty=2 cumQty=3 execType=Trade ordStatus=PartiallyFilled aggressorIndicator=False",
                        "status=17",
                        "requestId=6 result=Done"),
                apply(gateway()
                        .status(5, Segments.SECURITY, AUCTION)
                        .limit(ALPHA, 1, 11, Side.Sell, 5, UNIT)
                        .limit(BETA, 1, 21, Side.Buy, 3, UNIT)
                        .status(6, Segments.SECURITY, CONTINUOUS)));
    }

    @Test
    void shouldTellExpiriesAndRestatements() {
        final long expireNs = Batches.EPOCH_NS + 60_000_000_000L;
        assertEquals(
                List.of(
                        "leavesQty=5 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "leavesQty=2 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "leavesQty=0 cumQty=0 execRestatementReason=107 execType=Canceled ordStatus=Canceled ordType=Limit",
                        "leavesQty=3 cumQty=0 execRestatementReason=107 execType=Restated ordStatus=New ordType=Limit",
                        "",
                        "leavesQty=0 cumQty=0 execType=Expired ordStatus=Expired ordType=Limit"),
                apply(gateway()
                                .lead(1)
                                .tick(1, Batches.EPOCH_NS)
                                .special(
                                        ALPHA,
                                        1,
                                        11,
                                        Side.Sell,
                                        5,
                                        UNIT,
                                        order -> order.selfMatchPreventionID(9)
                                                .timeInForce(TimeInForce.GTD)
                                                .expireTime()
                                                .time(expireNs))
                                .special(
                                        BETA,
                                        1,
                                        21,
                                        Side.Buy,
                                        2,
                                        UNIT,
                                        order -> order.selfMatchPreventionID(9)
                                                .stpInstruction(StpInstruction.DecrementAndCancel))
                                .tick(1, expireNs))
                        .stream()
                        .skip(2)
                        .toList());
    }

    @Test
    void shouldAnswerDefinitionsLimitsAndBlocks() {
        final InstrumentDefinition sound =
                new InstrumentDefinition(43, "NEW", 2, 0, UNIT, 1, 1, 100, UNIT, 1_000 * UNIT);
        final InstrumentDefinition unsound =
                new InstrumentDefinition(44, "BAD", 2, 0, 0, 1, 1, 100, UNIT, 1_000 * UNIT);
        assertEquals(
                List.of(
                        "status=17",
                        "requestId=1 result=Done",
                        "requestId=2 result=Invalid",
                        "requestId=3 result=Done",
                        "leavesQty=5 cumQty=0 execType=New ordStatus=New ordType=Limit",
                        "ordRejReason=3",
                        "leavesQty=0 cumQty=0 execRestatementReason=109 execType=Canceled ordStatus=Canceled ordType=Limit",
                        "requestId=4 result=Done",
                        "ordRejReason=99",
                        "requestId=5 result=UnknownInstrument"),
                apply(gateway()
                        .define(1, sound)
                        .define(2, unsound)
                        .limits(3, 7, 1)
                        .limit(ALPHA, 1, 11, Side.Sell, 5, UNIT)
                        .limit(ALPHA, 2, 12, Side.Sell, 5, UNIT)
                        .block(4, 7, true)
                        .limit(ALPHA, 3, 13, Side.Sell, 5, UNIT)
                        .status(5, 99, AUCTION)));
    }

    private Batches gateway() {
        pipeline = new Pipeline(Segments.latest(1_000), 4, parts);
        pipeline.apply(Segments.genesis(Segments.latest(1_000)));
        pipeline.apply(gateway.started().close());
        pipeline.apply(
                gateway.negotiate(1).negotiate(2).establish(1).establish(2).close());
        return gateway;
    }

    /** Applies the open batch; returns a line for each record of its events. */
    private List<String> apply(final Batches batches) {
        pipeline.apply(batches.close());
        return EventText.of(parts.entries().get(parts.entries().size() - 1))
                .lines()
                .skip(1)
                .map(LatestRulesTest::fields)
                .toList();
    }

    private static String fields(final String line) {
        final StringBuilder fields = new StringBuilder();
        final Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            final boolean isNull = matcher.group(2).equals("null")
                    || matcher.group(2).equals("18446744073709551615")
                    || matcher.group(2).equals("-1")
                    || matcher.group(2).equals("65535");
            if (!isNull) {
                fields.append(fields.isEmpty() ? "" : " ").append(matcher.group());
            }
        }
        return fields.toString();
    }
}

package io.matchlock.engine;

import static io.matchlock.engine.TwoEngines.NOW_NS;
import static io.matchlock.engine.TwoEngines.TICK;
import static io.matchlock.engine.TwoEngines.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of statuses and of self-trade instructions, walked row by column. */
final class StatusTableTest {
    private static final String STATUSES = "| status | 326 |";
    private static final String INSTRUCTIONS = "| instruction | what happens instead |";

    private static TwoEngines in(final int status) {
        final TwoEngines engines = new TwoEngines(EngineRig.LIMITS, EngineRig.INSTRUMENT);
        engines.enter(limit(1, '2', 12, 100));
        engines.enter(limit(2, '1', 12, 10));
        engines.enter(limit(3, '1', 10, 10));
        engines.status(status);
        return engines;
    }

    /** What a cell says that comes of a command, as the words that its events begin with. */
    private static String events(final String cell, final String ifYes) {
        return switch (cell) {
            case "rests", "wait" -> "new";
            case "trades, rests", "yes" -> ifYes;
            default -> cell;
        };
    }

    private static String brief(final List<String> events) {
        final String first = events.get(0);
        return first.contains("ejected ")
                ? first.substring(first.lastIndexOf(' ') + 1)
                : String.join(
                        " ", events.stream().map(line -> line.split(" ", -1)[0]).toList());
    }

    @Test
    void shouldTakeNewOrdersAsTheTableOfStatusesSays() throws IOException {
        for (final List<String> row : RuleTables.table(STATUSES)) {
            final int status = Integer.parseInt(row.get(1));
            for (final OrderRequest order : List.of(
                    limit(9, '1', 12, 30).timeInForce('0'),
                    limit(9, '1', 12, 30),
                    limit(9, '1', 12, 30).timeInForce('6').expireTimeNs(NOW_NS + 1))) {
                assertEquals(
                        events(row.get(2), "new trade trade"), brief(in(status).enter(order)), row.get(0));
            }
            for (final OrderRequest order : List.of(
                    limit(9, '1', 12, 30).ordType('1').price(Codes.NULL_PRICE),
                    limit(9, '1', 12, 30).timeInForce('3'),
                    limit(9, '1', 12, 30).timeInForce('4'),
                    limit(9, '1', 12, 30).minQty(20))) {
                assertEquals(
                        events(row.get(3), "new trade trade"), brief(in(status).enter(order)), row.get(0));
            }
            assertEquals(
                    events(row.get(3), "new"),
                    brief(in(status).enter(limit(9, '1', 11, 30).execInst(1))),
                    row.get(0));
        }
    }

    @Test
    void shouldTakeStopsReplacesAndCancelsAsTheTableOfStatusesSays() throws IOException {
        for (final List<String> row : RuleTables.table(STATUSES)) {
            final int status = Integer.parseInt(row.get(1));
            final OrderRequest stop = limit(9, '1', 12, 30).ordType('4').stopPx(12 * TICK);
            assertEquals(
                    events(row.get(4), "new triggered trade trade"),
                    brief(in(status).enter(stop)),
                    row.get(0));
            final OrderRequest replacement = limit(9, '1', 10, 20).origClOrdId(3);
            assertEquals(events(row.get(5), "replaced"), brief(in(status).replace(replacement)), row.get(0));
            assertEquals(
                    events(row.get(6), "canceled"), brief(in(status).cancel(3, TwoEngines.STOCK, '1')), row.get(0));
        }
    }

    @Test
    void shouldUncrossOnTheWayToContinuousAndFromAuctionToClosed() throws IOException {
        for (final List<String> from : RuleTables.table(STATUSES)) {
            for (final List<String> to : RuleTables.table(STATUSES)) {
                final TwoEngines engines = new TwoEngines(EngineRig.LIMITS, EngineRig.INSTRUMENT);
                engines.status(Codes.TRADING_PRE_OPEN);
                engines.enter(limit(1, '2', 12, 10));
                engines.enter(limit(2, '1', 12, 10));
                engines.status(Integer.parseInt(from.get(1)));
                final boolean empty = from.get(0).equals("Continuous");
                final boolean uncrosses = !empty
                        && (to.get(0).equals("Continuous")
                                || (from.get(0).equals("Auction") && to.get(0).equals("Closed")));
                assertEquals(
                        (uncrosses ? "trade trade " : "") + "status admin",
                        brief(engines.status(Integer.parseInt(to.get(1)))),
                        from.get(0) + " to " + to.get(0));
            }
        }
    }

    @Test
    void shouldPreventSelfTradesAsTheTableOfInstructionsSays() throws IOException {
        assertEquals(4, RuleTables.table(INSTRUCTIONS).size());
        assertEquals("new canceled", prevented('1', 30, 20));
        assertEquals("new canceled trade trade", prevented('2', 30, 20));
        assertEquals("new canceled canceled", prevented('3', 30, 20));
        assertEquals("new restated canceled trade trade", prevented('4', 30, 20));
        assertEquals("new canceled restated", prevented('4', 10, 20));
        assertEquals("new canceled canceled", prevented('4', 20, 20));
        assertEquals("new trade trade trade trade", prevented('0', 30, 20));
    }

    /** What comes of a buy order against a resting one of its group, behind which one of nobody's rests. */
    private static String prevented(final int instruction, final long quantity, final long resting) {
        final TwoEngines engines = new TwoEngines(EngineRig.LIMITS, EngineRig.INSTRUMENT);
        engines.enter(limit(1, '2', 12, resting).selfMatchPreventionId(4));
        engines.enter(limit(2, '2', 12, 30));
        return brief(engines.enter(
                limit(3, '1', 12, quantity).selfMatchPreventionId(4).stpInstruction(instruction)));
    }
}

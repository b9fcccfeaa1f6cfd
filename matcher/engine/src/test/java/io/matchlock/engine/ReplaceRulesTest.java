package io.matchlock.engine;

import static io.matchlock.engine.TwoEngines.NOW_NS;
import static io.matchlock.engine.TwoEngines.STOCK;
import static io.matchlock.engine.TwoEngines.TICK;
import static io.matchlock.engine.TwoEngines.limit;
import static io.matchlock.engine.request.Codes.NULL_PRICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The tables of cancels, replaces and mass cancels, walked: each row by a command that breaks it, and each pair of rows. */
final class ReplaceRulesTest {
    private static final EngineLimits LIMITS = EngineLimits.builder()
            .orders(9)
            .detailedOrders(1)
            .priceLevels(4)
            .sessions(4)
            .chains(3)
            .instruments(2)
            .accounts(4)
            .positions(3)
            .touchedOrders(1_000)
            .deferredRecords(64)
            .fenceTicks(0)
            .build();
    private static final Instrument INSTRUMENT = Instrument.builder(STOCK)
            .tickSize(TICK)
            .lotSize(10)
            .minQty(20)
            .maxQty(1_000)
            .minNotional(200)
            .maxNotional(15_000)
            .lowLimitPrice(5 * TICK)
            .highLimitPrice(100 * TICK)
            .build();
    /** One on which a replace may be plain: lots of one, no notional limits. */
    private static final Instrument PLAIN = Instrument.continuous(STOCK, TICK, 1, 20, 1_000, 5 * TICK, 100 * TICK);

    private static final long MAX = Long.MAX_VALUE;

    /** How a row is broken: by what was before, and by the replace itself. */
    private record Break(Consumer<TwoEngines> before, Consumer<OrderRequest> by) {
        void prepare(final TwoEngines engines) {
            if (before != null) {
                before.accept(engines);
            }
        }
    }

    private static final Map<CancelReject, Break> BREAKS = new LinkedHashMap<>();

    private static void by(final CancelReject reject, final Consumer<OrderRequest> by) {
        BREAKS.put(reject, new Break(null, by));
    }

    private static void after(
            final CancelReject reject, final Consumer<TwoEngines> before, final Consumer<OrderRequest> by) {
        BREAKS.put(reject, new Break(before, by));
    }

    static {
        by(CancelReject.UNKNOWN_ORDER, it -> it.origClOrdId(77));
        by(CancelReject.INSTRUMENT_MISMATCH, it -> it.securityId(8));
        by(CancelReject.SIDE_MISMATCH, it -> it.side('2'));
        by(CancelReject.ACCOUNT_MISMATCH, it -> it.account(6));
        by(CancelReject.TYPE_MISMATCH, it -> it.ordType('4'));
        by(CancelReject.UNSUPPORTED_TIME_IN_FORCE, it -> it.timeInForce('3'));
        by(CancelReject.UNSUPPORTED_FIELD, it -> it.minQty(20));
        by(CancelReject.UNKNOWN_IN_FLIGHT_MITIGATION, OrderRequest::unknownInFlightMitigation);
        by(CancelReject.INVALID_QUANTITY, it -> it.orderQty(15));
        by(CancelReject.QUANTITY_TRADED, it -> it.orderQty(40).inFlightMitigation(true));
        by(CancelReject.INVALID_DISPLAY_QTY, it -> it.displayQty(0));
        by(CancelReject.INVALID_PRICE, it -> it.price(NULL_PRICE));
        by(CancelReject.PRICE_LIMITS, it -> it.price(101 * TICK));
        by(CancelReject.PRICE_TICK, it -> it.price(12 * TICK + 1));
        by(CancelReject.INVALID_STOP_PRICE, it -> it.stopPx(12 * TICK));
        by(CancelReject.NOTIONAL, it -> it.price(16 * TICK).orderQty(1_000));
        after(CancelReject.NOT_OPEN, it -> it.status(Codes.TRADING_HALTED), it -> {});
        after(CancelReject.NOT_IN_CALL, it -> it.status(Codes.TRADING_PRE_OPEN), it -> it.execInst(1));
        after(
                CancelReject.POST_ONLY_WOULD_TRADE,
                it -> it.enter(limit(90, '2', 14, 20)),
                it -> it.execInst(1).price(14 * TICK));
        by(CancelReject.INVALID_CLORDID, it -> it.clOrdId(-1));
        after(CancelReject.DUPLICATE_CLORDID, it -> it.enter(limit(91, '1', 12, 20)), it -> it.clOrdId(91));
        after(
                CancelReject.DETAILS_FULL,
                it -> it.enter(limit(92, '1', 12, 20).selfMatchPreventionId(3)),
                it -> it.selfMatchPreventionId(1));
        after(CancelReject.LEVELS_FULL, ReplaceRulesTest::takeLevels, it -> it.price(50 * TICK));
        after(CancelReject.POSITION_LIMIT, it -> it.limits(5, 9, 10, MAX), it -> it.orderQty(400));
        after(CancelReject.NOTIONAL_LIMIT, it -> it.limits(5, 9, MAX, 10), it -> it.orderQty(400));
    }

    private static void takeLevels(final TwoEngines engines) {
        for (int level = 0; level < 3; level++) {
            engines.enter(limit(93 + level, '1', 9 + level, 30));
        }
    }

    /** With a buy order 1 of 100 at 12, of which 40 has traded. */
    private static TwoEngines engines(final Instrument instrument) {
        final TwoEngines engines = new TwoEngines(LIMITS, instrument);
        engines.enter(limit(1, '1', 12, 100));
        engines.enter(limit(2, '2', 12, 40));
        return engines;
    }

    private static TwoEngines engines() {
        return engines(INSTRUMENT);
    }

    private static OrderRequest replacement() {
        return limit(3, '1', 12, 100).origClOrdId(1);
    }

    private static String answer(final TwoEngines engines, final OrderRequest replacement) {
        return answer(engines.replace(replacement));
    }

    private static String answer(final List<String> events) {
        final String event = events.get(0);
        return event.startsWith("cancelRejected") ? event.substring(event.lastIndexOf(' ') + 1) : "accepted";
    }

    @Test
    void shouldAcceptTheReplaceThatTheRowsSpoil() {
        assertEquals("accepted", answer(engines(), replacement()));
        assertEquals("accepted", answer(engines(PLAIN), replacement()));
    }

    @Test
    void shouldRejectReplacesByEachRow() {
        assertRejectedByEach(BREAKS, INSTRUMENT);
    }

    @Test
    void shouldRejectReplacesOfPlainOrdersByEachRow() {
        final Map<CancelReject, Break> breaks = new LinkedHashMap<>(BREAKS);
        breaks.remove(CancelReject.NOTIONAL);
        assertRejectedByEach(breaks, PLAIN);
    }

    private static void assertRejectedByEach(final Map<CancelReject, Break> breaks, final Instrument instrument) {
        final Map<CancelReject, String> answers = new LinkedHashMap<>();
        final Map<CancelReject, String> expected = new LinkedHashMap<>();
        breaks.forEach((reject, it) -> {
            final TwoEngines engines = engines(instrument);
            final OrderRequest replacement = replacement();
            it.prepare(engines);
            it.by.accept(replacement);
            answers.put(reject, answer(engines, replacement));
            expected.put(reject, reject.name());
        });
        assertEquals(expected, answers);
    }

    @Test
    void shouldNotLetTheTotalQuantityOverflow() {
        final long quantity = MAX / (LIMITS.maxOrders() + 1L);
        final TwoEngines engines = new TwoEngines(LIMITS, Instrument.continuous(STOCK, 1, 1, 1, quantity, 1, 100));
        engines.enter(limit(1, '1', 12, quantity).price(12));
        long traded = 0;
        String answer = "accepted";
        for (int replace = 1; answer.equals("accepted"); replace++) {
            engines.enter(limit(99, '2', 12, quantity - 1).price(12));
            traded += quantity - 1;
            answer = answer(
                    engines, limit(replace + 1, '1', 12, quantity).price(12).origClOrdId(replace));
        }
        assertEquals("QUANTITY_TRADED", answer);
        assertTrue(traded + quantity < 0, "rejected after " + traded);
    }

    @Test
    void shouldAnswerByTheEarlierOfTwoRows() {
        BREAKS.forEach((earlier, first) -> BREAKS.forEach((later, second) -> {
            if (earlier.compareTo(later) < 0) {
                breakBoth(earlier, first, later, second);
            }
        }));
    }

    private static void breakBoth(
            final CancelReject earlier, final Break first, final CancelReject later, final Break second) {
        final TwoEngines engines = engines();
        final OrderRequest replacement = replacement();
        second.prepare(engines);
        first.prepare(engines);
        second.by.accept(replacement);
        first.by.accept(replacement);
        final String answer = answer(engines, replacement);
        if (first.before == null || second.before == null) {
            assertTrue(
                    !answer.equals("accepted") && CancelReject.valueOf(answer).compareTo(earlier) <= 0,
                    () -> earlier + " and " + later + " give " + answer);
        }
    }

    @Test
    void shouldFindNoOrdersOfABlockedAccount() {
        final TwoEngines engines = engines();
        engines.block(5);
        assertEquals("UNKNOWN_ORDER", answer(engines, replacement()));
    }

    @Test
    void shouldRejectCancelsByEachRow() {
        final TwoEngines engines = engines();
        assertEquals("UNKNOWN_ORDER", answer(engines.cancel(77, 8, '2')));
        assertEquals("INSTRUMENT_MISMATCH", answer(engines.cancel(1, 8, '2')));
        assertEquals("SIDE_MISMATCH", answer(engines.cancel(1, STOCK, '2')));
        assertEquals("accepted", answer(engines.cancel(1, STOCK, '1')));
    }

    @Test
    void shouldRejectMassCancelsByEachRow() {
        final TwoEngines engines = engines();
        final int noInstrument = Codes.NULL_SECURITY_ID;
        final int noAccount = Codes.NULL_U32;
        assertMassCancel("0 1", engines.massCancel(1, noInstrument, noAccount, 0));
        assertMassCancel("0 1", engines.massCancel(7, 8, noAccount, 0));
        assertMassCancel("0 99", engines.massCancel(100, noInstrument, noAccount, '3'));
        assertMassCancel("0 99", engines.massCancel(101, noInstrument, noAccount, 0));
        assertMassCancel("0 99", engines.massCancel(102, noInstrument, noAccount, 0));
        assertMassCancel("0 0", engines.massCancel(8, 8, noAccount, 0));
        assertMassCancel("0 65535", engines.massCancel(101, noInstrument, 6, 0));
        assertMassCancel("0 65535", engines.massCancel(102, noInstrument, noAccount, '2'));
        assertMassCancel("1 65535", engines.massCancel(1, STOCK, 5, '1'));
    }

    private static void assertMassCancel(final String expected, final List<String> events) {
        final String report = events.get(events.size() - 1);
        assertTrue(report.startsWith("massAction") && report.endsWith(" " + expected), report);
    }

    @Test
    void shouldTakeATimeBeyondTheBooksForItsEnd() {
        final TwoEngines engines = engines();
        final String replaced =
                String.join(" ", engines.replace(replacement().timeInForce('6').expireTimeNs(Long.MIN_VALUE + 5)));
        assertTrue(replaced.startsWith("replaced") && replaced.contains(Long.toString(Long.MAX_VALUE)), replaced);
        assertTrue(engines.tick(NOW_NS + 5).stream().noneMatch(event -> event.startsWith("expired")));
    }

    @Test
    void shouldExpireAReplacedOrderAtItsNewTime() {
        final TwoEngines engines = engines();
        engines.replace(replacement().timeInForce('6').expireTimeNs(NOW_NS + 5));
        assertTrue(engines.tick(NOW_NS + 5).get(1).startsWith("expired"));
    }
}

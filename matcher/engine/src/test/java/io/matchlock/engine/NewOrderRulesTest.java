package io.matchlock.engine;

import static io.matchlock.engine.TwoEngines.NOW_NS;
import static io.matchlock.engine.TwoEngines.STOCK;
import static io.matchlock.engine.TwoEngines.TICK;
import static io.matchlock.engine.TwoEngines.limit;
import static io.matchlock.engine.request.Codes.NULL_PRICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The table of new orders, walked: each row by a command that breaks it alone, and each pair of rows: the earlier answers. */
final class NewOrderRulesTest {
    private static final EngineLimits LIMITS = EngineLimits.builder()
            .orders(4)
            .detailedOrders(2)
            .priceLevels(3)
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
    private static final long MAX = Long.MAX_VALUE;

    /** How a row is broken: by what was before, and by the order itself. */
    private record Break(Consumer<TwoEngines> before, Consumer<OrderRequest> by) {
        boolean needsMoreThanTheOrder() {
            return before != null;
        }

        void prepare(final TwoEngines engines) {
            if (before != null) {
                before.accept(engines);
            }
        }
    }

    private static final Map<OrderReject, Break> BREAKS = new LinkedHashMap<>();

    private static void by(final OrderReject reject, final Consumer<OrderRequest> by) {
        BREAKS.put(reject, new Break(null, by));
    }

    private static void after(
            final OrderReject reject, final Consumer<TwoEngines> before, final Consumer<OrderRequest> by) {
        BREAKS.put(reject, new Break(before, by));
    }

    static {
        by(OrderReject.UNKNOWN_INSTRUMENT, it -> it.securityId(8));
        by(OrderReject.UNKNOWN_SIDE, it -> it.side('5'));
        by(OrderReject.UNSUPPORTED_TYPE, it -> it.ordType('5'));
        by(OrderReject.UNSUPPORTED_TIME_IN_FORCE, it -> it.timeInForce('2'));
        by(OrderReject.UNSUPPORTED_EXEC_INST, it -> it.execInst(2));
        by(OrderReject.UNSUPPORTED_STP_INSTRUCTION, it -> it.stpInstruction('5'));
        by(OrderReject.STP_WITHOUT_GROUP, it -> it.stpInstruction('1').selfMatchPreventionId(-1));
        by(OrderReject.TYPE_WITH_TIME_IN_FORCE, it -> it.ordType('1').timeInForce('6'));
        by(OrderReject.POST_ONLY_NOT_ALLOWED, it -> it.execInst(1).timeInForce('3'));
        by(OrderReject.EXPIRE_TIME_PAST, it -> it.timeInForce('6').expireTimeNs(NOW_NS));
        by(OrderReject.EXPIRE_TIME_UNEXPECTED, it -> it.timeInForce('1').expireTimeNs(NOW_NS + 1));
        by(OrderReject.INVALID_QUANTITY, it -> it.orderQty(0));
        by(OrderReject.QUANTITY_LOT, it -> it.orderQty(25));
        by(OrderReject.QUANTITY_TOO_SMALL, it -> it.orderQty(10));
        by(OrderReject.QUANTITY_TOO_LARGE, it -> it.orderQty(1_010));
        by(OrderReject.MIN_QTY_NOT_ALLOWED, it -> it.minQty(10).timeInForce('4'));
        by(OrderReject.INVALID_MIN_QTY, it -> it.minQty(1_000_000));
        by(OrderReject.DISPLAY_QTY_NOT_ALLOWED, it -> it.displayQty(10).timeInForce('3'));
        by(OrderReject.INVALID_DISPLAY_QTY, it -> it.displayQty(5));
        by(OrderReject.PRICE_ON_MARKET, it -> it.ordType('1').price(10 * TICK));
        by(OrderReject.INVALID_PRICE, it -> it.ordType('2').price(NULL_PRICE));
        by(OrderReject.PRICE_LIMITS, it -> it.ordType('2').price(101 * TICK));
        by(OrderReject.PRICE_TICK, it -> it.ordType('2').price(10 * TICK + 1));
        by(OrderReject.STOP_PRICE_UNEXPECTED, it -> it.ordType('2').stopPx(10 * TICK));
        by(OrderReject.INVALID_STOP_PRICE, it -> it.ordType('4').stopPx(0));
        by(OrderReject.STOP_PRICE_LIMITS, it -> it.ordType('4').stopPx(TICK));
        by(OrderReject.STOP_PRICE_TICK, it -> it.ordType('4').stopPx(10 * TICK + 1));
        by(OrderReject.NOTIONAL_TOO_SMALL, it -> it.price(9 * TICK).orderQty(20));
        by(OrderReject.NOTIONAL_TOO_LARGE, it -> it.price(16 * TICK).orderQty(1_000));
        after(OrderReject.INSTRUMENT_CLOSED, it -> it.status(Codes.TRADING_CLOSED), it -> {});
        after(OrderReject.INSTRUMENT_HALTED, it -> it.status(Codes.TRADING_HALTED), it -> {});
        after(OrderReject.NOT_IN_CALL, it -> it.status(Codes.TRADING_AUCTION), it -> it.timeInForce('3'));
        after(
                OrderReject.POST_ONLY_WOULD_TRADE,
                it -> it.enter(limit(90, '2', 12, 20)),
                it -> it.execInst(1).price(12 * TICK));
        by(OrderReject.INVALID_CLORDID, it -> it.clOrdId(-1));
        after(OrderReject.DUPLICATE_CLORDID, it -> it.enter(limit(91, '1', 12, 20)), it -> it.clOrdId(91));
        after(OrderReject.ORDERS_FULL, it -> enterAt(it, 4, 0, -1), it -> {});
        after(OrderReject.DETAILS_FULL, it -> enterAt(it, 2, 0, 3), it -> it.selfMatchPreventionId(1));
        after(OrderReject.LEVELS_FULL, it -> enterAt(it, 3, 1, -1), it -> it.price(50 * TICK));
        after(OrderReject.ACCOUNT_BLOCKED, it -> it.block(5), it -> it.account(5));
        after(OrderReject.ACCOUNTS_FULL, NewOrderRulesTest::nameAccounts, it -> it.account(9));
        after(OrderReject.POSITIONS_FULL, NewOrderRulesTest::takePositions, it -> it.account(4));
        after(OrderReject.OPEN_ORDERS_LIMIT, it -> it.limits(5, 0, MAX, MAX), it -> it.account(5));
        after(OrderReject.POSITION_LIMIT, it -> it.limits(5, 1, 19, MAX), it -> it.account(5));
        after(OrderReject.NOTIONAL_LIMIT, it -> it.limits(5, 1, MAX, 10), it -> it.account(5));
    }

    private static void enterAt(final TwoEngines engines, final int count, final int step, final long group) {
        for (int order = 0; order < count; order++) {
            engines.enter(limit(100 + order, '1', 11 + (long) order * step, 20).selfMatchPreventionId(group));
        }
    }

    private static void nameAccounts(final TwoEngines engines) {
        for (int account = 1; account <= 4; account++) {
            engines.limits(account, 100, MAX, MAX);
        }
    }

    private static void takePositions(final TwoEngines engines) {
        for (int account = 1; account <= 3; account++) {
            engines.enter(limit(200 + account, '1', 11, 20).account(account)); // one that is flat would give way
        }
    }

    private static TwoEngines engines() {
        return new TwoEngines(LIMITS, INSTRUMENT);
    }

    private static String answer(final TwoEngines engines, final OrderRequest order) {
        final String event = engines.enter(order).get(0);
        return event.startsWith("rejected") ? event.substring(event.lastIndexOf(' ') + 1) : "accepted";
    }

    @Test
    void shouldAcceptTheOrderThatTheRowsSpoil() {
        assertEquals("accepted", answer(engines(), limit(1, '1', 12, 30)));
    }

    @Test
    void shouldRejectByEachRow() {
        final Map<OrderReject, String> answers = new LinkedHashMap<>();
        final Map<OrderReject, String> expected = new LinkedHashMap<>();
        for (final OrderReject reject : EnumSet.range(OrderReject.UNKNOWN_INSTRUMENT, OrderReject.NOTIONAL_LIMIT)) {
            final TwoEngines engines = engines();
            final OrderRequest order = limit(1, '1', 12, 30);
            BREAKS.get(reject).prepare(engines);
            BREAKS.get(reject).by.accept(order);
            answers.put(reject, answer(engines, order));
            expected.put(reject, reject.name());
        }
        assertEquals(expected, answers);
    }

    @Test
    void shouldTellInstrumentsApartWhoseIdsEndAlike() {
        final int[] ids = {1 << 10, 1 << 20, -1 << 20, 1 << 30};
        final TwoEngines engines = new TwoEngines(
                EngineLimits.builder()
                        .orders(9)
                        .detailedOrders(1)
                        .priceLevels(4)
                        .sessions(1)
                        .chains(1)
                        .instruments(4)
                        .accounts(4)
                        .positions(4)
                        .touchedOrders(1_000)
                        .deferredRecords(64)
                        .fenceTicks(0)
                        .build(),
                Arrays.stream(ids)
                        .mapToObj(id -> Instrument.continuous(id, TICK, 1, 1, 100, TICK, 100 * TICK))
                        .toArray(Instrument[]::new));
        for (final int id : ids) {
            assertEquals("accepted", answer(engines, limit(id, '1', 12, 20).securityId(id)), () -> "instrument " + id);
        }
        assertEquals("UNKNOWN_INSTRUMENT", answer(engines, limit(1, '1', 12, 20).securityId(1 << 11)));
        assertEquals("UNKNOWN_INSTRUMENT", answer(engines, limit(1, '1', 12, 20).securityId(1)));
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
            final OrderReject earlier, final Break first, final OrderReject later, final Break second) {
        final TwoEngines engines = engines();
        final OrderRequest order = limit(1, '1', 12, 30);
        second.prepare(engines);
        first.prepare(engines);
        second.by.accept(order);
        first.by.accept(order);
        final String answer = answer(engines, order);
        if (!first.needsMoreThanTheOrder() || !second.needsMoreThanTheOrder()) {
            assertTrue(
                    !answer.equals("accepted") && OrderReject.valueOf(answer).compareTo(earlier) <= 0,
                    () -> earlier + " and " + later + " give " + answer);
        }
    }

    @Test
    void shouldGiveAnswersToAllCombinations() {
        for (final int status : new int[] {Codes.TRADING_CONTINUOUS, Codes.TRADING_AUCTION, Codes.TRADING_HALTED}) {
            final TwoEngines engines = new TwoEngines(EngineRig.LIMITS, INSTRUMENT);
            engines.enter(limit(1, '2', 12, 40));
            engines.status(status);
            int accepted = 0;
            for (int combination = 0; combination < 4 * 5 * 2 * 3 * 4 * 2 * 2 * 2; combination++) {
                accepted += answer(engines, combined(combination)).equals("accepted") ? 1 : 0;
                engines.massCancel(Codes.SCOPE_SIDE, Codes.NULL_SECURITY_ID, Codes.NULL_U32, '1');
                if (combination % 16 == 0) {
                    engines.enter(limit(1, '2', 12, 40));
                }
            }
            assertEquals(status == Codes.TRADING_HALTED, accepted == 0, "accepted " + accepted);
        }
    }

    private static OrderRequest combined(final int combination) {
        int rest = combination;
        final OrderRequest order = limit(2, '1', 12, 30).price(NULL_PRICE);
        order.ordType('1' + rest % 4);
        rest /= 4;
        order.timeInForce(new int[] {'0', '1', '3', '4', '6'}[rest % 5]);
        rest /= 5;
        order.execInst(rest % 2);
        rest /= 2;
        order.minQty(new long[] {-1, 20, 40}[rest % 3]);
        rest /= 3;
        order.displayQty(new long[] {-1, 10, 30, 40}[rest % 4]);
        rest /= 4;
        order.stopPx(rest % 2 == 0 ? NULL_PRICE : 12 * TICK);
        rest /= 2;
        order.price(rest % 2 == 0 ? NULL_PRICE : 12 * TICK);
        rest /= 2;
        return order.expireTimeNs(rest % 2 == 0 ? -1 : NOW_NS + 1);
    }
}

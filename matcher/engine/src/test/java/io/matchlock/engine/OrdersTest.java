package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OrdersTest {
    private static final int BUY = Codes.SIDE_BUY;
    private static final int SELL = Codes.SIDE_SELL;
    private static final long TICK = EngineRig.TICK;
    private static final long NONE = Codes.NULL_U64;

    private final EngineRig rig = EngineRig.withSession();

    @Test
    void shouldRestWhatDoesNotCross() {
        assertEquals(
                List.of("new s1@65536 #1 x1 re1 t1001 order 1/5 s1 i7 a42 121 @10000000000 50=50+0 0"),
                rig.buy(5, 10, 50));
    }

    @Test
    void shouldTradeAtTheRestingPriceBestFirstThenFirstCome() {
        rig.sell(1, 11, 10);
        rig.sell(2, 10, 20);
        rig.sell(3, 10, 20);
        assertEquals(
                List.of(
                        "new s1@65536 #4 x4 re4 t1004 order 4/4 s1 i7 a42 121 @12000000000 30=30+0 0",
                        "trade s1@65536 #5 x5 re4 t1004 order 4/4 s1 i7 a42 121 @12000000000 30=10+20 1 1 10000000000 20 true 2",
                        "trade s1@65536 #6 x6 re-1 t1004 order 2/2 s1 i7 a42 221 @10000000000 20=0+20 2 1 10000000000 20 false 4",
                        "trade s1@65536 #7 x7 re4 t1004 order 4/4 s1 i7 a42 121 @12000000000 30=0+30 2 2 10000000000 10 true 3",
                        "trade s1@65536 #8 x8 re-1 t1004 order 3/3 s1 i7 a42 221 @10000000000 20=10+10 1 2 10000000000 10 false 4"),
                rig.buy(4, 12, 30));
    }

    @Test
    void shouldCancelTheRestOfAnImmediateOrCancelOrder() {
        rig.sell(1, 10, 10);
        final List<String> events = rig.enter(rig.limit(2, BUY, 10, 30).timeInForce(Codes.TIF_IOC));
        assertEquals(
                "canceled s1@65536 #5 x5 re2 t1002 order 2/2 s1 i7 a42 123 @10000000000 30=0+10 4 2 -1 IMMEDIATE_OR_CANCEL",
                events.get(3));
        assertTrue(rig.sell(3, 10, 10).get(0).startsWith("new"), "nothing may be left to trade with");
    }

    @Test
    void shouldNeverRestAMarketOrder() {
        rig.sell(1, 10, 10);
        final List<String> events = rig.enter(rig.market(2, BUY, 30));
        assertEquals(
                "canceled s1@65536 #5 x5 re2 t1002 order 2/2 s1 i7 a42 111 @-9223372036854775808 30=0+10 4 2 -1 NO_LIQUIDITY",
                events.get(3));
    }

    @Test
    void shouldStopAfterAsManyOrdersAsOneRecordMayTouchByTheFirstRules() {
        final EngineRig first = EngineRig.withSession(1, 3);
        for (int order = 1; order <= 4; order++) {
            first.sell(order, 10, 10);
        }
        final List<String> events = first.buy(5, 10, 100);
        assertEquals(1 + 3 * 2 + 1, events.size());
        assertTrue(events.get(7).endsWith("100=0+30 4 5 -1 TOUCHED_ORDERS"), events.get(7));
    }

    @Test
    void shouldRestWhereNothingIsLeftToTouch() {
        for (int order = 1; order <= 3; order++) {
            rig.sell(order, 10, 10);
        }
        rig.buy(5, 10, 100);
        assertTrue(rig.cancel(6, 5, BUY).get(0).endsWith("100=0+30 4 6 5 REQUESTED"));
    }

    @Test
    void shouldCancelByEitherId() {
        rig.buy(1, 10, 10);
        rig.buy(2, 10, 10);
        assertEquals(
                List.of(
                        "canceled s1@65536 #3 x3 re3 t1003 order 1/1 s1 i7 a42 121 @10000000000 10=0+0 4 3 1 REQUESTED"),
                rig.cancel(3, 1, BUY));
        rig.message(1);
        rig.engine.onCancel(4, NONE, 2, EngineRig.STOCK, BUY);
        assertEquals(
                List.of(
                        "canceled s1@65536 #4 x4 re4 t1004 order 2/2 s1 i7 a42 121 @10000000000 10=0+0 4 4 2 REQUESTED"),
                rig.log.drain());
    }

    @Test
    void shouldRejectCancelsThatDoNotFit() {
        rig.buy(1, 10, 10);
        assertEquals(
                List.of("cancelRejected s1@65536 #2 x0 re2 t1002 9 8 -1 7 8 1 UNKNOWN_ORDER"), rig.cancel(9, 8, BUY));
        assertEquals(
                List.of("cancelRejected s1@65536 #3 x0 re3 t1003 9 1 -1 7 0 1 SIDE_MISMATCH"), rig.cancel(9, 1, SELL));
        rig.message(1);
        rig.engine.onCancel(9, 1, NONE, 8, BUY);
        rig.message(1);
        rig.engine.onCancel(9, 2, 1, EngineRig.STOCK, BUY);
        rig.message(1);
        rig.engine.onCancel(9, NONE, NONE, EngineRig.STOCK, BUY);
        assertEquals(
                List.of(
                        "cancelRejected s1@65536 #4 x0 re4 t1004 9 1 -1 8 0 1 INSTRUMENT_MISMATCH",
                        "cancelRejected s1@65536 #5 x0 re5 t1005 9 2 1 7 8 1 UNKNOWN_ORDER",
                        "cancelRejected s1@65536 #6 x0 re6 t1006 9 -1 -1 7 8 1 UNKNOWN_ORDER"),
                rig.log.drain());
    }

    @Test
    void shouldForgetFilledOrders() {
        rig.buy(1, 10, 10);
        rig.sell(2, 10, 10);
        assertTrue(rig.cancel(3, 1, BUY).get(0).endsWith("UNKNOWN_ORDER"));
        assertTrue(rig.cancel(4, 2, SELL).get(0).endsWith("UNKNOWN_ORDER"));
        assertTrue(rig.buy(1, 10, 10).get(0).startsWith("new"));
    }

    @Test
    void shouldNotReachOrdersOfOthers() {
        rig.buy(1, 10, 10);
        rig.session(2);
        rig.message(2);
        rig.engine.onCancel(9, NONE, 1, EngineRig.STOCK, BUY);
        rig.message(2);
        rig.engine.onCancel(9, 1, NONE, EngineRig.STOCK, BUY);
        assertEquals(
                List.of("UNKNOWN_ORDER", "UNKNOWN_ORDER"),
                rig.log.drain().stream()
                        .filter(line -> line.startsWith("cancelRejected s2"))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList());
    }

    @Test
    void shouldKeepPriorityWhenOnlyTheQuantityGoesDown() {
        rig.sell(1, 10, 30);
        rig.sell(2, 10, 30);
        assertEquals(
                List.of("replaced s1@65536 #3 x3 re3 t1003 order 1/11 s1 i7 a42 221 @10000000000 20=20+0 0 1"),
                rig.replace(rig.limit(11, SELL, 10, 20).origClOrdId(1)));
        assertTrue(rig.buy(3, 10, 10).get(2).contains("order 1/11 "));
        assertTrue(rig.cancel(4, 1, SELL).get(0).endsWith("UNKNOWN_ORDER"));
        assertTrue(rig.cancel(5, 11, SELL).get(0).contains("20=0+10 4"));
    }

    @ParameterizedTest
    @MethodSource("movesThatLosePriority")
    void shouldLosePriorityOtherwise(final long ticks, final long quantity) {
        rig.sell(1, 10, 30);
        rig.sell(2, 10, 30);
        rig.replace(rig.limit(1, SELL, ticks, quantity).origClOrdId(1));
        rig.replace(rig.limit(1, SELL, 10, quantity).origClOrdId(1));
        assertTrue(rig.buy(3, 10, 10).get(2).contains("order 2/2 "));
    }

    static Stream<Object[]> movesThatLosePriority() {
        return Stream.of(new Object[] {10L, 30L}, new Object[] {10L, 40L}, new Object[] {11L, 20L});
    }

    @Test
    void shouldTradeOnTheWayOfAReplace() {
        rig.sell(1, 12, 30);
        rig.buy(2, 10, 20);
        rig.buy(3, 12, 10);
        assertEquals(
                List.of(
                        "replaced s1@65536 #6 x6 re4 t1004 order 1/4 s1 i7 a42 221 @10000000000 50=40+10 1 1",
                        "trade s1@65536 #7 x7 re4 t1004 order 1/4 s1 i7 a42 221 @10000000000 50=20+30 1 2 10000000000 20 true 2",
                        "trade s1@65536 #8 x8 re-1 t1004 order 2/2 s1 i7 a42 121 @10000000000 20=0+20 2 2 10000000000 20 false 1"),
                rig.replace(rig.limit(4, SELL, 10, 50).origClOrdId(1).inFlightMitigation(true)));
    }

    @Test
    void shouldRejectReplacesThatDoNotFit() {
        rig.sell(1, 12, 30);
        rig.sell(2, 12, 30);
        rig.buy(3, 12, 20);
        assertReplaceRejected(
                CancelReject.UNKNOWN_ORDER, rig.limit(4, SELL, 12, 20).origClOrdId(9));
        assertReplaceRejected(
                CancelReject.SIDE_MISMATCH, rig.limit(4, BUY, 12, 20).origClOrdId(1));
        assertReplaceRejected(CancelReject.ACCOUNT_MISMATCH, replacement().account(1));
        assertReplaceRejected(CancelReject.TYPE_MISMATCH, replacement().ordType(Codes.TYPE_MARKET));
        assertReplaceRejected(
                CancelReject.UNSUPPORTED_TIME_IN_FORCE, replacement().timeInForce(Codes.TIF_IOC));
        assertReplaceRejected(CancelReject.UNSUPPORTED_FIELD, replacement().minQty(10));
        assertReplaceRejected(
                CancelReject.QUANTITY_TRADED, replacement().orderQty(20).inFlightMitigation(true));
        assertReplaceRejected(CancelReject.INVALID_QUANTITY, replacement().orderQty(25));
        assertReplaceRejected(CancelReject.INVALID_PRICE, replacement().price(0));
        assertReplaceRejected(CancelReject.PRICE_TICK, replacement().price(TICK + 1));
        assertReplaceRejected(CancelReject.PRICE_LIMITS, replacement().price(1001 * TICK));
        assertReplaceRejected(CancelReject.DUPLICATE_CLORDID, replacement().clOrdId(2));
        assertReplaceRejected(CancelReject.INVALID_CLORDID, replacement().clOrdId(NONE));
    }

    private OrderRequest replacement() {
        return rig.limit(4, SELL, 12, 30).origClOrdId(1);
    }

    private void assertReplaceRejected(final CancelReject expected, final OrderRequest replacement) {
        final String event = rig.replace(replacement).get(0);
        assertTrue(event.startsWith("cancelRejected") && event.endsWith(" 2 " + expected), event);
    }

    @Test
    void shouldRejectOrdersThatDoNotFit() {
        assertRejected(OrderReject.UNKNOWN_INSTRUMENT, order().securityId(8));
        assertRejected(OrderReject.UNKNOWN_SIDE, order().side('3'));
        assertRejected(OrderReject.UNSUPPORTED_TYPE, order().ordType('5'));
        assertRejected(OrderReject.UNSUPPORTED_TYPE, order().ordType(0));
        assertRejected(OrderReject.UNSUPPORTED_TIME_IN_FORCE, order().timeInForce('5'));
        assertRejected(OrderReject.UNSUPPORTED_EXEC_INST, order().execInst(2));
        assertRejected(OrderReject.INVALID_QUANTITY, order().orderQty(0));
        assertRejected(OrderReject.INVALID_QUANTITY, order().orderQty(Long.MIN_VALUE));
        assertRejected(OrderReject.QUANTITY_LOT, order().orderQty(15));
        assertRejected(OrderReject.QUANTITY_TOO_LARGE, order().orderQty(100_010));
        assertRejected(OrderReject.PRICE_ON_MARKET, rig.market(1, BUY, 10).price(TICK));
        assertRejected(OrderReject.INVALID_PRICE, order().price(Codes.NULL_PRICE));
        assertRejected(OrderReject.PRICE_TICK, order().price(TICK + 1));
        assertRejected(OrderReject.PRICE_LIMITS, order().price(1001 * TICK));
        assertRejected(OrderReject.INVALID_CLORDID, order().clOrdId(NONE));
        rig.buy(1, 10, 10);
        assertRejected(OrderReject.DUPLICATE_CLORDID, order());
    }

    private OrderRequest order() {
        return rig.limit(1, BUY, 10, 10);
    }

    private void assertRejected(final OrderReject expected, final OrderRequest order) {
        final String event = rig.enter(order).get(0);
        assertTrue(event.startsWith("rejected") && event.endsWith(expected.name()), event);
    }

    @ParameterizedTest
    @EnumSource(OrderReject.class)
    void shouldHaveATextForEachReject(final OrderReject reject) {
        assertTrue(reject.text().length() <= 250 && !reject.text().isBlank());
    }

    @Test
    void shouldGiveRejectedOrdersAnIdToo() {
        rig.enter(order().side(0));
        assertTrue(rig.buy(1, 10, 10).get(0).contains("order 2/1 "));
    }

    @Test
    void shouldRejectWhenOrdersAreFull() {
        for (int order = 1; order <= 100; order++) {
            rig.buy(order, 10, 10);
        }
        assertRejected(OrderReject.ORDERS_FULL, rig.limit(200, BUY, 10, 10));
        assertEquals(
                3,
                rig.enter(rig.limit(201, SELL, 10, 10).timeInForce(Codes.TIF_IOC))
                        .size());
        assertTrue(rig.buy(202, 10, 10).get(0).startsWith("new"));
    }

    @Test
    void shouldRejectWhenLevelsAreFull() {
        for (int order = 1; order <= 50; order++) {
            rig.buy(order, order, 10);
        }
        assertRejected(OrderReject.LEVELS_FULL, rig.limit(200, BUY, 51, 10));
        assertTrue(rig.buy(201, 50, 10).get(0).startsWith("new"));
        rig.cancel(300, 1, BUY);
        assertTrue(rig.buy(202, 51, 10).get(0).startsWith("new"));
    }

    @Test
    void shouldAnswerRefusedMessagesInSequence() {
        rig.message(1);
        rig.engine.onRefused(5, 8, Codes.NULL_U16, 100);
        assertEquals(List.of("refused s1@65536 #1 x0 re1 t1001 5 8 65535 100"), rig.log.drain());
        assertTrue(rig.buy(5, 10, 10).get(0).startsWith("new s1@65536 #2 x1 re2"));
    }
}

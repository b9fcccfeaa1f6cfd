package io.matchlock.bench.jmh;

import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import org.agrona.concurrent.UnsafeBuffer;

/** One instrument's book in an engine of its own, and one session that sends messages about it. Orders have numbers from 0. */
final class RestingBook {
    private static final int CHAIN = 1 << 16;
    private static final int SESSION = 1;
    private static final int RECORDS_AN_ENTRY = 512;
    private static final int STOCK = 1;
    private static final int OTHER_STOCK = 2;
    private static final int LEVELS = 500;
    private static final long QUANTITY = 10;
    private static final long TICK = 10_000_000;
    /** Between the sides, where nothing rests. */
    private static final long MIDDLE_TICK = 10_000;

    private final OrderRequest request = new OrderRequest();
    private final Engine engine;

    private final long[] clOrdIds;
    private long lastClOrdId;
    private long lastSeqNo;
    private long random = 0x9E3779B97F4A7C15L;

    /** Fills the book. */
    RestingBook(final int orders, final EngineListener listener) {
        engine = new Engine(
                EngineLimits.builder()
                        .orders(orders + 2)
                        .detailedOrders(1)
                        .priceLevels(4 * LEVELS)
                        .sessions(1)
                        .chains(1)
                        .instruments(1)
                        .accounts(1)
                        .positions(1)
                        .touchedOrders(4_096)
                        .deferredRecords(64)
                        .fenceTicks(0)
                        .build(),
                Engine.RULES_VERSION,
                listener);
        engine.addInstrument(Instrument.continuous(STOCK, TICK, 1, 1, 1_000_000, TICK, 2 * MIDDLE_TICK * TICK));
        engine.beginEntry(1, CHAIN, 1, 1, true, 1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.gateway().onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.gateway().onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
        clOrdIds = new long[orders];
        for (int order = 0; order < orders; order++) {
            enter(order);
        }
    }

    /** A number below a bound. */
    int random(final int bound) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) (((random >>> 33) * bound) >>> 31);
    }

    /** Enters an order that has a number; even ones buy. */
    void enter(final int order) {
        clOrdIds[order] = ++lastClOrdId;
        enter(limit(isBuy(order), awayTick(order)));
    }

    void cancel(final int order) {
        message();
        engine.onCancel(
                ++lastClOrdId, clOrdIds[order], Codes.NULL_U64, STOCK, isBuy(order) ? Codes.SIDE_BUY : Codes.SIDE_SELL);
    }

    void move(final int order) {
        final long origClOrdId = clOrdIds[order];
        clOrdIds[order] = ++lastClOrdId;
        message();
        engine.onReplace(limit(isBuy(order), awayTick(order)).origClOrdId(origClOrdId));
    }

    /** A sell between the sides. */
    void improve() {
        lastClOrdId++;
        enter(limit(false, MIDDLE_TICK));
    }

    /** A buy that takes what {@link #improve} has entered. */
    void take() {
        lastClOrdId++;
        enter(limit(true, MIDDLE_TICK).timeInForce(Codes.TIF_IOC));
    }

    void enterUnknown() {
        lastClOrdId++;
        enter(limit(true, MIDDLE_TICK).securityId(OTHER_STOCK));
    }

    private void enter(final OrderRequest order) {
        message();
        engine.onNewOrder(order);
    }

    private void message() {
        if (lastSeqNo % RECORDS_AN_ENTRY == 0) {
            final long batch = lastSeqNo / RECORDS_AN_ENTRY + 2;
            engine.beginEntry(batch, CHAIN, 1, batch, false, 0);
        }
        lastSeqNo++;
        engine.beginMessage(SESSION, lastSeqNo, lastSeqNo);
    }

    private OrderRequest limit(final boolean buy, final long tick) {
        return request.clOrdId(lastClOrdId)
                .origClOrdId(Codes.NULL_U64)
                .securityId(STOCK)
                .side(buy ? Codes.SIDE_BUY : Codes.SIDE_SELL)
                .ordType(Codes.TYPE_LIMIT)
                .timeInForce(Codes.TIF_GTC)
                .price(tick * TICK)
                .orderQty(QUANTITY);
    }

    private static boolean isBuy(final int order) {
        return (order & 1) == 0;
    }

    private long awayTick(final int order) {
        final long away = 1L + random(LEVELS);
        return isBuy(order) ? MIDDLE_TICK - away : MIDDLE_TICK + away;
    }
}

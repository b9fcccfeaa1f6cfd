package io.matchlock.engine;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine with its events as text, and the few commands that nearly every test gives. */
final class EngineRig {
    static final int CHAIN = 1 << 16;
    static final int OTHER_CHAIN = 2 << 16;
    static final int STOCK = 7;
    static final long TICK = 1_000_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final Instrument INSTRUMENT = Instrument.continuous(STOCK, TICK, 10, 10, 100_000, TICK, 1_000 * TICK);
    static final EngineLimits LIMITS = EngineLimits.builder()
            .orders(100)
            .detailedOrders(100)
            .priceLevels(50)
            .sessions(4)
            .chains(3)
            .instruments(5)
            .accounts(20)
            .positions(40)
            .touchedOrders(1_000)
            .deferredRecords(64)
            .fenceTicks(5)
            .build();

    final EventLog log = new EventLog();
    final Engine engine;
    final OrderRequest request = new OrderRequest();
    final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
    private final long[] lastBatch = new long[6];
    private final long[] lastClientSeqNo = new long[16];
    private long position;

    EngineRig(final EngineLimits limits, final int rulesVersion, final Instrument instrument) {
        engine = new Engine(limits, rulesVersion, new Recorder(log));
        engine.addInstrument(instrument);
    }

    EngineRig() {
        this(LIMITS, Engine.RULES_VERSION, INSTRUMENT);
    }

    /** With an open chain, and one session bound to it. */
    static EngineRig withSession() {
        return new EngineRig().readyForOrders();
    }

    /** By the rules of another version, with a small bound of work. */
    static EngineRig withSession(final int rulesVersion, final int maxTouchedOrders) {
        final EngineLimits limits = EngineLimits.builder()
                .orders(100)
                .detailedOrders(100)
                .priceLevels(50)
                .sessions(4)
                .chains(3)
                .instruments(5)
                .accounts(20)
                .positions(40)
                .touchedOrders(maxTouchedOrders)
                .deferredRecords(64)
                .fenceTicks(5)
                .build();
        return new EngineRig(limits, rulesVersion, INSTRUMENT).readyForOrders();
    }

    /** With an open chain that leads, at 1,000 s, and one session bound to it. */
    EngineRig withSessionAndLeader() {
        readyForOrders();
        engine.gateway().onLead(1);
        engine.gateway().onTick(1, 1_000 * SECOND);
        log.drain();
        return this;
    }

    private EngineRig readyForOrders() {
        open(CHAIN, 11, 100);
        session(1);
        log.drain();
        return this;
    }

    int open(final int chainId, final long incarnation, final long startTimeNs) {
        lastBatch[chainId >> 16] = 1;
        return engine.beginEntry(++position, chainId, incarnation, 1, true, startTimeNs);
    }

    int next(final int chainId, final long incarnation) {
        return engine.beginEntry(++position, chainId, incarnation, ++lastBatch[chainId >> 16], false, 0);
    }

    /** Negotiates and establishes the session with this number in the entry at hand. */
    void session(final int number) {
        engine.gateway().onNegotiate(number, number, -number, 5, key, 0, 1);
        engine.gateway().onEstablish(number, number, -number, 6, 1, key, 0, 0, 0);
    }

    boolean message(final int session) {
        return engine.beginMessage(session, ++lastClientSeqNo[session], 1000 + lastClientSeqNo[session]);
    }

    OrderRequest limit(final long clOrdId, final int side, final long ticks, final long quantity) {
        return request.clear()
                .clOrdId(clOrdId)
                .side(side)
                .ordType(Codes.TYPE_LIMIT)
                .timeInForce(Codes.TIF_GTC)
                .price(ticks * TICK)
                .orderQty(quantity)
                .securityId(STOCK)
                .account(42);
    }

    OrderRequest market(final long clOrdId, final int side, final long quantity) {
        return limit(clOrdId, side, 1, quantity).price(Codes.NULL_PRICE).ordType(Codes.TYPE_MARKET);
    }

    List<String> enter(final OrderRequest order) {
        message(1);
        engine.onNewOrder(order);
        return log.drain();
    }

    List<String> buy(final long clOrdId, final long ticks, final long quantity) {
        return enter(limit(clOrdId, Codes.SIDE_BUY, ticks, quantity));
    }

    List<String> sell(final long clOrdId, final long ticks, final long quantity) {
        return enter(limit(clOrdId, Codes.SIDE_SELL, ticks, quantity));
    }

    List<String> cancel(final long clOrdId, final long origClOrdId, final int side) {
        message(1);
        engine.onCancel(clOrdId, origClOrdId, Codes.NULL_U64, STOCK, side);
        return log.drain();
    }

    List<String> replace(final OrderRequest replacement) {
        message(1);
        engine.onReplace(replacement);
        return log.drain();
    }
}

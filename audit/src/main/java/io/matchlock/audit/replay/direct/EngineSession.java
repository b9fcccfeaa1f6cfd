package io.matchlock.audit.replay.direct;

import io.matchlock.audit.sink.OrderSink;
import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine with one session and one instrument that trades in 10^-4 and in shares. The only class here that calls it. One thread. */
final class EngineSession implements OrderSink {
    static final int SECURITY_ID = 1;

    private static final int CHAIN_ID = ChainId.of(1, 0);
    private static final int SESSION = 1;
    private static final int KEY_BYTES = 16;
    private static final long TICK = 100_000L;
    private static final long MAX_QUANTITY = 1L << 60;
    private static final long HIGHEST_PRICE = TICK << 40;
    private static final int MAX_ORDERS = 1_000_000;
    private static final int MAX_LEVELS = 200_000;
    private static final int MAX_TOUCHED = 100_000;

    private final OrderRequest request = new OrderRequest();
    private final Engine engine;
    private long number;

    EngineSession(final EngineListener listener) {
        engine = new Engine(
                EngineLimits.builder()
                        .orders(MAX_ORDERS)
                        .detailedOrders(1)
                        .priceLevels(MAX_LEVELS)
                        .sessions(2)
                        .chains(2)
                        .instruments(2)
                        .accounts(1)
                        .positions(2)
                        .touchedOrders(MAX_TOUCHED)
                        .deferredRecords(64)
                        .fenceTicks(0)
                        .build(),
                Engine.RULES_VERSION,
                listener);
        engine.addInstrument(Instrument.continuous(SECURITY_ID, TICK, 1, 1, MAX_QUANTITY, TICK, HIGHEST_PRICE));
        final UnsafeBuffer key = new UnsafeBuffer(new byte[KEY_BYTES]);
        engine.beginEntry(1, CHAIN_ID, 1, 1, true, 1);
        engine.gateway().onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.gateway().onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
    }

    @Override
    public long newOrder(
            final long clOrdId,
            final int securityId,
            final Side side,
            final OrdType type,
            final TimeInForce timeInForce,
            final long quantity,
            final long price) {
        begin();
        request.clear().clOrdId(clOrdId).securityId(securityId).side(side.value());
        request.ordType(type.value()).timeInForce(timeInForce.value());
        engine.onNewOrder(request.orderQty(quantity).price(price));
        return number;
    }

    @Override
    public long cancel(final long clOrdId, final long origClOrdId, final int securityId, final Side side) {
        begin();
        engine.onCancel(clOrdId, origClOrdId, Codes.NULL_U64, securityId, side.value());
        return number;
    }

    @Override
    public long replace(
            final long clOrdId,
            final long origClOrdId,
            final int securityId,
            final Side side,
            final long quantity,
            final long price) {
        begin();
        request.clear().clOrdId(clOrdId).securityId(securityId).side(side.value());
        request.origClOrdId(origClOrdId).ordType(Codes.TYPE_LIMIT).timeInForce(Codes.TIF_GTC);
        engine.onReplace(request.inFlightMitigation(true).orderQty(quantity).price(price));
        return number;
    }

    /** An entry for each message, as a gateway's turn would be that has read no other. */
    private void begin() {
        number++;
        engine.beginEntry(number + 1, CHAIN_ID, 1, number + 1, false, 0);
        if (!engine.beginMessage(SESSION, number, 1)) {
            throw new IllegalStateException("the engine didn't bind the session");
        }
    }
}

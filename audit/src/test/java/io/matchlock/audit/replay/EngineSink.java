package io.matchlock.audit.replay;

import io.matchlock.audit.replay.tally.TradeTally;
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
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine alone as a sink: one session, one instrument, no wire. Counts its trades and rejects. */
final class EngineSink implements OrderSink {
    private static final int SESSION = 1;
    private static final int LAST_QUANTITY = 4;
    private static final int AGGRESSOR = 5;

    private final TradeTally trades = new TradeTally();
    private final OrderRequest request = new OrderRequest();
    private final Engine engine;
    private long number;
    int rejects;

    EngineSink(final int securityId, final long tickSize) {
        final EngineListener listener = (EngineListener) Proxy.newProxyInstance(
                EngineListener.class.getClassLoader(), new Class<?>[] {EngineListener.class}, this::onEvent);
        engine = new Engine(
                EngineLimits.builder()
                        .orders(100_000)
                        .detailedOrders(10)
                        .priceLevels(100_000)
                        .sessions(2)
                        .chains(2)
                        .instruments(2)
                        .accounts(10)
                        .positions(10)
                        .touchedOrders(10_000)
                        .deferredRecords(64)
                        .fenceTicks(10)
                        .build(),
                Engine.RULES_VERSION,
                listener);
        engine.addInstrument(Instrument.continuous(
                securityId, tickSize, 1, 1, Long.MAX_VALUE / 4, tickSize, 10_000_000_000_000_000L));
        engine.beginEntry(1, ChainId.of(1, 0), 1, 1, true, 1);
        engine.gateway().onNegotiate(1, 1, 1, 1, new UnsafeBuffer(new byte[16]), 0, 0);
        engine.gateway().onEstablish(1, 1, 1, 1, 1, new UnsafeBuffer(new byte[16]), 0, 0, 0);
    }

    TradeTally trades() {
        return trades;
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
        begin(clOrdId, securityId, side, quantity, price);
        engine.onNewOrder(request.ordType(type.value()).timeInForce(timeInForce.value()));
        return number;
    }

    @Override
    public long cancel(final long clOrdId, final long origClOrdId, final int securityId, final Side side) {
        engine.beginEntry(number + 2, ChainId.of(1, 0), 1, number + 2, false, 0);
        engine.beginMessage(SESSION, ++number, 1);
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
        begin(clOrdId, securityId, side, quantity, price);
        request.origClOrdId(origClOrdId)
                .ordType(Codes.TYPE_LIMIT)
                .timeInForce(Codes.TIF_GTC)
                .inFlightMitigation(true);
        engine.onReplace(request);
        return number;
    }

    private void begin(
            final long clOrdId, final int securityId, final Side side, final long quantity, final long price) {
        engine.beginEntry(number + 2, ChainId.of(1, 0), 1, number + 2, false, 0);
        if (!engine.beginMessage(SESSION, ++number, 1)) {
            throw new IllegalStateException("the session isn't bound");
        }
        request.clear()
                .clOrdId(clOrdId)
                .securityId(securityId)
                .side(side.value())
                .orderQty(quantity);
        request.price(price);
    }

    private Object onEvent(final Object proxy, final Method method, final Object[] arguments) {
        if (method.getName().equals("onTrade") && (boolean) arguments[AGGRESSOR]) {
            trades.add((long) arguments[LAST_QUANTITY]);
        } else if (method.getName().equals("onOrderRejected")) {
            rejects++;
        }
        return null;
    }
}

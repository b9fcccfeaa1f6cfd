package io.matchlock.bench;

import io.matchlock.matcher.engine.Codes;
import io.matchlock.matcher.engine.Engine;
import io.matchlock.matcher.engine.EngineLimits;
import io.matchlock.matcher.engine.Instrument;
import io.matchlock.matcher.engine.OrderRequest;
import org.agrona.concurrent.UnsafeBuffer;

/** One flow on one fresh engine, as a single session's messages: all checks on, nothing around it. */
final class FlowRun {
    private static final int CHAIN_ID = 1 << 16;
    private static final int SECURITY_ID = 1;
    private static final long MAX_PRICE = (1L << 47) - 1;
    private static final int MAX_TOUCHED = 100_000;

    private final FlowFile flow;
    private final CountingListener listener;
    private final Engine engine;
    private final OrderRequest request = new OrderRequest();

    FlowRun(final FlowFile flow, final int maxOrders, final int maxLevels) {
        this.flow = flow;
        listener = new CountingListener((int) flow.maxOrderId());
        engine = new Engine(
                new EngineLimits(maxOrders, 1, maxLevels, 1, 1, 1, 1, 1, MAX_TOUCHED, 64, 0),
                Engine.RULES_VERSION,
                listener);
        engine.addInstrument(Instrument.continuous(SECURITY_ID, 1, 1, 1, Long.MAX_VALUE, 1, MAX_PRICE));
        engine.beginEntry(1, CHAIN_ID, 1, 1, true, 1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
    }

    CountingListener listener() {
        return listener;
    }

    long stateHash() {
        return engine.stateHash();
    }

    /** Applies the records from {@code from} to {@code to}, the latter excluded. */
    void apply(final int from, final int to) {
        for (int index = from; index < to; index++) {
            engine.beginMessage(1, index + 1L, index);
            apply(index);
        }
    }

    private void apply(final int index) {
        final long id = flow.orderId(index);
        switch (flow.type(index)) {
            case FlowFile.NEW_GTC -> enter(index, id, Codes.TIF_GTC);
            case FlowFile.NEW_IOC -> enter(index, id, Codes.TIF_IOC);
            case FlowFile.CANCEL -> engine.onCancel(id, id, Codes.NULL_U64, SECURITY_ID, side(index));
            default -> replace(index, id);
        }
    }

    private void enter(final int index, final long id, final int timeInForce) {
        fill(index, id, timeInForce).orderQty(flow.quantity(index));
        engine.onNewOrder(request);
    }

    private void replace(final int index, final long id) {
        fill(index, id, Codes.TIF_GTC)
                .origClOrdId(id)
                .orderQty(flow.quantity(index) + listener.traded(id))
                .inFlightMitigation(true);
        engine.onReplace(request);
    }

    private OrderRequest fill(final int index, final long id, final int timeInForce) {
        return request.clOrdId(id)
                .price(flow.price(index))
                .securityId(SECURITY_ID)
                .side(side(index))
                .ordType(Codes.TYPE_LIMIT)
                .timeInForce(timeInForce);
    }

    private int side(final int index) {
        return flow.isBuy(index) ? Codes.SIDE_BUY : Codes.SIDE_SELL;
    }
}

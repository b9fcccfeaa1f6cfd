package io.matchlock.audit.flow;

import io.matchlock.audit.sink.OrderSink;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;

/** The next message of a flow, which is kept until it has been taken. Reused. */
final class Command {
    private static final int ORDER = 0;
    private static final int CANCEL = 1;
    private static final int REPLACE = 2;

    long clOrdId;
    int slot;
    int instrument;
    int securityId;
    Side side;
    long quantity;
    long price;
    private int what;
    private long origClOrdId;
    private OrdType type;
    private TimeInForce timeInForce;

    void order(
            final long id,
            final int instrumentIndex,
            final int security,
            final Side orderSide,
            final long orderQuantity) {
        what = ORDER;
        clOrdId = id;
        instrument = instrumentIndex;
        securityId = security;
        side = orderSide;
        quantity = orderQuantity;
    }

    void kind(final OrdType orderType, final TimeInForce life, final long orderPrice) {
        type = orderType;
        timeInForce = life;
        price = orderPrice;
    }

    void cancel(final long id, final int orderSlot, final long original, final int security, final Side orderSide) {
        what = CANCEL;
        clOrdId = id;
        slot = orderSlot;
        origClOrdId = original;
        securityId = security;
        side = orderSide;
    }

    void replace(
            final long id,
            final int orderSlot,
            final long original,
            final int security,
            final Side orderSide,
            final long newQuantity,
            final long newPrice) {
        cancel(id, orderSlot, original, security, orderSide);
        what = REPLACE;
        quantity = newQuantity;
        price = newPrice;
    }

    boolean isOrder() {
        return what == ORDER;
    }

    long sendTo(final OrderSink sink) {
        return switch (what) {
            case CANCEL -> sink.cancel(clOrdId, origClOrdId, securityId, side);
            case REPLACE -> sink.replace(clOrdId, origClOrdId, securityId, side, quantity, price);
            default -> sink.newOrder(clOrdId, securityId, side, type, timeInForce, quantity, price);
        };
    }
}

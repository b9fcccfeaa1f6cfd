package io.matchlock.exchange.replay;

import io.matchlock.client.ClientSession;
import io.matchlock.exchange.flow.OrderSink;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;

/** One message of a recorded flow. Reused by whoever reads it. */
public final class ReplayCommand {
    /** What is asked. */
    public enum Action {
        /** A new order. */
        NEW,
        /** A cancel. */
        CANCEL,
        /** A replace. */
        REPLACE
    }

    Action action = Action.NEW;
    long timeMs;
    long clOrdId;
    long origClOrdId;
    int securityId;
    Side side = Side.Buy;
    OrdType type = OrdType.Limit;
    TimeInForce timeInForce = TimeInForce.GTC;
    long quantity;
    long price;

    /** An empty command, to be filled in by a {@link RecordedFlow}. */
    public ReplayCommand() {}

    /** {@return when it was recorded, ms UTC} */
    public long timeMs() {
        return timeMs;
    }

    /** {@return what it asks} */
    public Action action() {
        return action;
    }

    /**
     * Sends it.
     *
     * @param sink to send to
     * @return what the sink returned: the client number, or negative if it was not taken
     */
    public long sendTo(final OrderSink sink) {
        return switch (action) {
            case NEW -> sink.newOrder(clOrdId, securityId, side, type, timeInForce, quantity, price);
            case CANCEL -> sink.cancel(clOrdId, origClOrdId, securityId, side);
            case REPLACE -> sink.replace(clOrdId, origClOrdId, securityId, side, quantity, price);
        };
    }

    ReplayCommand order(final long id, final Side orderSide, final long orderQuantity, final long orderPrice) {
        action = Action.NEW;
        clOrdId = id;
        side = orderSide;
        quantity = orderQuantity;
        price = orderPrice > 0 ? orderPrice : ClientSession.NO_PRICE;
        type = orderPrice > 0 ? OrdType.Limit : OrdType.Market;
        timeInForce = orderPrice > 0 ? TimeInForce.GTC : TimeInForce.IOC;
        return this;
    }

    ReplayCommand cancel(final long id, final long original, final Side orderSide) {
        action = Action.CANCEL;
        clOrdId = id;
        origClOrdId = original;
        side = orderSide;
        return this;
    }

    ReplayCommand replace(
            final long id, final long original, final Side orderSide, final long newQuantity, final long newPrice) {
        cancel(id, original, orderSide);
        action = Action.REPLACE;
        quantity = newQuantity;
        price = newPrice;
        return this;
    }

    void copyTo(final ReplayCommand target) {
        target.action = action;
        target.timeMs = timeMs;
        target.clOrdId = clOrdId;
        target.origClOrdId = origClOrdId;
        target.securityId = securityId;
        target.side = side;
        target.type = type;
        target.timeInForce = timeInForce;
        target.quantity = quantity;
        target.price = price;
    }
}

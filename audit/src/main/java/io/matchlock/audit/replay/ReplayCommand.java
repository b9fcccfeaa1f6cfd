package io.matchlock.audit.replay;

import io.matchlock.audit.sink.OrderSink;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;

/** One message of a recorded flow. The reader of the flow reuses it. */
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
    long restingId;

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

    /** {@return its ClOrdID} */
    public long clOrdId() {
        return clOrdId;
    }

    /** {@return the resting order that the record says it trades with, by ClOrdID; 0 if it names none} */
    public long restingId() {
        return restingId;
    }

    /** {@return the side of that resting order} */
    public Side restingSide() {
        return side == Side.Buy ? Side.Sell : Side.Buy;
    }

    /** {@return its limit, 10^-9} */
    public long price() {
        return price;
    }

    /** {@return the quantity it asks for, in units of the instrument} */
    public long quantity() {
        return quantity;
    }

    /**
     * Places it.
     *
     * @param recordedMs when it was recorded, ms UTC or after midnight
     * @param instrument by its security id
     * @return this
     */
    public ReplayCommand at(final long recordedMs, final int instrument) {
        timeMs = recordedMs;
        securityId = instrument;
        return this;
    }

    /**
     * Makes it a limit order till cancelled.
     *
     * @param id its ClOrdID
     * @param orderSide buy or sell
     * @param orderQuantity in units of the instrument
     * @param limit 10^-9
     * @return this
     */
    public ReplayCommand limit(final long id, final Side orderSide, final long orderQuantity, final long limit) {
        market(id, orderSide, orderQuantity);
        price = limit;
        type = OrdType.Limit;
        timeInForce = TimeInForce.GTC;
        return this;
    }

    /**
     * Makes it a market order.
     *
     * @param id its ClOrdID
     * @param orderSide buy or sell
     * @param orderQuantity in units of the instrument
     * @return this
     */
    public ReplayCommand market(final long id, final Side orderSide, final long orderQuantity) {
        action = Action.NEW;
        clOrdId = id;
        side = orderSide;
        quantity = orderQuantity;
        price = OrderForm.NO_PRICE;
        type = OrdType.Market;
        timeInForce = TimeInForce.IOC;
        restingId = 0;
        return this;
    }

    /**
     * Makes it the order that takes a resting one: immediate or cancel, of the other side.
     *
     * @param id its ClOrdID
     * @param resting ClOrdID of the order that the record says it trades with
     * @param restingSide of that order
     * @param taken in units of the instrument
     * @param restingPrice of that order, 10^-9
     * @return this
     */
    public ReplayCommand take(
            final long id, final long resting, final Side restingSide, final long taken, final long restingPrice) {
        limit(id, restingSide == Side.Buy ? Side.Sell : Side.Buy, taken, restingPrice);
        timeInForce = TimeInForce.IOC;
        restingId = resting;
        return this;
    }

    /**
     * Makes it a cancel.
     *
     * @param id its ClOrdID
     * @param original ClOrdID of the order
     * @param orderSide of the order
     * @return this
     */
    public ReplayCommand cancel(final long id, final long original, final Side orderSide) {
        action = Action.CANCEL;
        clOrdId = id;
        origClOrdId = original;
        side = orderSide;
        restingId = 0;
        return this;
    }

    /**
     * Makes it a replace.
     *
     * @param id its ClOrdID, from then on the order's
     * @param original ClOrdID of the order
     * @param orderSide of the order
     * @param newQuantity with what is filled already, in units of the instrument
     * @param newPrice 10^-9
     * @return this
     */
    public ReplayCommand replace(
            final long id, final long original, final Side orderSide, final long newQuantity, final long newPrice) {
        cancel(id, original, orderSide);
        action = Action.REPLACE;
        quantity = newQuantity;
        price = newPrice;
        return this;
    }

    /**
     * Copies all of it.
     *
     * @param target to copy to
     */
    public void copyTo(final ReplayCommand target) {
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
        target.restingId = restingId;
    }
}

package io.matchlock.audit.sink;

import io.matchlock.client.ClientSession;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;

/** Where a flow's messages go: a session, or a book of a test. Returns as {@link ClientSession} does. */
public interface OrderSink {
    /**
     * A new order.
     *
     * @param clOrdId unique while the order lives
     * @param securityId of the instrument
     * @param side buy or sell
     * @param type of the order
     * @param timeInForce of the order
     * @param quantity in units of the instrument
     * @param price 10^-9, {@link io.matchlock.client.order.OrderForm#NO_PRICE} for none
     * @return the client number, or negative if it was not taken
     */
    long newOrder(
            long clOrdId, int securityId, Side side, OrdType type, TimeInForce timeInForce, long quantity, long price);

    /**
     * A cancel.
     *
     * @param clOrdId of the request
     * @param origClOrdId of the order
     * @param securityId of the instrument
     * @param side of the order
     * @return the client number, or negative if it was not taken
     */
    long cancel(long clOrdId, long origClOrdId, int securityId, Side side);

    /**
     * A replace of a limit order that is good till it is cancelled.
     *
     * @param clOrdId the order's new one
     * @param origClOrdId of the order
     * @param securityId of the instrument
     * @param side of the order
     * @param quantity the new one, with what is filled already
     * @param price the new one, 10^-9
     * @return the client number, or negative if it was not taken
     */
    long replace(long clOrdId, long origClOrdId, int securityId, Side side, long quantity, long price);

    /**
     * A session as a sink.
     *
     * @param session to offer to
     * @param account of all its orders
     * @return a sink that offers to the session
     */
    static OrderSink of(final ClientSession session, final int account) {
        return new SessionSink(session, account);
    }
}

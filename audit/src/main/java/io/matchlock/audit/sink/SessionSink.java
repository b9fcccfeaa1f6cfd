package io.matchlock.audit.sink;

import io.matchlock.client.ClientSession;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;

/** Offers to a session. Owned by the session's thread. */
final class SessionSink implements OrderSink {
    private final ClientSession session;
    private final int account;
    private final OrderForm terms = new OrderForm();

    SessionSink(final ClientSession session, final int account) {
        this.session = session;
        this.account = account;
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
        return session.newOrder(
                clOrdId,
                terms.clear()
                        .of(securityId, account, side)
                        .kind(type, timeInForce)
                        .quantity(quantity)
                        .price(price));
    }

    @Override
    public long cancel(final long clOrdId, final long origClOrdId, final int securityId, final Side side) {
        return session.cancel(clOrdId, origClOrdId, ClientSession.NO_ID, securityId, side);
    }

    @Override
    public long replace(
            final long clOrdId,
            final long origClOrdId,
            final int securityId,
            final Side side,
            final long quantity,
            final long price) {
        return session.replace(
                clOrdId,
                origClOrdId,
                ClientSession.NO_ID,
                terms.clear()
                        .of(securityId, account, side)
                        .kind(OrdType.Limit, TimeInForce.GTC)
                        .quantity(quantity)
                        .price(price),
                true);
    }
}

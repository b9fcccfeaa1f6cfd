package io.matchlock.engine.event;

import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.party.PositionTable;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;

/** One order as it stands: a view over its slots, valid only within the callback that was given it. Enum values are FIX codes. */
public final class Order {
    private static final int OPEN = 0;

    private final DetailTable details;
    private final PositionTable positions;
    private final SessionTable sessions;
    private @OrderAt long order;
    private long price;
    private int endStatus;

    /** A view over the orders of this state; of none, until it is put on one. */
    public Order(final EngineState state) {
        this.details = state.details();
        this.positions = state.positions();
        this.sessions = state.sessions();
    }

    /** Puts the view on an order that lives; {@code price} is its limit, null for none. */
    public Order at(final @OrderAt long order, final long price) {
        return at(order, price, OPEN);
    }

    /** The order as it is once it has been cancelled; the table still says what was open. */
    public Order closedAt(final @OrderAt long order, final long price) {
        return at(order, price, Codes.STATUS_CANCELED);
    }

    /** The order as it is once it has expired; the table still says what was open. */
    public Order expiredAt(final @OrderAt long order, final long price) {
        return at(order, price, Codes.STATUS_EXPIRED);
    }

    private Order at(final @OrderAt long order, final long price, final int endStatus) {
        this.order = order;
        this.price = price;
        this.endStatus = endStatus;
        return this;
    }

    /** Engine-assigned, dense over the segment from 1. */
    public long orderId() {
        return OrderTable.orderId(order);
    }

    /** The session's own id. */
    public long clOrdId() {
        return OrderTable.clOrdId(order);
    }

    /** Number of the session that owns it. */
    public int session() {
        return sessions.number(OrderTable.session(order));
    }

    /** The instrument. */
    public int securityId() {
        return PositionTable.securityId(positions.at(OrderTable.position(order)));
    }

    /** Unsigned 32 bits. */
    public int account() {
        return PositionTable.number(positions.at(OrderTable.position(order)));
    }

    /** FIX 54. */
    public int side() {
        return OrderTable.side(order);
    }

    /** FIX 40. */
    public int ordType() {
        return OrderTable.ordType(order);
    }

    /** FIX 59. */
    public int timeInForce() {
        return OrderTable.timeInForce(order);
    }

    /** FIX 39. */
    public int ordStatus() {
        if (endStatus != OPEN) {
            return endStatus;
        }
        if (leavesQty() == 0) {
            return Codes.STATUS_FILLED;
        }
        return cumQty() == 0 ? Codes.STATUS_NEW : Codes.STATUS_PARTIALLY_FILLED;
    }

    /** 10<sup>-9</sup>; {@link Codes#NULL_PRICE} for a market order and a stop. */
    public long price() {
        return price;
    }

    /** Total quantity. */
    public long orderQty() {
        return OrderTable.orderQty(order);
    }

    /** What is still open: 0 once filled, cancelled or expired. */
    public long leavesQty() {
        return endStatus != OPEN ? 0 : OrderTable.leavesQty(order);
    }

    /** What has traded. */
    public long cumQty() {
        return OrderTable.cumQty(order);
    }

    /** Whether it has any of what follows; if not, all of it is null. */
    public boolean hasDetails() {
        return OrderTable.detail(order) != 0;
    }

    /** Of a stop that waits, 10<sup>-9</sup>; {@link Codes#NULL_PRICE} for none. */
    public long stopPx() {
        return hasDetails() ? DetailTable.stopPrice(details.of(order)) : Codes.NULL_PRICE;
    }

    /** Of an iceberg; {@link Codes#NULL_U64} for none. */
    public long displayQty() {
        final long display = hasDetails() ? DetailTable.displayQty(details.of(order)) : 0;
        return display == 0 ? Codes.NULL_U64 : display;
    }

    /** As it was given; {@link Codes#NULL_U64} for none. */
    public long minQty() {
        return hasDetails() ? DetailTable.minQty(details.of(order)) : Codes.NULL_U64;
    }

    /** Of a GTD order, nanoseconds UTC; {@link Codes#NULL_U64} for none. */
    public long expireTimeNs() {
        return timeInForce() == Codes.TIF_GTD ? DetailTable.expireTimeNs(details.of(order)) : Codes.NULL_U64;
    }
}

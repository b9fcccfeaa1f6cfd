package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.InstrumentTable;
import io.matchlock.matcher.engine.state.OrderTable;

/** One order as it stands: a view over its slot, valid only within the callback that was given it. Enum values are FIX codes. */
public final class Order {
    private final OrderTable orders;
    private final InstrumentTable instruments;
    private int slot;
    private boolean canceled;

    Order(final OrderTable orders, final InstrumentTable instruments) {
        this.orders = orders;
        this.instruments = instruments;
    }

    Order at(final int slot) {
        this.slot = slot;
        this.canceled = false;
        return this;
    }

    /** The order as it is once it has been cancelled; its slot still says what was open. */
    Order closedAt(final int slot) {
        this.slot = slot;
        this.canceled = true;
        return this;
    }

    /** Engine-assigned, dense over the segment from 1. */
    public long orderId() {
        return orders.orderId(slot);
    }

    /** The session's own id. */
    public long clOrdId() {
        return orders.clOrdId(slot);
    }

    /** Number of the session that owns it. */
    public int session() {
        return orders.session(slot);
    }

    /** The instrument. */
    public int securityId() {
        return instruments.securityId(orders.instrument(slot));
    }

    /** Unsigned 32 bits. */
    public int account() {
        return orders.account(slot);
    }

    /** FIX 54. */
    public int side() {
        return orders.side(slot);
    }

    /** FIX 40. */
    public int ordType() {
        return orders.ordType(slot);
    }

    /** FIX 59. */
    public int timeInForce() {
        return orders.timeInForce(slot);
    }

    /** FIX 39. */
    public int ordStatus() {
        if (canceled) {
            return Codes.STATUS_CANCELED;
        }
        if (leavesQty() == 0) {
            return Codes.STATUS_FILLED;
        }
        return cumQty() == 0 ? Codes.STATUS_NEW : Codes.STATUS_PARTIALLY_FILLED;
    }

    /** 10<sup>-9</sup>; {@link Codes#NULL_PRICE} for a market order. */
    public long price() {
        return orders.price(slot);
    }

    /** Total quantity. */
    public long orderQty() {
        return orders.orderQty(slot);
    }

    /** What is still open: 0 once filled or cancelled. */
    public long leavesQty() {
        return canceled ? 0 : orders.leavesQty(slot);
    }

    /** What has traded. */
    public long cumQty() {
        return orders.orderQty(slot) - orders.leavesQty(slot);
    }
}

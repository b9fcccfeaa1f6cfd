package io.matchlock.matcher.engine;

/** One order as it stands: a view over its slot, valid only within the callback that was given it. Enum values are FIX codes. */
public final class Order {
    Order() {}

    /** Engine-assigned, dense over the segment from 1. */
    public long orderId() {
        return 0;
    }

    /** The session's own id. */
    public long clOrdId() {
        return 0;
    }

    /** Number of the session that owns it. */
    public int session() {
        return 0;
    }

    /** The instrument. */
    public int securityId() {
        return 0;
    }

    /** Unsigned 32 bits. */
    public int account() {
        return 0;
    }

    /** FIX 54. */
    public int side() {
        return 0;
    }

    /** FIX 40. */
    public int ordType() {
        return 0;
    }

    /** FIX 59. */
    public int timeInForce() {
        return 0;
    }

    /** FIX 39. */
    public int ordStatus() {
        return 0;
    }

    /** 10<sup>-9</sup>; {@link Codes#NULL_PRICE} for a market order. */
    public long price() {
        return 0;
    }

    /** Total quantity. */
    public long orderQty() {
        return 0;
    }

    /** What is still open: 0 once filled or cancelled. */
    public long leavesQty() {
        return 0;
    }

    /** What has traded. */
    public long cumQty() {
        return 0;
    }
}

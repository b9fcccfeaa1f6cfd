package io.matchlock.audit.replay.venue;

/** An order of the reference venue; price in 10^-4. */
public final class RestingOrder {
    final long id;
    final boolean isBuy;
    final long price;
    long leaves;

    RestingOrder(final long id, final boolean isBuy, final long price, final long leaves) {
        this.id = id;
        this.isBuy = isBuy;
        this.price = price;
        this.leaves = leaves;
    }
}

package io.matchlock.audit.replay.feed;

import io.matchlock.protocol.order.Side;

/** An order that rests in a feed's book. */
public final class FeedOrder {
    private final long id;
    private final Side side;
    private final long price;
    private long total;
    private long leaves;

    FeedOrder(final long id, final Side side, final long price, final long quantity) {
        this.id = id;
        this.side = side;
        this.price = price;
        this.total = quantity;
        this.leaves = quantity;
    }

    /** {@return its id in the feed, which is its ClOrdID in the replay} */
    public long id() {
        return id;
    }

    Side side() {
        return side;
    }

    long price() {
        return price;
    }

    /** Quantity with what was executed since it was put in. */
    long total() {
        return total;
    }

    long leaves() {
        return leaves;
    }

    void execute(final long quantity) {
        leaves -= quantity;
    }

    void reduce(final long quantity) {
        leaves -= quantity;
        total -= quantity;
    }

    /** Is about to be put in again: nothing was executed since. */
    void restart() {
        total = leaves;
    }
}

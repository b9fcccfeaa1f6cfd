package io.matchlock.audit.replay.feed;

import io.matchlock.protocol.order.Side;

/** One message of a feed, as far as it concerns the visible book. The reader of the feed reuses it. */
public final class FeedEvent {
    /** What happened. */
    public enum Kind {
        /** Nothing that concerns the visible book. */
        NONE,
        /** An order rests. */
        ADD,
        /** Some of an order was taken back; it keeps its place. */
        REDUCE,
        /** An order was taken back. */
        DELETE,
        /** Some of an order, or all, was executed by an aggressor. */
        EXECUTE,
        /** Some of an order, or all, was executed by an auction, which has no aggressor. */
        CROSS,
        /** An order was taken back and another of its side rests instead, at the end of the queue. */
        REPLACE,
        /** All orders are gone. */
        CLEAR
    }

    Kind kind = Kind.NONE;
    boolean isMessage;
    boolean isReturning;
    long timeMs;
    long orderId;
    long newOrderId;
    Side side = Side.Buy;
    long quantity;
    long price;

    /** An empty event, to be filled in by a {@link Feed}. */
    public FeedEvent() {}

    /**
     * A message without effect, unless one of the other calls follows.
     *
     * @param afterMidnightMs when it happened
     * @return this
     */
    public FeedEvent message(final long afterMidnightMs) {
        kind = Kind.NONE;
        isMessage = true;
        isReturning = false;
        timeMs = afterMidnightMs;
        return this;
    }

    /**
     * No message of the feed, but an order that must have been there.
     *
     * @param afterMidnightMs when it is put in
     * @return this
     */
    public FeedEvent inferred(final long afterMidnightMs) {
        message(afterMidnightMs);
        isMessage = false;
        return this;
    }

    /**
     * Makes it an {@link Kind#ADD} of an order that is older than others at its price, and stands before those with a higher id.
     *
     * @param id of the order
     * @param orderSide buy or sell
     * @param shares of the order
     * @param limit 10^-9
     */
    public void comeBack(final long id, final Side orderSide, final long shares, final long limit) {
        add(id, orderSide, shares, limit);
        isReturning = true;
    }

    /**
     * Makes it an {@link Kind#ADD}.
     *
     * @param id of the order
     * @param orderSide buy or sell
     * @param shares of the order
     * @param limit 10^-9
     */
    public void add(final long id, final Side orderSide, final long shares, final long limit) {
        set(Kind.ADD, id, shares);
        side = orderSide;
        price = limit;
    }

    /**
     * Makes it one that names an order and a number of shares.
     *
     * @param what {@link Kind#REDUCE}, {@link Kind#DELETE}, {@link Kind#EXECUTE} or {@link Kind#CROSS}
     * @param id of the order
     * @param shares not looked at for a delete
     */
    public void set(final Kind what, final long id, final long shares) {
        kind = what;
        orderId = id;
        quantity = shares;
    }

    /**
     * Makes it a {@link Kind#REPLACE}.
     *
     * @param id of the order that was
     * @param newId of the order that is
     * @param shares of the order that is
     * @param limit of the order that is, 10^-9
     */
    public void replace(final long id, final long newId, final long shares, final long limit) {
        set(Kind.REPLACE, id, shares);
        newOrderId = newId;
        price = limit;
    }

    /** Makes it a {@link Kind#CLEAR}. */
    public void clear() {
        kind = Kind.CLEAR;
    }

    /** {@return what happened} */
    public Kind kind() {
        return kind;
    }

    /** {@return whether it is a message of the feed, after which its book stands} */
    public boolean isMessage() {
        return isMessage;
    }

    /** {@return when it happened, ms after midnight} */
    public long timeMs() {
        return timeMs;
    }
}

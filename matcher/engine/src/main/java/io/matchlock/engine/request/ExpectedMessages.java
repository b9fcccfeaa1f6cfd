package io.matchlock.engine.request;

import io.matchlock.engine.Engine;
import io.matchlock.engine.handle.SessionNumber;

/**
 * Messages that come next, for {@link Engine#lookAhead}. The caller owns one, fills it and hands it over; the engine keeps no
 * reference to it. It has room for {@link #CAPACITY} new orders and as many changes; what is added beyond is left out.
 */
public final class ExpectedMessages {
    /** How many messages of a kind are looked at: what they need fits a core's first cache. */
    public static final int CAPACITY = 16;

    private final int[] changeSessions = new int[CAPACITY];
    private final long[] changeClOrdIds = new long[CAPACITY];
    private final int[] newSessions = new int[CAPACITY];
    private final long[] newClOrdIds = new long[CAPACITY];
    private final int[] newSecurityIds = new int[CAPACITY];
    private final boolean[] newBuys = new boolean[CAPACITY];
    private final long[] newPrices = new long[CAPACITY];
    private int changes;
    private int newOrders;

    /** Removes all messages. */
    public void clear() {
        changes = 0;
        newOrders = 0;
    }

    /** Adds a NewOrderSingle: {@code side} is FIX 54, raw, {@code price} in 10<sup>-9</sup>. */
    public void addNewOrder(
            final @SessionNumber int session,
            final long clOrdId,
            final int securityId,
            final int side,
            final long price) {
        if (newOrders < CAPACITY) {
            newSessions[newOrders] = session;
            newClOrdIds[newOrders] = clOrdId;
            newSecurityIds[newOrders] = securityId;
            newBuys[newOrders] = side == Codes.SIDE_BUY;
            newPrices[newOrders] = price;
            newOrders++;
        }
    }

    /** Adds a cancel or a replace of the order with this ClOrdID. */
    public void addChange(final @SessionNumber int session, final long origClOrdId) {
        if (changes < CAPACITY) {
            changeSessions[changes] = session;
            changeClOrdIds[changes] = origClOrdId;
            changes++;
        }
    }

    /** How many changes there are. */
    public int changes() {
        return changes;
    }

    /** Session of a change, by index from 0. */
    public @SessionNumber int changeSession(final int index) {
        return (@SessionNumber int) changeSessions[index];
    }

    /** ClOrdID of the order that a change is of, by index from 0. */
    public long changeClOrdId(final int index) {
        return changeClOrdIds[index];
    }

    /** How many new orders there are. */
    public int newOrders() {
        return newOrders;
    }

    /** Session of a new order, by index from 0. */
    public @SessionNumber int newSession(final int index) {
        return (@SessionNumber int) newSessions[index];
    }

    /** ClOrdID of a new order, by index from 0. */
    public long newClOrdId(final int index) {
        return newClOrdIds[index];
    }

    /** Security id of a new order, by index from 0. */
    public int newSecurityId(final int index) {
        return newSecurityIds[index];
    }

    /** Whether a new order, by index from 0, buys. */
    public boolean newBuy(final int index) {
        return newBuys[index];
    }

    /** Price of a new order, by index from 0. */
    public long newPrice(final int index) {
        return newPrices[index];
    }
}

package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.AccountTable;
import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.InstrumentTable;
import io.matchlock.matcher.engine.state.OrderTable;
import io.matchlock.matcher.engine.state.PositionTable;

/** What accounts have open and may have: checked and reserved before an order lives, released as it trades and ends. */
final class Risk {
    private static final long NANOS = 1_000_000_000L;

    private final AccountTable accounts;
    private final PositionTable positions;
    private final OrderTable orders;
    private final InstrumentTable instruments;
    private int account;
    private int position;
    private int lastNumber;
    private int lastInstrument;

    Risk(final EngineState state) {
        accounts = state.accounts();
        positions = state.positions();
        orders = state.orders();
        instruments = state.instruments();
    }

    /** Null if the account may have the order. What it found is what {@link #open} goes by. */
    OrderReject check(
            final int number, final int instrument, final boolean buy, final long quantity, final long price) {
        if (number != lastNumber || instrument != lastInstrument || position == 0) {
            find(number, instrument);
        }
        if (account != 0 && accounts.isBlocked(account)) {
            return OrderReject.ACCOUNT_BLOCKED;
        }
        if (position == 0) {
            if (account == 0 && accounts.full()) {
                return OrderReject.ACCOUNTS_FULL;
            }
            if (positions.full()) {
                return OrderReject.POSITIONS_FULL;
            }
        }
        if (account != 0 && accounts.hasMaxOrders(account)) {
            return OrderReject.OPEN_ORDERS_LIMIT;
        }
        if (exceedsPosition(buy, quantity)) {
            return OrderReject.POSITION_LIMIT;
        }
        return exceedsNotional(price, quantity, 0, 0) ? OrderReject.NOTIONAL_LIMIT : null;
    }

    private void find(final int number, final int instrument) {
        position = positions.find(number, instrument);
        account = position != 0 ? positions.account(position) : accounts.find(number);
        lastNumber = number;
        lastInstrument = instrument;
    }

    /** Null if the account may have the order changed so: from {@code open} at {@code price} to what is asked for. */
    CancelReject checkChange(final int order, final long price, final long newPrice, final long newOpen) {
        find(positions.number(orders.position(order)), positions.instrument(orders.position(order)));
        if (accounts.isBlocked(account)) {
            return CancelReject.ACCOUNT_BLOCKED;
        }
        final long open = orders.leavesQty(order);
        if (newOpen > open && exceedsPosition(orders.isBuy(order), newOpen - open)) {
            return CancelReject.POSITION_LIMIT;
        }
        return isMore(newPrice, newOpen, price, open) && exceedsNotional(newPrice, newOpen, price, open)
                ? CancelReject.NOTIONAL_LIMIT
                : null;
    }

    private static boolean isMore(
            final long price, final long quantity, final long thanPrice, final long thanQuantity) {
        final long high = Math.multiplyHigh(price, quantity);
        final long thanHigh = Math.multiplyHigh(thanPrice, thanQuantity);
        return high == thanHigh
                ? Long.compareUnsigned(price * quantity, thanPrice * thanQuantity) > 0
                : high > thanHigh;
    }

    private boolean exceedsPosition(final boolean buy, final long quantity) {
        final long limit = account == 0 ? Long.MAX_VALUE : accounts.maxPosition(account);
        final long net = position == 0 ? 0 : positions.net(position);
        final long open = position == 0 ? 0 : positions.open(position, buy);
        final long exposed = (buy ? net : -net) + open;
        return exposed > limit || Long.compareUnsigned(quantity, limit - exposed) > 0;
    }

    /** Whether the account's open notional with one order's more and another's less is above its limit. */
    private boolean exceedsNotional(
            final long price, final long quantity, final long lessPrice, final long lessQuantity) {
        if (price == 0 || isFarBelowAnyLimit(price, quantity)) {
            return false;
        }
        long low = account == 0 ? 0 : accounts.notionalLow(account);
        long high = account == 0 ? 0 : accounts.notionalHigh(account);
        final long less = lessPrice * lessQuantity;
        high -= Math.multiplyHigh(lessPrice, lessQuantity) + (Long.compareUnsigned(low, less) < 0 ? 1 : 0);
        low -= less;
        final long more = price * quantity;
        low += more;
        high += Math.multiplyHigh(price, quantity) + (Long.compareUnsigned(low, more) < 0 ? 1 : 0);
        final long limit = account == 0 ? Long.MAX_VALUE : accounts.maxNotional(account);
        final long limitHigh = Math.multiplyHigh(limit, NANOS);
        return high > limitHigh || (high == limitHigh && Long.compareUnsigned(low, limit * NANOS) > 0);
    }

    /** An account without a limit of its own, and sums of 64 bits. */
    private boolean isFarBelowAnyLimit(final long price, final long quantity) {
        return account != 0
                && accounts.maxNotional(account) == Long.MAX_VALUE
                && accounts.notionalHigh(account) == 0
                && Math.multiplyHigh(price, quantity) == 0;
    }

    /** Reserves for the new order that was checked last, and returns its position's slot. */
    int open(final int number, final int instrument, final boolean buy, final long quantity, final long price) {
        if (position == 0) {
            if (account == 0) {
                account = accounts.add(number);
            }
            position = positions.add(account, number, instrument, instruments.securityId(instrument));
        }
        accounts.addOrders(account, 1);
        accounts.reserve(account, price, quantity);
        positions.addOpen(position, buy, quantity);
        return position;
    }

    /** A trade, or what took the place of one, has taken quantity from an order that was reserved at a price. */
    void trade(final int order, final boolean buy, final long quantity, final long price) {
        final int at = orders.position(order);
        positions.trade(at, buy, quantity);
        accounts.release(positions.account(at), price, quantity);
    }

    /** Takes quantity from what an order has reserved. */
    void release(final int order, final long quantity, final long price) {
        final int at = orders.position(order);
        positions.addOpen(at, orders.isBuy(order), -quantity);
        accounts.release(positions.account(at), price, quantity);
    }

    /** Adds quantity to what an order has reserved. */
    void reserve(final int order, final long quantity, final long price) {
        final int at = orders.position(order);
        positions.addOpen(at, orders.isBuy(order), quantity);
        accounts.reserve(positions.account(at), price, quantity);
    }

    /** The order ends; what was open of it was reserved at a price. */
    void close(final int order, final long price) {
        final int at = orders.position(order);
        final int of = positions.account(at);
        final long open = orders.leavesQty(order);
        accounts.addOrders(of, -1);
        if (open > 0) {
            positions.addOpen(at, orders.isBuy(order), -open);
            accounts.release(of, price, open);
        }
    }
}

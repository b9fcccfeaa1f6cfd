package io.matchlock.engine.rules;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.book.OrderTable;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.AccountAt;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.PositionAt;
import io.matchlock.engine.handle.PositionSlot;
import io.matchlock.engine.party.AccountTable;
import io.matchlock.engine.party.PositionTable;
import io.matchlock.engine.state.EngineState;

/** What accounts have open and may have: checked and reserved before an order lives, released as it trades and ends. */
public final class Risk {
    private static final long NANOS = 1_000_000_000L;

    private final AccountTable accounts;
    private final PositionTable positions;
    private final InstrumentTable instruments;
    private int number;
    private @InstrumentSlot int instrument;
    /** Slot of the position that was looked for last, 0 for none. */
    private @PositionSlot int slot;

    /** Where it lies. */
    private @PositionAt long position;
    /** Where its account lies, or, without a position, the account that was looked for; 0 for none. */
    private @AccountAt long account;

    public Risk(final EngineState state) {
        accounts = state.accounts();
        positions = state.positions();
        instruments = state.instruments();
    }

    /**
     * Whether it is told at a glance that an account may have an order: it has traded the instrument, has no restraints, and its
     * sums stay far from what a word holds. What it found is what {@link #open} goes by.
     */
    boolean allows(
            final int number,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final long quantity,
            final long price) {
        find(number, instrument);
        return slot != 0
                && AccountTable.isUnrestrained(account)
                && PositionTable.exposed(position, buy) <= Long.MAX_VALUE - quantity
                && (AccountTable.notionalHigh(account) | Math.multiplyHigh(price, quantity)) == 0;
    }

    /** Whether it is told at a glance that an account may have an order changed so. */
    boolean allowsChange(final @OrderAt long order, final long newPrice, final long newOpen) {
        final long of = position(order);
        final long at = account(of);
        final long more = newOpen - OrderTable.leavesQty(order);
        return AccountTable.isUnrestrained(at)
                && (more <= 0 || PositionTable.exposed(of, OrderTable.isBuy(order)) <= Long.MAX_VALUE - more)
                && (AccountTable.notionalHigh(at) | Math.multiplyHigh(newPrice, newOpen)) == 0;
    }

    /** Null if the account may have the order. What it found is what {@link #open} goes by. */
    OrderReject check(
            final int number,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final long quantity,
            final long price) {
        find(number, instrument);
        if (account != 0 && AccountTable.isBlocked(account)) {
            return OrderReject.ACCOUNT_BLOCKED;
        }
        if (slot == 0) {
            if (account == 0 && accounts.full()) {
                return OrderReject.ACCOUNTS_FULL;
            }
            if (positions.full()) {
                return OrderReject.POSITIONS_FULL;
            }
        }
        if (account != 0 && AccountTable.hasMaxOrders(account)) {
            return OrderReject.OPEN_ORDERS_LIMIT;
        }
        if (exceedsPosition(buy, quantity)) {
            return OrderReject.POSITION_LIMIT;
        }
        return exceedsNotional(price, quantity, 0, 0) ? OrderReject.NOTIONAL_LIMIT : null;
    }

    private void find(final int number, final @InstrumentSlot int instrument) {
        if (number != this.number || instrument != this.instrument || slot == 0) {
            lookFor(number, instrument);
        }
    }

    private void lookFor(final int number, final @InstrumentSlot int instrument) {
        this.number = number;
        this.instrument = instrument;
        slot = positions.find(number, instrument);
        position = positions.at(slot);
        final int of = slot != 0 ? PositionTable.account(position) : accounts.find(number);
        account = of == 0 ? 0 : accounts.at(of);
    }

    /** Null if the account may have the order changed so: from {@code open} at {@code price} to what is asked for. */
    CancelReject checkChange(final @OrderAt long order, final long price, final long newPrice, final long newOpen) {
        final long of = position(order);
        find(PositionTable.number(of), PositionTable.instrument(of));
        if (AccountTable.isBlocked(account)) {
            return CancelReject.ACCOUNT_BLOCKED;
        }
        final long open = OrderTable.leavesQty(order);
        if (newOpen > open && exceedsPosition(OrderTable.isBuy(order), newOpen - open)) {
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
        final long limit = account == 0 ? Long.MAX_VALUE : AccountTable.maxPosition(account);
        final long exposed = slot == 0 ? 0 : PositionTable.exposed(position, buy);
        return exposed > limit || Long.compareUnsigned(quantity, limit - exposed) > 0;
    }

    /** Whether the account's open notional with one order's more and another's less is above its limit. */
    private boolean exceedsNotional(
            final long price, final long quantity, final long lessPrice, final long lessQuantity) {
        if (price == 0) {
            return false;
        }
        long low = account == 0 ? 0 : AccountTable.notionalLow(account);
        long high = account == 0 ? 0 : AccountTable.notionalHigh(account);
        final long less = lessPrice * lessQuantity;
        high -= Math.multiplyHigh(lessPrice, lessQuantity) + (Long.compareUnsigned(low, less) < 0 ? 1 : 0);
        low -= less;
        final long more = price * quantity;
        low += more;
        high += Math.multiplyHigh(price, quantity) + (Long.compareUnsigned(low, more) < 0 ? 1 : 0);
        final long limit = account == 0 ? Long.MAX_VALUE : AccountTable.maxNotional(account);
        final long limitHigh = Math.multiplyHigh(limit, NANOS);
        return high > limitHigh || (high == limitHigh && Long.compareUnsigned(low, limit * NANOS) > 0);
    }

    /** Reserves for the new order that was checked last, and returns its position's slot. */
    public @PositionSlot int open(
            final int number,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final long quantity,
            final long price) {
        if (slot == 0) {
            addPosition(number, instrument);
        }
        AccountTable.addOrders(account, 1);
        AccountTable.reserve(account, price, quantity);
        PositionTable.addOpen(position, buy, quantity);
        return slot;
    }

    private void addPosition(final int number, final @InstrumentSlot int instrument) {
        final int known = accounts.find(number);
        final int of = known == 0 ? accounts.add(number) : known;
        account = accounts.at(of);
        slot = positions.add(of, number, instrument, instruments.securityId(instrument));
        position = positions.at(slot);
    }

    private @PositionAt long position(final @OrderAt long order) {
        return positions.at(OrderTable.position(order));
    }

    private @AccountAt long account(final @PositionAt long position) {
        return accounts.at(PositionTable.account(position));
    }

    /** A trade, or what took the place of one, has taken quantity from an order that was reserved at a price. */
    public void trade(final @OrderAt long order, final boolean buy, final long quantity, final long price) {
        final long at = position(order);
        PositionTable.trade(at, buy, quantity);
        AccountTable.release(account(at), price, quantity);
    }

    /** An order's open quantity was reserved at a price, and from here on it has another one at another price. */
    public void change(final @OrderAt long order, final long price, final long newOpen, final long newPrice) {
        final long at = position(order);
        final long of = account(at);
        final long open = OrderTable.leavesQty(order);
        PositionTable.addOpen(at, OrderTable.isBuy(order), newOpen - open);
        AccountTable.release(of, price, open);
        AccountTable.reserve(of, newPrice, newOpen);
    }

    /** Takes quantity from what an order has reserved. */
    public void release(final @OrderAt long order, final long quantity, final long price) {
        final long at = position(order);
        PositionTable.addOpen(at, OrderTable.isBuy(order), -quantity);
        AccountTable.release(account(at), price, quantity);
    }

    /** The order ends; what was open of it was reserved at a price. */
    public void close(final @OrderAt long order, final long price) {
        final long at = position(order);
        final long of = account(at);
        final long open = OrderTable.leavesQty(order);
        AccountTable.addOrders(of, -1);
        if (open > 0) {
            PositionTable.addOpen(at, OrderTable.isBuy(order), -open);
            AccountTable.release(of, price, open);
        }
    }
}

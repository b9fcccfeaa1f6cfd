package io.matchlock.engine.risk;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.AccountAt;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.AccountSlot;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.PositionAt;
import io.matchlock.engine.handle.PositionSlot;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.party.AccountTable;
import io.matchlock.engine.party.PositionTable;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.version.Lives;

/** What accounts have open and may have: checked and reserved before an order lives, released as it trades and ends. */
public final class Risk {
    private static final long NANOS = 1_000_000_000L;

    private final AccountTable accounts;
    private final PositionTable positions;
    private final InstrumentTable instruments;
    private final Registers registers;
    /** How often an account or a position was added, since this was made. */
    private long additions;

    /** Works on the accounts and positions of this state. */
    public Risk(final EngineState state) {
        accounts = state.accounts();
        positions = state.positions();
        instruments = state.instruments();
        registers = state.registers();
    }

    /**
     * Whether a glance shows that an account may have an order: it has traded the instrument, has no restraints, and its sums
     * stay far from what a word holds.
     *
     * @param exposure to be filled, for {@link #open}
     * @param number of the account
     * @param price at which the order is reserved
     */
    public boolean allows(
            final Exposure exposure,
            final @AccountNumber int number,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final long quantity,
            final long price) {
        find(exposure, number, instrument);
        return exposure.checked(exposure.isFound()
                && AccountTable.isUnrestrained(exposure.account())
                && PositionTable.exposed(exposure.position(), buy) <= Long.MAX_VALUE - quantity
                && (AccountTable.notionalHigh(exposure.account()) | Math.multiplyHigh(price, quantity)) == 0);
    }

    /** Whether a glance shows that an account may have an order changed so. */
    public boolean allowsChange(final @OrderAt long order, final long newPrice, final long newOpen) {
        final long position = position(order);
        final long account = account(position);
        final long more = newOpen - OrderTable.leavesQty(order);
        return AccountTable.isUnrestrained(account)
                && (more <= 0 || PositionTable.exposed(position, OrderTable.isBuy(order)) <= Long.MAX_VALUE - more)
                && (AccountTable.notionalHigh(account) | Math.multiplyHigh(newPrice, newOpen)) == 0;
    }

    /**
     * Checks a new order.
     *
     * @param exposure to be filled, for {@link #open}
     * @param number of the account
     * @param price at which the order is reserved
     * @return null if the account may have the order
     */
    public OrderReject check(
            final Exposure exposure,
            final @AccountNumber int number,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final long quantity,
            final long price) {
        find(exposure, number, instrument);
        final OrderReject reject = check(exposure, buy, quantity, price);
        exposure.checked(reject == null);
        return reject;
    }

    private OrderReject check(final Exposure exposure, final boolean buy, final long quantity, final long price) {
        final long account = exposure.account();
        if (account != 0 && AccountTable.isBlocked(account)) {
            return OrderReject.ACCOUNT_BLOCKED;
        }
        if (account == 0 && accounts.full(givesWay())) {
            return OrderReject.ACCOUNTS_FULL;
        }
        if (exposure.slot() == 0 && positions.full(givesWay())) {
            return OrderReject.POSITIONS_FULL;
        }
        if (account != 0 && AccountTable.hasMaxOrders(account)) {
            return OrderReject.OPEN_ORDERS_LIMIT;
        }
        final long exposed = exposure.slot() == 0 ? 0 : PositionTable.exposed(exposure.position(), buy);
        if (exceedsPosition(account, exposed, quantity)) {
            return OrderReject.POSITION_LIMIT;
        }
        return exceedsNotional(account, price, quantity, 0, 0) ? OrderReject.NOTIONAL_LIMIT : null;
    }

    private void find(final Exposure exposure, final @AccountNumber int number, final @InstrumentSlot int instrument) {
        if (!exposure.isOf(number, instrument, additions)) {
            lookFor(exposure, number, instrument);
        }
    }

    private void lookFor(
            final Exposure exposure, final @AccountNumber int number, final @InstrumentSlot int instrument) {
        final int slot = positions.find(number, instrument);
        final long position = positions.at(slot);
        final int account = account(slot, number);
        exposure.of(number, instrument);
        exposure.found(slot, position, account == 0 ? 0 : accounts.at(account), additions);
    }

    /** Of a flat position the account may have given its slot to another. */
    private @AccountSlot int account(final @PositionSlot int position, final @AccountNumber int number) {
        final int account = position == 0 ? 0 : PositionTable.account(positions.at(position));
        return account != 0 && accounts.isOf(account, number) ? account : accounts.find(number);
    }

    /** Whether accounts and positions that say nothing make room for others. */
    private boolean givesWay() {
        return registers.rulesVersion() >= Lives.VERSION;
    }

    /**
     * The slot of an account that an admin's record is about, which is known from here on. {@link #changed} is to follow.
     *
     * @return 0 if there is no room
     */
    public @AccountSlot int know(final @AccountNumber int number) {
        final int known = accounts.find(number);
        if (known != 0) {
            return known;
        }
        if (accounts.full(givesWay())) {
            return 0;
        }
        additions++;
        return accounts.add(number);
    }

    /** An account's limits have changed, or whether it is blocked. */
    public void changed(final @AccountSlot int account) {
        accounts.update(account);
    }

    /** Null if the account may have the order changed so: from {@code open} at {@code price} to what is asked for. */
    public CancelReject checkChange(
            final @OrderAt long order, final long price, final long newPrice, final long newOpen) {
        final long position = position(order);
        final long account = account(position);
        if (AccountTable.isBlocked(account)) {
            return CancelReject.ACCOUNT_BLOCKED;
        }
        final long open = OrderTable.leavesQty(order);
        final long exposed = PositionTable.exposed(position, OrderTable.isBuy(order));
        if (newOpen > open && exceedsPosition(account, exposed, newOpen - open)) {
            return CancelReject.POSITION_LIMIT;
        }
        return Notionals.compare(newPrice, newOpen, price, open) > 0
                        && exceedsNotional(account, newPrice, newOpen, price, open)
                ? CancelReject.NOTIONAL_LIMIT
                : null;
    }

    private static boolean exceedsPosition(final @AccountAt long account, final long exposed, final long quantity) {
        final long limit = account == 0 ? Long.MAX_VALUE : AccountTable.maxPosition(account);
        return exposed > limit || Long.compareUnsigned(quantity, limit - exposed) > 0;
    }

    /** Whether the account's open notional with one order's more and another's less is above its limit. */
    private static boolean exceedsNotional(
            final @AccountAt long account,
            final long price,
            final long quantity,
            final long lessPrice,
            final long lessQuantity) {
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

    /**
     * Reserves for a new order.
     *
     * @param exposure as the check of the order has filled it
     * @return the slot of its position
     * @throws IllegalStateException if no check allowed the order, or positions were added since
     */
    public @PositionSlot int open(final Exposure exposure, final boolean buy, final long quantity, final long price) {
        exposure.takeCheck();
        if (exposure.slot() == 0 || positions.isFlat(exposure.slot())) {
            begin(exposure);
        }
        AccountTable.addOrders(exposure.account(), 1);
        AccountTable.reserve(exposure.account(), price, quantity);
        PositionTable.addOpen(exposure.position(), buy, quantity);
        return exposure.slot();
    }

    /** The account's position says something from here on. */
    private void begin(final Exposure exposure) {
        exposure.requireUnchanged(additions);
        final int number = exposure.number();
        final int account = know(number);
        final int instrument = exposure.instrument();
        int slot = exposure.slot();
        accounts.addPositions(account, 1);
        if (slot == 0) {
            slot = positions.add(account, number, instrument, instruments.securityId(instrument));
            additions++;
        } else {
            positions.begin(slot, account);
        }
        exposure.found(slot, positions.at(slot), accounts.at(account), additions);
    }

    private @PositionAt long position(final @OrderAt long order) {
        return positions.at(OrderTable.position(order));
    }

    private @AccountAt long account(final @PositionAt long position) {
        return accounts.at(PositionTable.account(position));
    }

    /** A trade or an uncross has taken quantity from an order that was reserved at a price. */
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
        if (positions.end(OrderTable.position(order))) {
            accounts.addPositions(PositionTable.account(at), -1);
        }
    }
}

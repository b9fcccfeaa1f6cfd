package io.matchlock.client.order;

import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;

/**
 * What a new order asks for, or a replaced one from now on. The caller owns one, fills it and hands it to a session, which keeps
 * no reference to it; {@link #clear} makes it a day order without anything optional. The exchange rejects combinations that make no sense; nothing is
 * checked here.
 */
public final class OrderForm {
    /** Instead of a price, where there is none. */
    public static final long NO_PRICE = Long.MIN_VALUE;
    /** Instead of a quantity, a time or a group, where there is none. */
    public static final long NONE = -1L;

    int securityId;
    int account;
    Side side;
    OrdType type;
    TimeInForce timeInForce;
    StpInstruction selfTrade;
    boolean isPostOnly;
    long quantity;
    long price;
    long stopPrice;
    long minQuantity;
    long displayQuantity;
    long expireTimeNs;
    long selfTradeGroup;

    /** Cleared terms. */
    public OrderForm() {
        clear();
    }

    /** {@return this, as a day's limit order without price, quantity, and anything optional} */
    public OrderForm clear() {
        securityId = 0;
        account = 0;
        side = Side.Buy;
        type = OrdType.Limit;
        timeInForce = TimeInForce.Day;
        selfTrade = StpInstruction.None;
        isPostOnly = false;
        quantity = 0;
        price = NO_PRICE;
        stopPrice = NO_PRICE;
        minQuantity = NONE;
        displayQuantity = NONE;
        expireTimeNs = NONE;
        selfTradeGroup = NONE;
        return this;
    }

    /**
     * What is traded for whom.
     *
     * @param id of the instrument
     * @param number of the account, unsigned
     * @param value buy or sell
     * @return this
     */
    public OrderForm of(final int id, final int number, final Side value) {
        securityId = id;
        account = number;
        side = value;
        return this;
    }

    /**
     * How it trades.
     *
     * @param value market, limit, stop or stop limit
     * @param until when it lives
     * @return this
     */
    public OrderForm kind(final OrdType value, final TimeInForce until) {
        type = value;
        timeInForce = until;
        return this;
    }

    /**
     * How much.
     *
     * @param units of the instrument
     * @return this
     */
    public OrderForm quantity(final long units) {
        quantity = units;
        return this;
    }

    /**
     * The limit.
     *
     * @param value 10^-9, {@link #NO_PRICE} for none
     * @return this
     */
    public OrderForm price(final long value) {
        price = value;
        return this;
    }

    /**
     * The price at which a stop is elected.
     *
     * @param value 10^-9, {@link #NO_PRICE} for none
     * @return this
     */
    public OrderForm stopPrice(final long value) {
        stopPrice = value;
        return this;
    }

    /**
     * The least that has to trade at once; otherwise nothing does.
     *
     * @param units of the instrument, {@link #NONE} for none
     * @return this
     */
    public OrderForm minQuantity(final long units) {
        minQuantity = units;
        return this;
    }

    /**
     * What an iceberg shows.
     *
     * @param units of the instrument, {@link #NONE} for all
     * @return this
     */
    public OrderForm displayQuantity(final long units) {
        displayQuantity = units;
        return this;
    }

    /**
     * When an order good till a date expires.
     *
     * @param timeNs UTC, {@link #NONE} for none
     * @return this
     */
    public OrderForm expireTimeNs(final long timeNs) {
        expireTimeNs = timeNs;
        return this;
    }

    /**
     * Orders of one group do not trade with each other.
     *
     * @param group of the client's choice, {@link #NONE} for none
     * @param instruction what happens instead
     * @return this
     */
    public OrderForm selfTrade(final long group, final StpInstruction instruction) {
        selfTradeGroup = group;
        selfTrade = instruction;
        return this;
    }

    /**
     * Whether it is rejected rather than trade on entry.
     *
     * @param value true if it is
     * @return this
     */
    public OrderForm postOnly(final boolean value) {
        isPostOnly = value;
        return this;
    }
}

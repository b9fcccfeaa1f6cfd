package io.matchlock.engine.request;

import io.matchlock.engine.Engine;
import io.matchlock.engine.handle.AccountNumber;

/**
 * A NewOrderSingle or an OrderCancelReplaceRequest as it came, enum values raw, nulls as in {@link Codes}. The caller owns one,
 * fills it and hands it to {@link Engine#onNewOrder} or {@link Engine#onReplace}, which keep no reference to it. {@link #clear}
 * sets every optional field to null.
 */
public final class OrderRequest {
    private long clOrdId;
    private long origClOrdId;
    private long orderId;
    private long price;
    private long orderQty;
    private long stopPx;
    private long minQty;
    private long displayQty;
    private long expireTimeNs;
    private long selfMatchPreventionId;
    private int securityId;
    private @AccountNumber int account;
    private int side;
    private int ordType;
    private int timeInForce;
    private int execInst;
    private int stpInstruction;
    private boolean inFlightMitigation;
    private boolean isInFlightMitigationKnown = true;

    /** A cleared request. */
    public OrderRequest() {
        clear();
    }

    /** Sets optional fields to null and the others to 0. */
    public OrderRequest clear() {
        clOrdId = 0;
        origClOrdId = Codes.NULL_U64;
        orderId = Codes.NULL_U64;
        price = Codes.NULL_PRICE;
        orderQty = 0;
        stopPx = Codes.NULL_PRICE;
        minQty = Codes.NULL_U64;
        displayQty = Codes.NULL_U64;
        expireTimeNs = Codes.NULL_U64;
        selfMatchPreventionId = Codes.NULL_U64;
        securityId = 0;
        account = 0;
        side = 0;
        ordType = 0;
        timeInForce = 0;
        execInst = 0;
        stpInstruction = 0;
        inFlightMitigation = false;
        isInFlightMitigationKnown = true;
        return this;
    }

    /** Unique among the session's live orders; {@link Codes#NULL_U64} is rejected. */
    public OrderRequest clOrdId(final long value) {
        clOrdId = value;
        return this;
    }

    /** Replace only: the order by the session's own id, {@link Codes#NULL_U64} for none. */
    public OrderRequest origClOrdId(final long value) {
        origClOrdId = value;
        return this;
    }

    /** Replace only: the order by the engine's id, {@link Codes#NULL_U64} for none. */
    public OrderRequest orderId(final long value) {
        orderId = value;
        return this;
    }

    /** 10<sup>-9</sup>; {@link Codes#NULL_PRICE} for none. */
    public OrderRequest price(final long value) {
        price = value;
        return this;
    }

    /** Of a new order the quantity; of a replace see {@link #inFlightMitigation}. */
    public OrderRequest orderQty(final long value) {
        orderQty = value;
        return this;
    }

    /** 10<sup>-9</sup>; {@link Codes#NULL_PRICE} for none. */
    public OrderRequest stopPx(final long value) {
        stopPx = value;
        return this;
    }

    /** {@link Codes#NULL_U64} for none. */
    public OrderRequest minQty(final long value) {
        minQty = value;
        return this;
    }

    /** {@link Codes#NULL_U64} for none. */
    public OrderRequest displayQty(final long value) {
        displayQty = value;
        return this;
    }

    /** Nanoseconds UTC; {@link Codes#NULL_U64} for none. */
    public OrderRequest expireTimeNs(final long value) {
        expireTimeNs = value;
        return this;
    }

    /** {@link Codes#NULL_U64} for none. */
    public OrderRequest selfMatchPreventionId(final long value) {
        selfMatchPreventionId = value;
        return this;
    }

    /** As in {@link Instrument#securityId()}. */
    public OrderRequest securityId(final int value) {
        securityId = value;
        return this;
    }

    /** Unsigned 32 bits. */
    public OrderRequest account(final @AccountNumber int value) {
        account = value;
        return this;
    }

    /** FIX 54, raw. */
    public OrderRequest side(final int value) {
        side = value;
        return this;
    }

    /** FIX 40, raw. */
    public OrderRequest ordType(final int value) {
        ordType = value;
        return this;
    }

    /** FIX 59, raw. */
    public OrderRequest timeInForce(final int value) {
        timeInForce = value;
        return this;
    }

    /** FIX 18 as the raw bit set: bit 0 is post-only. */
    public OrderRequest execInst(final int value) {
        execInst = value;
        return this;
    }

    /** FIX 2964, raw; '0' and 0 are none. */
    public OrderRequest stpInstruction(final int value) {
        stpInstruction = value;
        return this;
    }

    /**
     * Replace only, FIX 9768: whether the quantity is the total, what has traded included, so that fills on the way are taken
     * off; if not, it is what is to be open from now on.
     */
    public OrderRequest inFlightMitigation(final boolean value) {
        inFlightMitigation = value;
        isInFlightMitigationKnown = true;
        return this;
    }

    /** Replace only: {@link #inFlightMitigation} was neither true nor false. */
    public OrderRequest unknownInFlightMitigation() {
        inFlightMitigation = false;
        isInFlightMitigationKnown = false;
        return this;
    }

    /** {@return as set by {@link #clOrdId(long)}} */
    public long clOrdId() {
        return clOrdId;
    }

    /** {@return as set by {@link #origClOrdId(long)}} */
    public long origClOrdId() {
        return origClOrdId;
    }

    /** {@return as set by {@link #orderId(long)}} */
    public long orderId() {
        return orderId;
    }

    /** {@return as set by {@link #price(long)}} */
    public long price() {
        return price;
    }

    /** {@return as set by {@link #orderQty(long)}} */
    public long orderQty() {
        return orderQty;
    }

    /** {@return as set by {@link #stopPx(long)}} */
    public long stopPx() {
        return stopPx;
    }

    /** {@return as set by {@link #minQty(long)}} */
    public long minQty() {
        return minQty;
    }

    /** {@return as set by {@link #displayQty(long)}} */
    public long displayQty() {
        return displayQty;
    }

    /** {@return as set by {@link #expireTimeNs(long)}} */
    public long expireTimeNs() {
        return expireTimeNs;
    }

    /** {@return as set by {@link #selfMatchPreventionId(long)}} */
    public long selfMatchPreventionId() {
        return selfMatchPreventionId;
    }

    /** {@return as set by {@link #securityId(int)}} */
    public int securityId() {
        return securityId;
    }

    /** {@return as set by {@link #account(int)}} */
    public @AccountNumber int account() {
        return account;
    }

    /** {@return as set by {@link #side(int)}} */
    public int side() {
        return side;
    }

    /** {@return as set by {@link #ordType(int)}} */
    public int ordType() {
        return ordType;
    }

    /** {@return as set by {@link #timeInForce(int)}} */
    public int timeInForce() {
        return timeInForce;
    }

    /** {@return as set by {@link #execInst(int)}} */
    public int execInst() {
        return execInst;
    }

    /** {@return as set by {@link #stpInstruction(int)}} */
    public int stpInstruction() {
        return stpInstruction;
    }

    /** {@return as set by {@link #inFlightMitigation(boolean)}} */
    public boolean inFlightMitigation() {
        return inFlightMitigation;
    }

    /** Replace only: whether {@link #inFlightMitigation} was true or false. */
    public boolean isInFlightMitigationKnown() {
        return isInFlightMitigationKnown;
    }
}

package io.matchlock.engine.event;

import io.matchlock.engine.request.Codes;

/** Why an order was cancelled or restated, as FIX ExecRestatementReason (378); from 100 on the values are ours. */
public enum CancelReason {
    /** The client asked for it: no restatement reason. */
    REQUESTED(Codes.NULL_U16),
    /** What was left of an immediate-or-cancel order. */
    IMMEDIATE_OR_CANCEL(100),
    /** What was left of a market order when the other side was empty: a market order never rests. */
    NO_LIQUIDITY(101),
    /** Rules version 1: what was left of an aggressor that had traded with as many orders as one record may touch. */
    TOUCHED_ORDERS(102),
    /** A fill-or-kill order that could not be filled. */
    FILL_OR_KILL(103),
    /** An order whose minimum quantity could not be traded. */
    MIN_QTY(104),
    /** What was left of an aggressor that does not rest and met the band around the last trade. */
    VOLATILITY_HALT(105),
    /** An elected stop-limit order for which there was no price level. */
    LEVELS_FULL(106),
    /** Self-trade prevention. */
    SELF_TRADE(107),
    /** A mass cancel. */
    MASS_CANCEL(108),
    /** The order's account was blocked. */
    KILL_SWITCH(109);

    private final int code;

    CancelReason(final int code) {
        this.code = code;
    }

    /** The value of tag 378, {@link Codes#NULL_U16} for none. */
    public int code() {
        return code;
    }
}

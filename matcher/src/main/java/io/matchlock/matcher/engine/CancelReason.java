package io.matchlock.matcher.engine;

/** Why an order was cancelled, as FIX ExecRestatementReason (378); from 100 on the values are ours. */
public enum CancelReason {
    /** The client asked for it: no restatement reason. */
    REQUESTED(Codes.NULL_U16),
    /** What was left of an immediate-or-cancel order. */
    IMMEDIATE_OR_CANCEL(100),
    /** What was left of a market order when the other side was empty: a market order never rests. */
    NO_LIQUIDITY(101),
    /** What was left of an aggressor that had traded with as many orders as one record may touch. */
    TOUCHED_ORDERS(102);

    private final int code;

    CancelReason(final int code) {
        this.code = code;
    }

    /** The value of tag 378, {@link Codes#NULL_U16} for none. */
    public int code() {
        return code;
    }
}

package io.matchlock.engine.progress;

import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.OrderSlot;

/** A view of the {@link Work} of a session's mass cancel. */
public final class MassCancelProgress {
    private static final int ACTION_ID = 0;
    private static final int CL_ORD_ID = 1;
    private static final int SCOPE = 2;
    private static final int SECURITY_ID = 3;
    private static final int SIDE = 4;
    private static final int AFFECTED = 5;
    private static final int ACCOUNT = 6;

    private final Work work;

    /** Views the work. */
    public MassCancelProgress(final Work work) {
        this.work = work;
    }

    /** Begins with the session's first order. None is affected. */
    public void begin(final long actionId, final long clOrdId, final @OrderSlot int first) {
        work.value(ACTION_ID, actionId);
        work.value(CL_ORD_ID, clOrdId);
        work.value(AFFECTED, 0);
        work.order(first);
    }

    /** Sets which orders are meant, as the client has said. */
    public void scope(final int scope, final int securityId, final @AccountNumber int account, final int side) {
        work.value(SCOPE, scope);
        work.value(SECURITY_ID, securityId);
        work.value(ACCOUNT, account);
        work.value(SIDE, side);
    }

    /** Id of the mass action. */
    public long actionId() {
        return work.value(ACTION_ID);
    }

    /** ClOrdID of the request. */
    public long clOrdId() {
        return work.value(CL_ORD_ID);
    }

    /** FIX 1374. */
    public int scope() {
        return (int) work.value(SCOPE);
    }

    /** Id of the instrument, null for any. */
    public int securityId() {
        return (int) work.value(SECURITY_ID);
    }

    /** Number of the account, null for any. */
    public @AccountNumber int account() {
        return (@AccountNumber int) work.value(ACCOUNT);
    }

    /** FIX 54, null for any. */
    public int side() {
        return (int) work.value(SIDE);
    }

    /** How many orders were cancelled. */
    public int affected() {
        return (int) work.value(AFFECTED);
    }

    /** Counts one order that was cancelled. */
    public void countAffected() {
        work.value(AFFECTED, work.value(AFFECTED) + 1);
    }

    /** The order to be looked at next, 0 for none. */
    public @OrderSlot int next() {
        return work.order();
    }

    /** Sets the order to be looked at next. */
    public void next(final @OrderSlot int order) {
        work.order(order);
    }
}

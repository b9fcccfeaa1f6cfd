package io.matchlock.engine.progress;

import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.handle.SessionSlot;

/** A view of the {@link Work} of a kill switch: the orders of an account are cancelled, session by session. */
public final class KillProgress {
    private static final int ACCOUNT = 6;
    private static final int REQUEST_ID = 7;

    private final Work work;

    /** Views the work. */
    public KillProgress(final Work work) {
        this.work = work;
    }

    /** Begins before the first session. */
    public void begin(final long requestId, final @AccountNumber int account) {
        work.value(ACCOUNT, account);
        work.value(REQUEST_ID, requestId);
        work.cursor(0);
        work.order(0);
    }

    /** Number of the account. */
    public @AccountNumber int account() {
        return (@AccountNumber int) work.value(ACCOUNT);
    }

    /** The admin's request. */
    public long requestId() {
        return work.value(REQUEST_ID);
    }

    /** The session whose orders are looked at, 0 before the first. */
    public @SessionSlot int session() {
        return work.cursor();
    }

    /** Goes to the next session, and returns it. */
    public @SessionSlot int nextSession() {
        work.cursor(work.cursor() + 1);
        return work.cursor();
    }

    /** The order of that session to be looked at next, 0 for none. */
    public @OrderSlot int next() {
        return work.order();
    }

    /** Sets the order to be looked at next. */
    public void next(final @OrderSlot int order) {
        work.order(order);
    }
}

package io.matchlock.engine;

import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.work.WorkQueue;

/**
 * The records of admins in the entry that the engine has begun, see {@link Engine#admin}. A request id comes back in the answer, and
 * {@code receiveTimeNs} is the transact time of all that a record causes.
 */
public final class AdminRecords {
    private final WorkQueue queue;
    private final Turn turn;

    AdminRecords(final WorkQueue queue, final Turn turn) {
        this.queue = queue;
        this.turn = turn;
    }

    /** Adds an instrument, or replaces the definition of one. */
    public void onInstrument(final long requestId, final long receiveTimeNs, final Instrument instrument) {
        begin(receiveTimeNs);
        queue.define(requestId, instrument);
    }

    /** Leads an instrument to another status, {@code Codes.TRADING_*}. */
    public void onInstrumentStatus(
            final long requestId, final long receiveTimeNs, final int securityId, final int status) {
        begin(receiveTimeNs);
        queue.status(requestId, securityId, status);
    }

    /**
     * Sets the limits of an account.
     *
     * @param maxOpenOrders live orders
     * @param maxPosition in each instrument, either way
     * @param maxNotional of all live orders, in whole units of price
     */
    public void onAccountLimits(
            final long requestId,
            final long receiveTimeNs,
            final @AccountNumber int account,
            final int maxOpenOrders,
            final long maxPosition,
            final long maxNotional) {
        begin(receiveTimeNs);
        queue.limits(requestId, account, maxOpenOrders, maxPosition, maxNotional);
    }

    /** Blocks an account, whose orders are cancelled, or unblocks it. */
    public void onAccountBlock(
            final long requestId, final long receiveTimeNs, final @AccountNumber int account, final boolean blocked) {
        begin(receiveTimeNs);
        queue.block(requestId, account, blocked);
    }

    /**
     * From the next record on another version of the rules holds. Nothing is told.
     *
     * @return false if this build lacks it: the caller must halt
     */
    public boolean onRulesVersion(final long receiveTimeNs, final int version) {
        if (!Engine.hasRules(version)) {
            return false;
        }
        begin(receiveTimeNs);
        queue.rules(version);
        return true;
    }

    private void begin(final long receiveTimeNs) {
        turn.message(0, Codes.NULL_U64, receiveTimeNs);
    }
}

package io.matchlock.engine.work;

import io.matchlock.engine.entry.OrderChanges;
import io.matchlock.engine.entry.OrderEntry;
import io.matchlock.engine.entry.OrderStart;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.rules.OrderRules;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.trade.Election;
import io.matchlock.engine.trade.OrderLifecycle;
import io.matchlock.engine.trade.Reports;
import io.matchlock.engine.trade.Sweep;
import io.matchlock.engine.trade.Touches;
import io.matchlock.engine.trade.Uncross;
import io.matchlock.engine.version.EntryBounds;
import io.matchlock.engine.version.FirstRules;

/**
 * Takes records one after the other. Each does no more than a bounded amount of work. What is left is put down in the state; the
 * records that follow carry it on, and wait behind it if it is still not done.
 */
public final class WorkQueue {
    /** Slots of the backlog that clients leave free. */
    private static final int CLIENTS_LEAVE = 32;

    private static final int TICKS_LEAVE = 16;
    private static final int ADMINS_LEAVE = 8;

    private final Registers registers;
    private final WaitingRecords waiting;
    private final WaitingActions actions;
    private final Expiry expiry;
    private final Cancels cancels;
    private final Listing listing;
    private final OrderEntry entry;
    private final OrderChanges changes;
    private final UnfinishedWork unfinished;
    private final Reports reports;
    private final Touches touches;
    private final Turn turn;

    /** Makes all that works on the books of this state. */
    public WorkQueue(
            final EngineState state,
            final EngineListener listener,
            final int maxTouchedOrders,
            final int maxOrders,
            final Turn turn) {
        this.registers = state.registers();
        this.waiting = new WaitingRecords(state.backlog(), turn);
        this.turn = turn;
        touches = new Touches(maxTouchedOrders);
        final Prices prices = new Prices(state);
        reports = new Reports(state, prices, listener, turn);
        final Risk risk = new Risk(state);
        final OrderLifecycle lifecycle = new OrderLifecycle(state, risk, prices);
        final Sweep sweep = new Sweep(state, lifecycle, risk, reports, touches);
        final Election election = new Election(state, sweep, reports, touches);
        final Uncross uncross = new Uncross(state, lifecycle, risk, reports, touches);
        expiry = new Expiry(state, uncross, lifecycle, reports, touches, turn);
        cancels = new Cancels(state, risk, lifecycle, prices, reports, touches, turn);
        listing = new Listing(state, risk, uncross, reports, maxOrders);
        final OrderRules rules = new OrderRules(state, risk, prices);
        final OrderStart start = new OrderStart(state, rules, sweep, election, lifecycle);
        entry = new OrderEntry(state, rules, start, sweep, lifecycle, risk, prices, reports, turn);
        changes = new OrderChanges(state, rules, start, lifecycle, risk, prices, reports, turn);
        unfinished = new UnfinishedWork(state, sweep, election, uncross, expiry, cancels, turn);
        actions = new WaitingActions(waiting, registers, entry, changes, cancels, listing, expiry, reports);
    }

    /** What admins change. */
    public Listing listing() {
        return listing;
    }

    /** An entry begins; {@code isBounded} by version 3 of the rules, or as large as its records make it. */
    public void beginEntry(final boolean isBounded) {
        touches.beginEntry(isBounded ? EntryBounds.TOUCHES : Touches.UNBOUNDED);
    }

    /** Enters a new order. */
    public void newOrder(final OrderRequest request) {
        if (isFree()) {
            unfinished.run(entry.enter(request));
        } else if (mayWait(CLIENTS_LEAVE)) {
            waiting.add(WaitingRecords.NEW, request);
        } else {
            entry.rejectBusy(request);
        }
    }

    /** Replaces an order. */
    public void replace(final OrderRequest request) {
        if (isFree()) {
            unfinished.run(changes.replace(request));
        } else if (mayWait(CLIENTS_LEAVE)) {
            waiting.add(WaitingRecords.REPLACE, request);
        } else {
            changes.reject(request, 0, CancelReject.ENGINE_BUSY);
        }
    }

    /** Cancels an order. */
    public void cancel(
            final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        if (isFree()) {
            changes.cancel(clOrdId, origClOrdId, orderId, securityId, side);
        } else if (mayWait(CLIENTS_LEAVE)) {
            waiting.add(WaitingRecords.CANCEL, securityId, side, 0, 0, clOrdId, origClOrdId, orderId);
        } else {
            changes.rejectCancelBusy(clOrdId, origClOrdId, orderId, securityId);
        }
    }

    /** Cancels orders of the turn's session. */
    public void massCancel(
            final long clOrdId,
            final int scope,
            final int securityId,
            final @AccountNumber int account,
            final int side) {
        if (isFree()) {
            unfinished.run(cancels.startMass(clOrdId, scope, securityId, account, side));
        } else if (mayWait(CLIENTS_LEAVE)) {
            waiting.add(WaitingRecords.MASS, scope, securityId, account, side, clOrdId, 0, 0);
        } else {
            cancels.rejectMassBusy(clOrdId, scope, securityId, side);
        }
    }

    /** Answers a message that the gateway did not append whole. */
    public void refused(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        if (isFree() || !mayWait(CLIENTS_LEAVE)) {
            reports.refused(clOrdId, reason, refTagId, refTemplateId);
        } else {
            waiting.add(WaitingRecords.REFUSED, reason, refTagId, refTemplateId, 0, clOrdId, 0, 0);
        }
    }

    /** Lets time pass in the books. */
    public void tick(final long timeNs) {
        turn.message(0, Codes.NULL_U64, timeNs);
        if (isFree()) {
            unfinished.run(expiry.tick(timeNs));
        } else if (mayWait(TICKS_LEAVE)) {
            waiting.add(WaitingRecords.TICK, 0, 0, 0, 0, timeNs, 0, 0);
        }
    }

    /** Adds or changes an instrument. Does not wait: while work is left the admin is told to send it again. */
    public void define(final long requestId, final Instrument instrument) {
        if (isFree()) {
            listing.change(requestId, instrument);
        } else {
            reports.admin(requestId, Codes.ADMIN_BUSY);
        }
    }

    /** Leads an instrument to another status. */
    public void status(final long requestId, final int securityId, final int status) {
        if (isFree()) {
            unfinished.run(listing.status(requestId, securityId, status));
        } else {
            adminWaits(WaitingRecords.STATUS, requestId, securityId, status, 0, 0);
        }
    }

    /** Sets the limits of an account. */
    public void limits(
            final long requestId,
            final @AccountNumber int account,
            final int maxOpenOrders,
            final long maxPosition,
            final long maxNotional) {
        if (isFree()) {
            listing.limits(requestId, account, maxOpenOrders, maxPosition, maxNotional);
        } else {
            adminWaits(WaitingRecords.LIMITS, requestId, account, maxOpenOrders, maxPosition, maxNotional);
        }
    }

    /** Blocks an account and cancels its orders, or unblocks it. */
    public void block(final long requestId, final @AccountNumber int account, final boolean blocked) {
        if (isFree()) {
            unfinished.run(cancels.block(requestId, account, blocked));
        } else {
            adminWaits(WaitingRecords.BLOCK, requestId, account, blocked ? 1 : 0, 0, 0);
        }
    }

    private void adminWaits(
            final int kind,
            final long requestId,
            final int subject,
            final int value,
            final long more,
            final long andMore) {
        if (mayWait(ADMINS_LEAVE)) {
            waiting.add(kind, subject, value, 0, 0, requestId, more, andMore);
        } else {
            reports.admin(requestId, Codes.ADMIN_BUSY);
        }
    }

    /** Goes by another version of the rules from the next record on. */
    public void rules(final int version) {
        if (isFree()) {
            registers.rulesVersion(version);
        } else if (mayWait(0)) {
            waiting.add(WaitingRecords.RULES, version, 0, 0, 0, 0, 0, 0);
        } else {
            throw new IllegalStateException("no room for a change of the rules behind unfinished work");
        }
    }

    /** Does some of what is left, if anything is. Returns whether something still is. */
    public boolean goOn() {
        return !isFree();
    }

    /** Whether the record at hand may act at once: what was left before it is done, by now. */
    private boolean isFree() {
        touches.refill();
        return !registers.isBusy() || carryOn();
    }

    private boolean hasFirstRules() {
        return registers.rulesVersion() == FirstRules.VERSION;
    }

    private boolean mayWait(final int leave) {
        return waiting.free() > leave;
    }

    /** Returns whether nothing is left. Rules version 1 gives the record at hand all its touches, whatever was carried on. */
    private boolean carryOn() {
        final int chainId = turn.chainId;
        final int session = turn.session;
        final long clientSeqNo = turn.clientSeqNo;
        final long receiveTimeNs = turn.receiveTimeNs;
        unfinished.takeUp();
        while (!unfinished.isLeft() && !waiting.isEmpty() && touches.take()) {
            waiting.begin();
            final boolean firstRules = hasFirstRules();
            final long floor = touches.floor();
            final long misses = touches.misses();
            if (firstRules) {
                touches.refill();
            }
            unfinished.run(actions.takeOldest());
            if (firstRules) {
                touches.resume(floor, misses);
            }
        }
        registers.busy(unfinished.isLeft() || !waiting.isEmpty());
        turn.chainId = chainId;
        turn.message(session, clientSeqNo, receiveTimeNs);
        if (hasFirstRules()) {
            touches.refill();
        }
        return !registers.isBusy();
    }
}

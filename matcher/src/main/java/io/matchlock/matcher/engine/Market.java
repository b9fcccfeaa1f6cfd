package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.Backlog;
import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.Registers;
import io.matchlock.matcher.engine.state.Work;

/**
 * Takes records one after the other and sees to it that each does no more than a bounded amount of work: what is left is put
 * down in the state, and carried on by the records that follow, which wait behind it if they must.
 */
final class Market {
    /** Added to a kind of work: there was more to do than the record may. */
    static final int PUT_DOWN = 1 << 8;

    private static final int NEW = 1;
    private static final int CANCEL = 2;
    private static final int REPLACE = 3;
    private static final int MASS = 4;
    private static final int REFUSED = 5;
    private static final int TICK = 6;
    private static final int STATUS = 7;
    private static final int LIMITS = 8;
    private static final int BLOCK = 9;
    private static final int RULES = 10;

    /** Slots of the backlog that clients, ticks and admins leave free. */
    private static final int CLIENTS_LEAVE = 32;

    private static final int TICKS_LEAVE = 16;
    private static final int ADMINS_LEAVE = 8;

    private static final int MITIGATED = 1;
    private static final int MITIGATION_UNKNOWN = 2;

    private final Registers registers;
    private final Work work;
    private final Backlog backlog;
    private final Sweep sweep;
    private final Election election;
    private final Uncross uncross;
    private final Expiry expiry;
    private final Cancels cancels;
    private final Listing listing;
    private final OrderEntry entry;
    private final Reports reports;
    private final Touches touches;
    private final Turn turn;
    private final OrderRequest waiting = new OrderRequest();

    Market(final EngineState state, final EngineListener listener, final EngineLimits limits, final Turn turn) {
        this.registers = state.registers();
        this.work = state.work();
        this.backlog = state.backlog();
        this.turn = turn;
        touches = new Touches(limits.maxTouchedOrders());
        final Prices prices = new Prices(state);
        reports = new Reports(state, prices, listener, turn);
        final Risk risk = new Risk(state);
        final LiveOrders live = new LiveOrders(state, risk, prices);
        sweep = new Sweep(state, live, risk, reports, touches);
        election = new Election(state, sweep, reports, touches);
        uncross = new Uncross(state, live, risk, reports, touches);
        expiry = new Expiry(state, uncross, live, reports, touches, turn);
        cancels = new Cancels(state, live, prices, reports, touches, turn);
        listing = new Listing(state, uncross, reports, limits.maxOrders());
        entry = new OrderEntry(state, sweep, election, live, risk, prices, reports, turn);
    }

    Listing listing() {
        return listing;
    }

    /** An entry begins; {@code isBounded} by version 3 of the rules, or as large as its records make it. */
    void beginEntry(final boolean isBounded) {
        touches.beginEntry(isBounded ? EntryBounds.TOUCHES : Touches.UNBOUNDED);
    }

    void newOrder(final OrderRequest request) {
        if (isFree()) {
            run(entry.enter(request));
        } else if (mayWait(CLIENTS_LEAVE)) {
            wait(NEW, request);
        } else {
            entry.rejectBusy(request);
        }
    }

    void replace(final OrderRequest request) {
        if (isFree()) {
            run(entry.replace(request));
        } else if (mayWait(CLIENTS_LEAVE)) {
            wait(REPLACE, request);
        } else {
            entry.rejectReplace(request, 0, CancelReject.ENGINE_BUSY);
        }
    }

    void cancel(final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        if (isFree()) {
            entry.cancel(clOrdId, origClOrdId, orderId, securityId, side);
        } else if (mayWait(CLIENTS_LEAVE)) {
            wait(CANCEL, securityId, side, 0, 0, clOrdId, origClOrdId, orderId);
        } else {
            entry.rejectCancelBusy(clOrdId, origClOrdId, orderId, securityId);
        }
    }

    void massCancel(final long clOrdId, final int scope, final int securityId, final int account, final int side) {
        if (isFree()) {
            run(cancels.startMass(clOrdId, scope, securityId, account, side));
        } else if (mayWait(CLIENTS_LEAVE)) {
            wait(MASS, scope, securityId, account, side, clOrdId, 0, 0);
        } else {
            cancels.rejectMassBusy(clOrdId, scope, securityId, side);
        }
    }

    void refused(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        if (isFree() || !mayWait(CLIENTS_LEAVE)) {
            reports.refused(clOrdId, reason, refTagId, refTemplateId);
        } else {
            wait(REFUSED, reason, refTagId, refTemplateId, 0, clOrdId, 0, 0);
        }
    }

    void tick(final long timeNs) {
        turn.message(0, Codes.NULL_U64, timeNs);
        if (isFree()) {
            run(expiry.tick(timeNs));
        } else if (mayWait(TICKS_LEAVE)) {
            wait(TICK, 0, 0, 0, 0, timeNs, 0, 0);
        }
    }

    void define(final long requestId, final Instrument instrument) {
        if (isFree()) {
            listing.change(requestId, instrument);
        } else {
            reports.admin(requestId, Codes.ADMIN_BUSY);
        }
    }

    void status(final long requestId, final int securityId, final int status) {
        if (isFree()) {
            run(listing.status(requestId, securityId, status));
        } else {
            adminWaits(STATUS, requestId, securityId, status, 0, 0);
        }
    }

    void limits(
            final long requestId,
            final int account,
            final int maxOpenOrders,
            final long maxPosition,
            final long maxNotional) {
        if (isFree()) {
            listing.limits(requestId, account, maxOpenOrders, maxPosition, maxNotional);
        } else {
            adminWaits(LIMITS, requestId, account, maxOpenOrders, maxPosition, maxNotional);
        }
    }

    void block(final long requestId, final int account, final boolean blocked) {
        if (isFree()) {
            run(cancels.block(requestId, account, blocked));
        } else {
            adminWaits(BLOCK, requestId, account, blocked ? 1 : 0, 0, 0);
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
            wait(kind, subject, value, 0, 0, requestId, more, andMore);
        } else {
            reports.admin(requestId, Codes.ADMIN_BUSY);
        }
    }

    void rules(final int version) {
        if (isFree()) {
            registers.rulesVersion(version);
        } else if (mayWait(0)) {
            wait(RULES, version, 0, 0, 0, 0, 0, 0);
        } else {
            throw new IllegalStateException("no room for a change of the rules behind unfinished work");
        }
    }

    /** Does some of what is left, if anything is. Returns whether something still is. */
    boolean goOn() {
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
        return backlog.free() > leave;
    }

    /** Returns whether nothing is left. Rules version 1 gives the record at hand all its touches, whatever was carried on. */
    private boolean carryOn() {
        final int chainId = turn.chainId;
        final int session = turn.session;
        final long clientSeqNo = turn.clientSeqNo;
        final long receiveTimeNs = turn.receiveTimeNs;
        takeUp();
        while (work.kind() == Work.NONE && !backlog.isEmpty() && touches.take()) {
            turn.chainId = backlog.chainId();
            turn.message(backlog.session(), backlog.clientSeqNo(), backlog.receiveTimeNs());
            final boolean firstRules = hasFirstRules();
            final long floor = touches.floor();
            final long misses = touches.misses();
            if (firstRules) {
                touches.refill();
            }
            run(actOnFirst());
            if (firstRules) {
                touches.resume(floor, misses);
            }
        }
        registers.busy(work.kind() != Work.NONE || !backlog.isEmpty());
        turn.chainId = chainId;
        turn.message(session, clientSeqNo, receiveTimeNs);
        if (hasFirstRules()) {
            touches.refill();
        }
        return !registers.isBusy();
    }

    private void takeUp() {
        final int kind = work.kind();
        if (kind != Work.NONE) {
            work.kind(Work.NONE);
            turn.chainId = work.chainId();
            turn.message(work.session(), work.clientSeqNo(), work.receiveTimeNs());
            run(kind);
        }
    }

    private void run(final int next) {
        int kind = next;
        while (kind != Work.NONE) {
            if ((kind & PUT_DOWN) != 0) {
                work.kind(kind & ~PUT_DOWN);
                work.cause(turn.session, turn.chainId, turn.clientSeqNo, turn.receiveTimeNs);
                registers.busy(true);
                return;
            }
            kind = step(kind);
        }
    }

    private int step(final int kind) {
        return switch (kind) {
            case Work.COUNT, Work.TRADE -> sweep.resume(kind);
            case Work.ELECT -> election.run();
            case Work.PRICE -> uncross.price();
            case Work.UNCROSS -> uncross.trade();
            case Work.EXPIRE -> expiry.expire();
            case Work.END_HALTS -> expiry.endHalts();
            case Work.MASS_CANCEL -> cancels.mass();
            case Work.KILL -> cancels.kill();
            default -> throw new IllegalStateException("work of kind " + kind);
        };
    }

    private int actOnFirst() {
        final int kind = backlog.kind();
        switch (kind) {
            case NEW, REPLACE -> {
                readRequest();
                backlog.remove();
                return kind == NEW ? entry.enter(waiting) : entry.replace(waiting);
            }
            default -> {
                return act(
                        kind,
                        backlog.getInt(0),
                        backlog.getInt(1),
                        backlog.getInt(2),
                        backlog.getInt(3),
                        backlog.getLong(0),
                        backlog.getLong(1),
                        backlog.getLong(2));
            }
        }
    }

    private int act(
            final int kind,
            final int int0,
            final int int1,
            final int int2,
            final int int3,
            final long long0,
            final long long1,
            final long long2) {
        backlog.remove();
        switch (kind) {
            case CANCEL -> entry.cancel(long0, long1, long2, int0, int1);
            case REFUSED -> reports.refused(long0, int0, int1, int2);
            case LIMITS -> listing.limits(long0, int0, int1, long1, long2);
            case RULES -> registers.rulesVersion(int0);
            case MASS -> {
                return cancels.startMass(long0, int0, int1, int2, int3);
            }
            case TICK -> {
                return expiry.tick(long0);
            }
            case STATUS -> {
                return listing.status(long0, int0, int1);
            }
            case BLOCK -> {
                return cancels.block(long0, int0, int1 != 0);
            }
            default -> throw new IllegalStateException("waiting record of kind " + kind);
        }
        return Work.NONE;
    }

    private void wait(
            final int kind,
            final int int0,
            final int int1,
            final int int2,
            final int int3,
            final long long0,
            final long long1,
            final long long2) {
        backlog.add(kind, turn.session, turn.chainId, turn.clientSeqNo, turn.receiveTimeNs);
        backlog.putInt(0, int0);
        backlog.putInt(1, int1);
        backlog.putInt(2, int2);
        backlog.putInt(3, int3);
        backlog.putLong(0, long0);
        backlog.putLong(1, long1);
        backlog.putLong(2, long2);
    }

    private void wait(final int kind, final OrderRequest request) {
        backlog.add(kind, turn.session, turn.chainId, turn.clientSeqNo, turn.receiveTimeNs);
        backlog.putInt(0, request.securityId);
        backlog.putInt(1, request.account);
        backlog.putInt(2, (request.side & 0xFF) | ((request.ordType & 0xFF) << 8) | (request.timeInForce << 16));
        backlog.putInt(3, request.execInst | (request.stpInstruction << 8));
        backlog.putInt(4, mitigation(request));
        backlog.putLong(0, request.clOrdId);
        backlog.putLong(1, request.origClOrdId);
        backlog.putLong(2, request.orderId);
        backlog.putLong(3, request.price);
        backlog.putLong(4, request.orderQty);
        backlog.putLong(5, request.stopPx);
        backlog.putLong(6, request.minQty);
        backlog.putLong(7, request.displayQty);
        backlog.putLong(8, request.expireTimeNs);
        backlog.putLong(9, request.selfMatchPreventionId);
    }

    private void readRequest() {
        final int kinds = backlog.getInt(2);
        waiting.securityId(backlog.getInt(0))
                .account(backlog.getInt(1))
                .side((byte) kinds)
                .ordType((byte) (kinds >> 8))
                .timeInForce((byte) (kinds >> 16))
                .execInst(backlog.getInt(3) & 0xFF)
                .stpInstruction((byte) (backlog.getInt(3) >> 8))
                .inFlightMitigation(backlog.getInt(4) == MITIGATED)
                .clOrdId(backlog.getLong(0))
                .origClOrdId(backlog.getLong(1))
                .orderId(backlog.getLong(2))
                .price(backlog.getLong(3))
                .orderQty(backlog.getLong(4))
                .stopPx(backlog.getLong(5))
                .minQty(backlog.getLong(6))
                .displayQty(backlog.getLong(7))
                .expireTimeNs(backlog.getLong(8))
                .selfMatchPreventionId(backlog.getLong(9));
        if (backlog.getInt(4) == MITIGATION_UNKNOWN) {
            waiting.unknownInFlightMitigation();
        }
    }

    private static int mitigation(final OrderRequest request) {
        if (!request.isInFlightMitigationKnown) {
            return MITIGATION_UNKNOWN;
        }
        return request.inFlightMitigation ? MITIGATED : 0;
    }
}

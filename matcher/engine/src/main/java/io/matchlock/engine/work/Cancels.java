package io.matchlock.engine.work;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.party.AccountTable;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.progress.KillProgress;
import io.matchlock.engine.progress.MassCancelProgress;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.trade.OrderLifecycle;
import io.matchlock.engine.trade.Reports;
import io.matchlock.engine.trade.Touches;
import io.matchlock.engine.version.FirstRules;

/** Cancels of many orders: a session's mass cancels, and the kill switch of an account. */
final class Cancels {
    private final Registers registers;
    private final SessionTable sessions;
    private final InstrumentTable instruments;
    private final AccountTable accounts;
    private final OrderTable orders;
    private final MassCancelProgress mass;
    private final KillProgress kill;
    private final Risk risk;
    private final OrderLifecycle lifecycle;
    private final Prices prices;
    private final Reports reports;
    private final Touches touches;
    private final Turn turn;

    Cancels(
            final EngineState state,
            final Risk risk,
            final OrderLifecycle lifecycle,
            final Prices prices,
            final Reports reports,
            final Touches touches,
            final Turn turn) {
        this.registers = state.registers();
        this.sessions = state.sessions();
        this.instruments = state.instruments();
        this.accounts = state.accounts();
        this.orders = state.orders();
        this.mass = new MassCancelProgress(state.work());
        this.kill = new KillProgress(state.work());
        this.risk = risk;
        this.lifecycle = lifecycle;
        this.prices = prices;
        this.reports = reports;
        this.touches = touches;
        this.turn = turn;
    }

    /** Begins a mass cancel, or rejects it; returns the kind of work that comes next. */
    int startMass(
            final long clOrdId,
            final int scope,
            final int securityId,
            final @AccountNumber int account,
            final int side) {
        final long actionId = registers.nextMassActionId();
        final int reject = reject(scope, securityId, account, side);
        if (reject != Codes.NULL_U16) {
            reports.massAction(actionId, clOrdId, scope, securityId, side, 0, reject);
            return Work.NONE;
        }
        mass.begin(actionId, clOrdId, sessions.firstOrder(turn.session));
        mass.scope(scope, securityId, account, side);
        return Work.MASS_CANCEL;
    }

    void rejectMassBusy(final long clOrdId, final int scope, final int securityId, final int side) {
        reports.massAction(registers.nextMassActionId(), clOrdId, scope, securityId, side, 0, Codes.MASS_OTHER);
    }

    private int reject(final int scope, final int securityId, final @AccountNumber int account, final int side) {
        final boolean known = scope == Codes.SCOPE_INSTRUMENT
                || scope == Codes.SCOPE_ALL
                || scope == Codes.SCOPE_SESSION
                || scope == Codes.SCOPE_ACCOUNT
                || scope == Codes.SCOPE_SIDE;
        if (!known || registers.rulesVersion() == FirstRules.VERSION) {
            return Codes.MASS_UNSUPPORTED;
        }
        final boolean noInstrument = securityId == Codes.NULL_SECURITY_ID;
        if (noInstrument ? scope == Codes.SCOPE_INSTRUMENT : instruments.find(securityId) == 0) {
            return Codes.MASS_UNKNOWN_INSTRUMENT;
        }
        if (scope == Codes.SCOPE_ACCOUNT && account == Codes.NULL_U32) {
            return Codes.MASS_OTHER;
        }
        final boolean noSide = side == Codes.NULL_CHAR;
        return (noSide ? scope == Codes.SCOPE_SIDE : side != Codes.SIDE_BUY && side != Codes.SIDE_SELL)
                ? Codes.MASS_OTHER
                : Codes.NULL_U16;
    }

    /** Goes through the session's orders. */
    int mass() {
        int slot = mass.next();
        while (slot != 0) {
            if (!touches.take()) {
                mass.next(slot);
                return Work.PUT_DOWN | Work.MASS_CANCEL;
            }
            final long order = orders.at(slot);
            slot = OrderTable.sessionNext(order);
            if (isMeant(order)) {
                reports.canceledInMass(order, mass.actionId());
                lifecycle.end(order);
                mass.countAffected();
            }
        }
        reports.massAction(
                mass.actionId(),
                mass.clOrdId(),
                mass.scope(),
                mass.securityId(),
                mass.side(),
                mass.affected(),
                Codes.NULL_U16);
        return Work.NONE;
    }

    private boolean isMeant(final @OrderAt long order) {
        final int securityId = mass.securityId();
        final int account = mass.account();
        final int side = mass.side();
        return (securityId == Codes.NULL_SECURITY_ID || securityId == prices.securityId(order))
                && (account == Codes.NULL_U32 || account == prices.account(order))
                && (side == Codes.NULL_CHAR || side == OrderTable.side(order));
    }

    /** Blocks an account and begins to cancel its orders, or unblocks it; returns the kind of work that comes next. */
    int block(final long requestId, final @AccountNumber int number, final boolean blocked) {
        final int account = risk.know(number);
        if (account == 0) {
            reports.admin(requestId, Codes.ADMIN_FULL);
            return Work.NONE;
        }
        AccountTable.blocked(accounts.at(account), blocked);
        risk.changed(account);
        if (!blocked) {
            reports.admin(requestId, Codes.ADMIN_DONE);
            return Work.NONE;
        }
        kill.begin(requestId, number);
        return Work.KILL;
    }

    /** Goes through all sessions' orders. */
    int kill() {
        int slot = kill.next();
        while (slot != 0 || kill.session() < sessions.count()) {
            if (!touches.take()) {
                kill.next(slot);
                return Work.PUT_DOWN | Work.KILL;
            }
            if (slot == 0) {
                slot = sessions.firstOrder(kill.nextSession());
            } else {
                slot = kill(orders.at(slot));
            }
        }
        reports.admin(kill.requestId(), Codes.ADMIN_DONE);
        return Work.NONE;
    }

    private @OrderSlot int kill(final @OrderAt long order) {
        final int next = OrderTable.sessionNext(order);
        if (prices.account(order) == kill.account()) {
            reports.canceledUnasked(order, CancelReason.KILL_SWITCH);
            lifecycle.end(order);
        }
        return next;
    }
}

package io.matchlock.engine.work;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.ExpiryHeap;
import io.matchlock.engine.progress.HaltsProgress;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.trade.OrderLifecycle;
import io.matchlock.engine.trade.Reports;
import io.matchlock.engine.trade.Touches;
import io.matchlock.engine.trade.Uncross;

/** What a tick brings about: orders expire, volatility halts end. */
final class Expiry {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final DetailTable details;
    private final ExpiryHeap expiries;
    private final Work work;
    private final HaltsProgress halts;
    private final Uncross uncross;
    private final OrderLifecycle lifecycle;
    private final Reports reports;
    private final Touches touches;
    private final Turn turn;

    Expiry(
            final EngineState state,
            final Uncross uncross,
            final OrderLifecycle lifecycle,
            final Reports reports,
            final Touches touches,
            final Turn turn) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.details = state.details();
        this.expiries = state.expiries();
        this.work = state.work();
        this.halts = new HaltsProgress(work);
        this.uncross = uncross;
        this.lifecycle = lifecycle;
        this.reports = reports;
        this.touches = touches;
        this.turn = turn;
    }

    /** Sets the book's time; returns the kind of work that comes next. */
    int tick(final long timeNs) {
        registers.bookTimeNs(timeNs);
        return Work.EXPIRE;
    }

    /** Expires what is due. */
    int expire() {
        for (long order = expiries.first(); order != 0; order = expiries.first()) {
            if (DetailTable.expireTimeNs(details.of(order)) > registers.bookTimeNs()) {
                break;
            }
            if (!touches.take()) {
                return Work.PUT_DOWN | Work.EXPIRE;
            }
            reports.expired(order);
            lifecycle.end(order);
        }
        halts.begin();
        return Work.END_HALTS;
    }

    /** Ends the next halt that is due. */
    int endHalts() {
        final int count = instruments.count();
        for (int instrument = halts.next(); instrument <= count; instrument++) {
            final long endNs = instruments.haltEndNs(instrument);
            if (endNs != 0 && endNs <= registers.bookTimeNs()) {
                if (turn.isBounded && !touches.take()) {
                    halts.next(instrument);
                    return Work.PUT_DOWN | Work.END_HALTS;
                }
                halts.next(instrument + 1);
                work.then(Work.END_HALTS);
                return uncross.start(instrument, Codes.TRADING_CONTINUOUS, Codes.NULL_U64);
            }
        }
        work.then(Work.NONE);
        return Work.NONE;
    }
}

package io.matchlock.engine.trade;

import io.matchlock.engine.book.BookTops;
import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.progress.SweepProgress;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.rules.Bands;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.version.FirstRules;

/**
 * An aggressor's way through the other side of the book. First it counts, if it must not trade less than some quantity. Then it
 * trades as far as limit, band and quantities reach. What is left of it then rests, or ends. It can be put down after each touch,
 * and taken up again.
 */
public final class Sweep {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final BookTops tops;
    private final Books books;
    private final Work work;
    private final OrderLifecycle lifecycle;
    private final Risk risk;
    private final Reports reports;
    private final Touches touches;
    private final SelfTrades selfTrades;
    private final Aggressor aggressor;
    private final SweepProgress progress;
    private final SweepCount count;

    /** No order is at hand. */
    public Sweep(
            final EngineState state,
            final OrderLifecycle lifecycle,
            final Risk risk,
            final Reports reports,
            final Touches touches) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.tops = instruments.tops();
        this.books = state.books();
        this.work = state.work();
        this.lifecycle = lifecycle;
        this.risk = risk;
        this.reports = reports;
        this.touches = touches;
        this.selfTrades = new SelfTrades(state, lifecycle, risk, reports);
        this.aggressor = new Aggressor(state, lifecycle, reports);
        this.progress = new SweepProgress(work);
        this.count = new SweepCount(state, lifecycle, touches, aggressor, progress);
    }

    /**
     * Lets an order at hand go for the other side.
     *
     * @param price its limit, null for a market order
     * @param tick of its limit; not looked at for a market order
     * @param isAddressable whether it may rest, or was there before
     * @param isAskedFor whether the client of the record at hand asked for it
     * @return the kind of work that comes next
     */
    public int start(
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final long price,
            final long tick,
            final boolean isAddressable,
            final boolean isAskedFor) {
        aggressor.begin(order, instrument, buy, price, tick, isAddressable, isAskedFor);
        return OrderTable.detail(order) == 0 && OrderTable.timeInForce(order) != Codes.TIF_FOK ? trade() : begin();
    }

    private int begin() {
        aggressor.readPrevention();
        return aggressor.leastQty() == 0 ? trade() : afterCount(count.start());
    }

    /** Goes on where it was put down. */
    public int resume(final int kind) {
        aggressor.takeUp(progress);
        count.takeUp();
        return kind == Work.COUNT ? afterCount(count.resume()) : trade();
    }

    private int afterCount(final int result) {
        switch (result) {
            case SweepCount.ENOUGH -> {
                return trade();
            }
            case SweepCount.PUT_DOWN -> {
                aggressor.putDown(progress);
                return Work.PUT_DOWN | Work.COUNT;
            }
            default -> {
                final boolean kill = OrderTable.timeInForce(aggressor.order()) == Codes.TIF_FOK;
                aggressor.cancel(kill ? CancelReason.FILL_OR_KILL : CancelReason.MIN_QTY);
                return next();
            }
        }
    }

    /** Trades on, from the best of the other side. */
    private int trade() {
        final long order = aggressor.order();
        final boolean prevents = OrderTable.detail(order) != 0 && aggressor.preventsSelfTrade();
        while (OrderTable.leavesQty(order) > 0) {
            final long level = books.best(aggressor.otherSide());
            if (level == 0) {
                break;
            }
            final long tick = Books.tick(level);
            if (aggressor.isBeyondLimit(tick)) {
                break;
            }
            if (!aggressor.isInBand(tick)) {
                return halt();
            }
            if (!touches.take()) {
                return registers.rulesVersion() == FirstRules.VERSION ? cut() : putDown();
            }
            final long resting = books.first(level);
            if (prevents && aggressor.isOfGroup(resting)) {
                if (selfTrades.prevent(aggressor, resting)) {
                    return next();
                }
            } else {
                trade(order, resting, tick);
            }
        }
        settle();
        return next();
    }

    private void trade(final @OrderAt long order, final @OrderAt long resting, final long tick) {
        final int instrument = aggressor.instrument();
        final boolean buy = aggressor.isBuy();
        final long open = OrderTable.leavesQty(order);
        final long quantity = Math.min(open, lifecycle.shown(resting));
        final long price = tick * instruments.tickSize(instrument);
        OrderTable.leavesQty(order, open - quantity);
        lifecycle.take(resting, quantity);
        risk.trade(order, buy, quantity, aggressor.reservedPrice());
        risk.trade(resting, !buy, quantity, price);
        tops.traded(instrument, tick);
        reports.traded(order, aggressor.price(), aggressor.isAskedFor(), resting, price, quantity);
        if (OrderTable.leavesQty(resting) == 0) {
            lifecycle.endFilled(resting);
        }
    }

    /** Lets what is left after trading rest, or ends it. */
    private void settle() {
        final long order = aggressor.order();
        if (OrderTable.leavesQty(order) == 0) {
            lifecycle.endAtHand(order, aggressor.isAddressable(), 0);
        } else if (OrderTable.timeInForce(order) == Codes.TIF_IOC) {
            aggressor.cancel(CancelReason.IMMEDIATE_OR_CANCEL);
        } else if (aggressor.price() == Codes.NULL_PRICE) {
            aggressor.cancel(CancelReason.NO_LIQUIDITY);
        } else {
            rest();
        }
    }

    private void rest() {
        final int side = Books.bookSide(aggressor.instrument(), aggressor.isBuy());
        if (!books.hasRoom(side, aggressor.limitTick())) {
            aggressor.cancel(CancelReason.LEVELS_FULL);
            return;
        }
        lifecycle.show(aggressor.order());
        books.add(aggressor.order(), side, aggressor.limitTick());
    }

    private int halt() {
        final int instrument = aggressor.instrument();
        final int timeInForce = OrderTable.timeInForce(aggressor.order());
        if (aggressor.price() == Codes.NULL_PRICE || timeInForce == Codes.TIF_IOC || timeInForce == Codes.TIF_FOK) {
            aggressor.cancel(CancelReason.VOLATILITY_HALT);
        } else {
            rest();
        }
        final int seconds = instruments.haltSeconds(instrument);
        instruments.haltEndNs(instrument, seconds == 0 ? 0 : registers.bookTimeNs() + seconds * Bands.SECOND_NS);
        instruments.status(instrument, Codes.TRADING_AUCTION);
        reports.status(instruments.securityId(instrument), Codes.TRADING_AUCTION);
        return next();
    }

    /** Rules version 1: a record does not go on with later ones. */
    private int cut() {
        aggressor.cancel(CancelReason.TOUCHED_ORDERS);
        return next();
    }

    private int next() {
        final int instrument = aggressor.instrument();
        if (!tops.isElecting(instrument)) {
            return work.then();
        }
        work.instrument(instrument);
        return Work.ELECT;
    }

    private int putDown() {
        aggressor.putDown(progress);
        progress.trading();
        return Work.PUT_DOWN | Work.TRADE;
    }
}

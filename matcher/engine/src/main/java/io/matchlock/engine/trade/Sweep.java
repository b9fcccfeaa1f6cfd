package io.matchlock.engine.trade;

import io.matchlock.engine.book.BookTops;
import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.handle.BookSide;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.rules.Bands;
import io.matchlock.engine.rules.FirstRules;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Work;

/**
 * An aggressor's way through the other side of the book: first it counts, if it must not trade less than some quantity; then it
 * trades as far as limit, band and quantities reach; then its rest finds its place. It can be put down after each touch, and
 * taken up again.
 */
public final class Sweep {
    private static final int KNOWN = 1;
    private static final int OWN = 2;

    private static final int LIMIT_TICK = 0;
    private static final int LOW_TICK = 1;
    private static final int HIGH_TICK = 2;
    private static final int PRICE = 3;
    private static final int COUNTED = 4;
    private static final int FLAGS = 5;
    private static final int HIDDEN = 6;

    private final Registers registers;
    private final InstrumentTable instruments;
    private final BookTops tops;
    private final OrderTable orders;
    private final DetailTable details;
    private final Books books;
    private final Work work;
    private final OrderLifecycle lifecycle;
    private final Risk risk;
    private final Reports reports;
    private final Touches touches;

    private @OrderAt long order;
    private @InstrumentSlot int instrument;
    private boolean buy;
    private @BookSide int otherSide;
    private long limitTick;
    private long lowTick;
    private long highTick;
    private long price;
    private boolean known;
    private boolean own;
    private int instruction;
    private long group;
    /** While counting: what the orders of the level at hand have open and don't show. */
    private long hidden;

    public Sweep(
            final EngineState state,
            final OrderLifecycle lifecycle,
            final Risk risk,
            final Reports reports,
            final Touches touches) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.tops = instruments.tops();
        this.orders = state.orders();
        this.details = state.details();
        this.books = state.books();
        this.work = state.work();
        this.lifecycle = lifecycle;
        this.risk = risk;
        this.reports = reports;
        this.touches = touches;
    }

    /**
     * Lets an order at hand go for the other side.
     *
     * @param price its limit, null for a market order
     * @param tick of its limit; not looked at for a market order
     * @param known whether it is in the indexes: it may rest, or was there before
     * @param own whether the record at hand asked for it
     * @return the kind of work that comes next
     */
    public int start(
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final long price,
            final long tick,
            final boolean known,
            final boolean own) {
        this.order = order;
        this.instrument = instrument;
        this.buy = buy;
        this.price = price;
        this.known = known;
        this.own = own;
        otherSide = Books.bookSide(instrument, !buy);
        limitTick = price != Codes.NULL_PRICE ? tick : buy ? Long.MAX_VALUE : 0;
        lowTick = 0;
        highTick = Long.MAX_VALUE;
        if (instruments.bandBasisPoints(instrument) != 0) {
            band();
        }
        return OrderTable.detail(order) == 0 && OrderTable.timeInForce(order) != Codes.TIF_FOK ? trade() : begin();
    }

    private void band() {
        final long last = tops.lastTick(instrument);
        if (last == 0) {
            return;
        }
        final long tickSize = instruments.tickSize(instrument);
        final long width = Bands.width(last * tickSize, instruments.bandBasisPoints(instrument)) / tickSize;
        lowTick = last - width;
        highTick = last > Long.MAX_VALUE - width ? Long.MAX_VALUE : last + width;
    }

    private int begin() {
        prevention();
        if (least() == 0) {
            return trade();
        }
        hidden = 0;
        return count(books.best(otherSide), 0, 0);
    }

    private void prevention() {
        final int detail = OrderTable.detail(order);
        instruction = detail == 0 ? Codes.STP_NONE : details.instruction(detail);
        group = detail == 0 ? Codes.NULL_U64 : details.group(detail);
    }

    /** What must trade, or nothing may; 0 for no such condition. */
    private long least() {
        if (OrderTable.timeInForce(order) == Codes.TIF_FOK) {
            return OrderTable.leavesQty(order);
        }
        final int detail = OrderTable.detail(order);
        final long minQty = detail == 0 ? Codes.NULL_U64 : details.minQty(detail);
        return minQty == Codes.NULL_U64 ? 0 : minQty;
    }

    private boolean prevents() {
        return instruction >= Codes.STP_CANCEL_AGGRESSOR;
    }

    private boolean isOfGroup(final @OrderAt long resting) {
        final int detail = OrderTable.detail(resting);
        return detail != 0 && details.group(detail) == group;
    }

    private boolean reaches(final @LevelAt long level) {
        return level != 0 && !isBeyondLimit(Books.tick(level)) && isInBand(Books.tick(level));
    }

    private boolean isBeyondLimit(final long tick) {
        return buy ? tick > limitTick : tick < limitTick;
    }

    private boolean isInBand(final long tick) {
        return tick >= lowTick && tick <= highTick;
    }

    /** Goes on counting from a level and, if orders must be looked at one by one, an order in it (0 for its first). */
    private int count(final @LevelAt long fromLevel, final @OrderAt long fromOrder, final long from) {
        final long least = least();
        long level = fromLevel;
        long resting = fromOrder;
        long counted = from;
        while (reaches(level)) {
            if (!touches.take()) {
                return putDown(level, resting, counted);
            }
            if (!prevents()) {
                counted += Books.quantity(level);
            } else {
                resting = resting == 0 ? books.first(level) : resting;
                if (!isOfGroup(resting)) {
                    counted += countable(resting);
                } else if (instruction != Codes.STP_CANCEL_RESTING) {
                    break;
                }
                resting = orders.after(resting);
                if (resting == 0) {
                    counted += hidden;
                    hidden = 0;
                }
            }
            if (counted >= least) {
                return trade();
            }
            level = resting == 0 ? books.worse(level) : level;
        }
        final boolean kill = OrderTable.timeInForce(order) == Codes.TIF_FOK;
        cancel(kill ? CancelReason.FILL_OR_KILL : CancelReason.MIN_QTY);
        return next();
    }

    /** What is hidden comes behind the level, thus behind an order of the group that it has, at which trading ends. */
    private long countable(final @OrderAt long resting) {
        final long open = OrderTable.leavesQty(resting);
        final long shown = instruction == Codes.STP_CANCEL_RESTING ? open : lifecycle.shown(resting);
        hidden += open - shown;
        return shown;
    }

    /** Trades on, from the best of the other side. */
    private int trade() {
        final boolean prevents = OrderTable.detail(order) != 0 && prevents();
        while (OrderTable.leavesQty(order) > 0) {
            final long level = books.best(otherSide);
            if (level == 0) {
                break;
            }
            final long tick = Books.tick(level);
            if (isBeyondLimit(tick)) {
                break;
            }
            if (!isInBand(tick)) {
                return halt();
            }
            if (!touches.take()) {
                return registers.rulesVersion() == FirstRules.VERSION ? cut() : putDown(0, 0, 0);
            }
            final long resting = books.first(level);
            if (prevents && isOfGroup(resting)) {
                if (prevent(resting)) {
                    return next();
                }
            } else {
                trade(resting, tick);
            }
        }
        settle();
        return next();
    }

    private void trade(final @OrderAt long resting, final long tick) {
        final long open = OrderTable.leavesQty(order);
        final long quantity = Math.min(open, lifecycle.shown(resting));
        final long at = tick * instruments.tickSize(instrument);
        OrderTable.leavesQty(order, open - quantity);
        lifecycle.take(resting, quantity);
        risk.trade(order, buy, quantity, reservedPrice());
        risk.trade(resting, !buy, quantity, at);
        tops.traded(instrument, tick);
        reports.traded(order, price, own, resting, at, quantity);
        if (OrderTable.leavesQty(resting) == 0) {
            lifecycle.endFilled(resting);
        }
    }

    private long reservedPrice() {
        return price == Codes.NULL_PRICE ? 0 : price;
    }

    /** Both are of one group. Returns whether the aggressor has ended. */
    private boolean prevent(final @OrderAt long resting) {
        switch (instruction) {
            case Codes.STP_CANCEL_AGGRESSOR -> cancel(CancelReason.SELF_TRADE);
            case Codes.STP_CANCEL_BOTH -> {
                cancel(CancelReason.SELF_TRADE);
                cancelResting(resting);
            }
            case Codes.STP_CANCEL_RESTING -> {
                cancelResting(resting);
                return false;
            }
            default -> {
                return decrement(resting);
            }
        }
        return true;
    }

    private void cancelResting(final @OrderAt long resting) {
        reports.canceledUnasked(resting, CancelReason.SELF_TRADE);
        lifecycle.end(resting);
    }

    private boolean decrement(final @OrderAt long resting) {
        final long quantity = Math.min(OrderTable.leavesQty(order), lifecycle.shown(resting));
        final long at = Books.tick(books.levelOf(resting)) * instruments.tickSize(instrument);
        risk.release(order, quantity, reservedPrice());
        risk.release(resting, quantity, at);
        OrderTable.leavesQty(order, OrderTable.leavesQty(order) - quantity);
        OrderTable.orderQty(order, OrderTable.orderQty(order) - quantity);
        lifecycle.take(resting, quantity);
        OrderTable.orderQty(resting, OrderTable.orderQty(resting) - quantity);
        final boolean ended = OrderTable.leavesQty(order) == 0;
        if (ended) {
            cancel(CancelReason.SELF_TRADE);
        } else {
            reports.restatedAtHand(order, price, own);
        }
        if (OrderTable.leavesQty(resting) == 0) {
            cancelResting(resting);
        } else {
            reports.restated(resting);
        }
        return ended;
    }

    /** What is left after trading finds its place, or ends. */
    private void settle() {
        if (OrderTable.leavesQty(order) == 0) {
            lifecycle.endAtHand(order, known, 0);
        } else if (OrderTable.timeInForce(order) == Codes.TIF_IOC) {
            cancel(CancelReason.IMMEDIATE_OR_CANCEL);
        } else if (price == Codes.NULL_PRICE) {
            cancel(CancelReason.NO_LIQUIDITY);
        } else {
            rest();
        }
    }

    private void rest() {
        final int side = Books.bookSide(instrument, buy);
        if (!books.hasRoom(side, limitTick)) {
            cancel(CancelReason.LEVELS_FULL);
            return;
        }
        lifecycle.show(order);
        books.add(order, side, limitTick);
    }

    private void cancel(final CancelReason reason) {
        reports.canceledAtHand(order, price, own, reason);
        lifecycle.endAtHand(order, known, reservedPrice());
    }

    private int halt() {
        final int timeInForce = OrderTable.timeInForce(order);
        if (price == Codes.NULL_PRICE || timeInForce == Codes.TIF_IOC || timeInForce == Codes.TIF_FOK) {
            cancel(CancelReason.VOLATILITY_HALT);
        } else {
            rest();
        }
        final int seconds = instruments.haltSeconds(instrument);
        instruments.haltEndNs(instrument, seconds == 0 ? 0 : registers.bookTimeNs() + seconds * Bands.SECOND_NS);
        instruments.status(instrument, Codes.TRADING_AUCTION);
        reports.status(instruments.securityId(instrument), Codes.TRADING_AUCTION);
        return next();
    }

    /** Rules version 1: enough is enough. */
    private int cut() {
        cancel(CancelReason.TOUCHED_ORDERS);
        return next();
    }

    private int next() {
        if (!tops.isElecting(instrument)) {
            return work.then();
        }
        work.instrument(instrument);
        return Work.ELECT;
    }

    private int putDown(final @LevelAt long level, final @OrderAt long resting, final long counted) {
        work.instrument(instrument);
        work.order(orders.slot(order));
        work.cursor(books.slot(level));
        work.otherCursor(resting == 0 ? 0 : orders.slot(resting));
        work.value(LIMIT_TICK, limitTick);
        work.value(LOW_TICK, lowTick);
        work.value(HIGH_TICK, highTick);
        work.value(PRICE, price);
        work.value(COUNTED, counted);
        work.value(HIDDEN, hidden);
        work.value(FLAGS, (known ? KNOWN : 0) | (own ? OWN : 0));
        return Work.PUT_DOWN | (level == 0 ? Work.TRADE : Work.COUNT);
    }

    /** Goes on where it was put down. */
    public int resume(final int kind) {
        instrument = work.instrument();
        order = orders.at(work.order());
        buy = OrderTable.isBuy(order);
        otherSide = Books.bookSide(instrument, !buy);
        limitTick = work.value(LIMIT_TICK);
        lowTick = work.value(LOW_TICK);
        highTick = work.value(HIGH_TICK);
        price = work.value(PRICE);
        hidden = work.value(HIDDEN);
        known = (work.value(FLAGS) & KNOWN) != 0;
        own = (work.value(FLAGS) & OWN) != 0;
        prevention();
        return kind == Work.COUNT
                ? count(books.level(work.cursor()), orders.orNone(work.otherCursor()), work.value(COUNTED))
                : trade();
    }
}

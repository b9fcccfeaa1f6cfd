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
import io.matchlock.engine.progress.SweepProgress;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.rules.Bands;
import io.matchlock.engine.state.EngineState;

/** The order at hand that goes for the other side of the book, and how far it may go. */
final class Aggressor {
    private final InstrumentTable instruments;
    private final BookTops tops;
    private final OrderTable orders;
    private final DetailTable details;
    private final OrderLifecycle lifecycle;
    private final Reports reports;

    private @OrderAt long order;
    private @InstrumentSlot int instrument;
    private boolean isBuy;
    private @BookSide int otherSide;
    private long price;
    private long limitTick;
    private long lowTick;
    private long highTick;
    private boolean isAddressable;
    private boolean isAskedFor;
    private int instruction;
    private long group;

    Aggressor(final EngineState state, final OrderLifecycle lifecycle, final Reports reports) {
        this.instruments = state.instruments();
        this.tops = instruments.tops();
        this.orders = state.orders();
        this.details = state.details();
        this.lifecycle = lifecycle;
        this.reports = reports;
    }

    /** Takes an order; see {@link Sweep#start}. */
    void begin(
            final @OrderAt long itsOrder,
            final @InstrumentSlot int itsInstrument,
            final boolean buys,
            final long itsPrice,
            final long tick,
            final boolean addressable,
            final boolean askedFor) {
        order = itsOrder;
        instrument = itsInstrument;
        isBuy = buys;
        price = itsPrice;
        isAddressable = addressable;
        isAskedFor = askedFor;
        otherSide = Books.bookSide(instrument, !isBuy);
        limitTick = price != Codes.NULL_PRICE ? tick : isBuy ? Long.MAX_VALUE : 0;
        lowTick = 0;
        highTick = Long.MAX_VALUE;
        if (instruments.bandBasisPoints(instrument) != 0) {
            readBand();
        }
    }

    private void readBand() {
        final long last = tops.lastTick(instrument);
        if (last == 0) {
            return;
        }
        final long tickSize = instruments.tickSize(instrument);
        final long width = Bands.width(last * tickSize, instruments.bandBasisPoints(instrument)) / tickSize;
        lowTick = last - width;
        highTick = last > Long.MAX_VALUE - width ? Long.MAX_VALUE : last + width;
    }

    /** Reads what is to happen when it meets an order of its own group. */
    void readPrevention() {
        final long detail = details.of(order);
        instruction = detail == 0 ? Codes.STP_NONE : DetailTable.instruction(detail);
        group = detail == 0 ? Codes.NULL_U64 : DetailTable.group(detail);
    }

    /** Puts down all of it but how far it has counted. */
    void putDown(final SweepProgress progress) {
        progress.order(orders.slot(order), instrument);
        progress.ticks(limitTick, lowTick, highTick);
        progress.price(price);
        progress.flags(isAddressable, isAskedFor);
    }

    /** Takes it up as it was put down. */
    void takeUp(final SweepProgress progress) {
        instrument = progress.instrument();
        order = orders.at(progress.order());
        isBuy = OrderTable.isBuy(order);
        otherSide = Books.bookSide(instrument, !isBuy);
        limitTick = progress.limitTick();
        lowTick = progress.lowTick();
        highTick = progress.highTick();
        price = progress.price();
        isAddressable = progress.isAddressable();
        isAskedFor = progress.isAskedFor();
        readPrevention();
    }

    @OrderAt
    long order() {
        return order;
    }

    @InstrumentSlot
    int instrument() {
        return instrument;
    }

    boolean isBuy() {
        return isBuy;
    }

    /** The side of the book that it goes for. */
    @BookSide
    int otherSide() {
        return otherSide;
    }

    /** Its limit price, null for a market order. */
    long price() {
        return price;
    }

    /** The price at which its open quantity is reserved. */
    long reservedPrice() {
        return price == Codes.NULL_PRICE ? 0 : price;
    }

    /** The worst tick at which it may trade. */
    long limitTick() {
        return limitTick;
    }

    /** Whether it can be addressed: it may rest, or was there before. */
    boolean isAddressable() {
        return isAddressable;
    }

    /** Whether the client of the record at hand asked for it: it is no stop that was elected. */
    boolean isAskedFor() {
        return isAskedFor;
    }

    /** FIX 2964; good after {@link #readPrevention}. */
    int instruction() {
        return instruction;
    }

    /** What must trade, or nothing may; 0 for no such condition. */
    long leastQty() {
        if (OrderTable.timeInForce(order) == Codes.TIF_FOK) {
            return OrderTable.leavesQty(order);
        }
        final long detail = details.of(order);
        final long minQty = detail == 0 ? Codes.NULL_U64 : DetailTable.minQty(detail);
        return minQty == Codes.NULL_U64 ? 0 : minQty;
    }

    /** Whether it must not trade with orders of its group; good after {@link #readPrevention}. */
    boolean preventsSelfTrade() {
        return instruction >= Codes.STP_CANCEL_AGGRESSOR;
    }

    /** Whether a resting order is of its group; good after {@link #readPrevention}. */
    boolean isOfGroup(final @OrderAt long resting) {
        final long detail = details.of(resting);
        return detail != 0 && DetailTable.group(detail) == group;
    }

    /** Whether it may trade at a level, 0 for none. */
    boolean reaches(final @LevelAt long level) {
        return level != 0 && !isBeyondLimit(Books.tick(level)) && isInBand(Books.tick(level));
    }

    /** Whether a tick is worse than its limit. */
    boolean isBeyondLimit(final long tick) {
        return isBuy ? tick > limitTick : tick < limitTick;
    }

    /** Whether a trade at a tick would not halt the instrument. */
    boolean isInBand(final long tick) {
        return tick >= lowTick && tick <= highTick;
    }

    /** Ends it with what is open of it. */
    void cancel(final CancelReason reason) {
        reports.canceledAtHand(order, price, isAskedFor, reason);
        lifecycle.endAtHand(order, isAddressable, reservedPrice());
    }
}

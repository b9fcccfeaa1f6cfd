package io.matchlock.engine.rules;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.party.PositionTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;

/** Prices of orders that rest or wait, which stand in their levels and details; and what the tick table makes of a price. */
public final class Prices {
    /** What {@link #check} found. */
    static final int GOOD = 0;

    static final int INVALID = 1;
    static final int OUTSIDE_LIMITS = 2;
    static final int OFF_TICK = 3;

    private final InstrumentTable instruments;
    private final PositionTable positions;
    private final DetailTable details;
    private final Books books;

    /** Reads the prices of this state's orders. */
    public Prices(final EngineState state) {
        instruments = state.instruments();
        positions = state.positions();
        details = state.details();
        books = state.books();
    }

    /** Whether it is a price of the instrument. */
    int check(final @InstrumentSlot int instrument, final long price) {
        if (price <= 0) {
            return INVALID;
        }
        if (price < instruments.lowLimit(instrument) || price > instruments.highLimit(instrument)) {
            return OUTSIDE_LIMITS;
        }
        return isOnTick(instrument, price) ? GOOD : OFF_TICK;
    }

    private boolean isOnTick(final @InstrumentSlot int instrument, final long price) {
        final int steps = instruments.steps().count(instrument);
        if (steps == 0) {
            return instruments.ticks(instrument, price) * instruments.tickSize(instrument) == price;
        }
        long tickSize = instruments.tickSize(instrument);
        for (int step = 0; step < steps && price >= instruments.steps().fromPrice(instrument, step); step++) {
            tickSize = instruments.steps().tickSize(instrument, step);
        }
        return price % tickSize == 0;
    }

    /** Instrument of an order. */
    public @InstrumentSlot int instrument(final @OrderAt long order) {
        return PositionTable.instrument(positions.at(OrderTable.position(order)));
    }

    /** Id of an order's instrument. */
    public int securityId(final @OrderAt long order) {
        return PositionTable.securityId(positions.at(OrderTable.position(order)));
    }

    /** Number of an order's account. */
    public @AccountNumber int account(final @OrderAt long order) {
        return PositionTable.number(positions.at(OrderTable.position(order)));
    }

    /** The price of an order's level: what it rests at, or what a stop waits for. */
    public long level(final @OrderAt long order) {
        return Books.tick(books.levelOf(order)) * instruments.tickSize(instrument(order));
    }

    /** The limit of an order that rests or waits, null for a Stop. */
    public long limit(final @OrderAt long order) {
        return Books.isStop(books.levelOf(order)) ? DetailTable.limitPrice(details.of(order)) : level(order);
    }

    /** The price at which an order that rests or waits counts as open notional. */
    public long reserved(final @OrderAt long order) {
        final long limit = limit(order);
        return limit == Codes.NULL_PRICE ? level(order) : limit;
    }
}

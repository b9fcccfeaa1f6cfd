package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.Books;
import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.InstrumentTable;
import io.matchlock.matcher.engine.state.OrderTable;

/**
 * Reads what records that are about to come will need, so that it is in cache by then. A record by itself waits for one line of
 * memory after the other (index, order, its neighbours); those of many records, none of which depends on another, come at
 * once. Changes nothing.
 */
final class Lookahead {
    /** Orders from which their tables and indexes are larger than a core's own caches. */
    private static final int WORTHWHILE_FROM = 1 << 15;

    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final Books books;
    private final long[] changed = new long[Engine.RECORDS_AHEAD];
    private final long[] levels = new long[Engine.RECORDS_AHEAD];
    private int changes;
    private int additions;
    /** Of no meaning: it is here so that the reading is not left out. */
    private long unusedSum;

    Lookahead(final EngineState state) {
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.books = state.books();
    }

    boolean isWorthwhile() {
        return orders.live() >= WORTHWHILE_FROM;
    }

    /** A new order comes. Nothing is done beyond {@link Engine#RECORDS_AHEAD}. */
    void newOrder(final int session, final long clOrdId, final int securityId, final int side, final long price) {
        if (additions < Engine.RECORDS_AHEAD) {
            final int instrument = instruments.find(securityId);
            final int bookSide = Books.bookSide(instrument, side == Codes.SIDE_BUY);
            final long tick = instrument == 0 ? 0 : instruments.ticks(instrument, price);
            levels[additions++] = books.likelyLevel(bookSide, tick);
            unusedSum += orders.readPlace(session, clOrdId);
        }
    }

    /** An order is going to be cancelled or replaced. Nothing is done beyond {@link Engine#RECORDS_AHEAD}. */
    void change(final int session, final long clOrdId) {
        if (changes < Engine.RECORDS_AHEAD) {
            changed[changes++] = orders.likely(session, clOrdId);
        }
    }

    /** Reads what the records that were told need: first all orders and levels, then all that these refer to. */
    void read() {
        long sum = 0;
        for (int i = 0; i < changes; i++) {
            sum += OrderTable.orderId(changed[i]);
        }
        for (int i = 0; i < additions; i++) {
            sum += Books.tick(levels[i]);
        }
        for (int i = 0; i < changes; i++) {
            sum += books.readAround(changed[i]);
        }
        for (int i = 0; i < additions; i++) {
            sum += books.readLast(levels[i]);
        }
        changes = 0;
        additions = 0;
        unusedSum += sum;
    }
}

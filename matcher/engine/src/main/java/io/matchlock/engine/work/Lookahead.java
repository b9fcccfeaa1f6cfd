package io.matchlock.engine.work;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;

/**
 * Reads what records that are about to come will need, so that it is in cache by then. A record by itself waits for one line of
 * memory after the other (index, order, its neighbours); those of many records, none of which depends on another, come at
 * once. Changes nothing.
 */
public final class Lookahead {
    /** How many are looked at, of a kind; what comes beyond these is found when its turn comes. */
    public static final int RECORDS = 16;

    /** Orders from which their tables and indexes are larger than a core's own caches. */
    private static final int WORTHWHILE_FROM = 1 << 15;

    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final Books books;
    /** Of orders to be changed: where the search for each begins, then the order that is found there. */
    private final long[] changed = new long[RECORDS];
    /** Of new orders: where the search for each ClOrdID begins. */
    private final long[] names = new long[RECORDS];
    /** Of new orders: where the search for each level begins, then the level that is found there. */
    private final long[] levels = new long[RECORDS];

    private int changes;
    private int additions;
    /** Of no meaning: it is here so that the reading is not left out. */
    private long unusedSum;

    public Lookahead(final EngineState state) {
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.directory = state.directory();
        this.books = state.books();
    }

    public boolean isWorthwhile() {
        return orders.live() >= WORTHWHILE_FROM;
    }

    /** A new order comes. Nothing is done beyond {@link #RECORDS}. */
    public void newOrder(
            final @SessionSlot int session,
            final long clOrdId,
            final int securityId,
            final int side,
            final long price) {
        if (additions < RECORDS) {
            final int instrument = instruments.find(securityId);
            final int bookSide = Books.bookSide(instrument, side == Codes.SIDE_BUY);
            final long tick = instrument == 0 ? 0 : instruments.ticks(instrument, price);
            names[additions] = directory.homeAddress(session, clOrdId);
            levels[additions++] = books.place(bookSide, tick);
        }
    }

    /** An order is going to be cancelled or replaced. Nothing is done beyond {@link #RECORDS}. */
    public void change(final @SessionSlot int session, final long clOrdId) {
        if (changes < RECORDS) {
            changed[changes++] = directory.homeAddress(session, clOrdId);
        }
    }

    /**
     * Reads what the records that were told need: first the places in the indexes, then all orders and levels that these name,
     * then all that those refer to. Loops do hardly anything but read: a core waits for as many lines at once as there are
     * reads among the next few hundred instructions.
     */
    public void read() {
        long sum = 0;
        for (int i = 0; i < changes; i++) {
            changed[i] = directory.likely(changed[i]);
        }
        for (int i = 0; i < additions; i++) {
            levels[i] = books.likely(levels[i]);
            sum += directory.likely(names[i]);
        }
        for (int i = 0; i < changes; i++) {
            sum += OrderTable.orderId((@OrderAt long) changed[i]);
        }
        for (int i = 0; i < additions; i++) {
            sum += Books.tick((@LevelAt long) levels[i]);
        }
        for (int i = 0; i < changes; i++) {
            sum += books.readAround((@OrderAt long) changed[i]);
        }
        for (int i = 0; i < additions; i++) {
            sum += books.readLast((@LevelAt long) levels[i]);
        }
        changes = 0;
        additions = 0;
        unusedSum += sum;
    }
}

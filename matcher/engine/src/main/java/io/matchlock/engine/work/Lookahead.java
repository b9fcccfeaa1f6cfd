package io.matchlock.engine.work;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.engine.state.EngineState;

/**
 * Reads what messages that come next will need, so that it is in the core's cache by then. A message by itself waits for one line
 * of memory after the other: index, order, the order's neighbours. Those of many messages don't depend on each other, and come at
 * once. Changes nothing.
 */
public final class Lookahead {
    /** Live orders from which their tables and indexes are larger than a core's own caches. */
    private static final int WORTHWHILE_FROM = 1 << 15;

    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final SessionTable sessions;
    private final Books books;
    /** The order that each change is most likely of. */
    private final long[] changed = new long[ExpectedMessages.CAPACITY];
    /** The level at which each new order would most likely rest. */
    private final long[] levels = new long[ExpectedMessages.CAPACITY];
    /** Without meaning. It keeps the compiler from leaving out the reads. */
    private long unusedSum;

    /** Reads that engine's tables. */
    public Lookahead(final EngineState state) {
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.directory = state.directory();
        this.sessions = state.sessions();
        this.books = state.books();
    }

    /** Whether so many orders live that it saves time. */
    public boolean isWorthwhile() {
        return orders.live() >= WORTHWHILE_FROM;
    }

    /**
     * Reads what the messages need: first the index entries, then the orders and levels that these name, then all that those refer
     * to. The loops do hardly anything but read: a core waits for as many lines at once as there are reads among the next few
     * hundred instructions.
     */
    public void read(final ExpectedMessages expected) {
        final int changes = expected.changes();
        final int newOrders = expected.newOrders();
        long sum = 0;
        for (int i = 0; i < changes; i++) {
            changed[i] = directory.likely(sessions.likelySlot(expected.changeSession(i)), expected.changeClOrdId(i));
        }
        for (int i = 0; i < newOrders; i++) {
            levels[i] = likelyLevel(expected, i);
            sum += directory.likely(sessions.likelySlot(expected.newSession(i)), expected.newClOrdId(i));
        }
        for (int i = 0; i < changes; i++) {
            sum += OrderTable.orderId((@OrderAt long) changed[i]);
        }
        for (int i = 0; i < newOrders; i++) {
            sum += Books.tick((@LevelAt long) levels[i]);
        }
        for (int i = 0; i < changes; i++) {
            sum += books.readAround((@OrderAt long) changed[i]);
        }
        for (int i = 0; i < newOrders; i++) {
            sum += books.readLast((@LevelAt long) levels[i]);
        }
        unusedSum += sum;
    }

    private @LevelAt long likelyLevel(final ExpectedMessages expected, final int index) {
        final int instrument = instruments.find(expected.newSecurityId(index));
        final long tick = instrument == 0 ? 0 : instruments.ticks(instrument, expected.newPrice(index));
        return books.likely(Books.bookSide(instrument, expected.newBuy(index)), tick);
    }
}

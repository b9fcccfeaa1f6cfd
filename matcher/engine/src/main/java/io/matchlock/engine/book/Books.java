package io.matchlock.engine.book;

import io.matchlock.engine.handle.BookSide;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.handle.LevelSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.OrderTable;

/**
 * The live orders in price-time priority: each book side is a list of levels from best to worst, each level a list of orders
 * from first to last; the stops of an instrument have sides of their own. It keeps lists, indexes and sums in step and knows no
 * rules of trading.
 */
public final class Books {
    private static final int SELL = 1;
    private static final int STOP = 2;

    private final OrderTable orders;
    private final LevelTable levels;
    private final BookSides sides;

    /** Books without orders, over these tables. */
    public Books(
            final InstrumentTable instruments,
            final OrderTable orders,
            final LevelTable levels,
            final PriceTrie prices) {
        this.orders = orders;
        this.levels = levels;
        this.sides = new BookSides(instruments, levels, prices);
    }

    /** The number of one side of an instrument's book. */
    public static @BookSide int bookSide(final @InstrumentSlot int instrument, final boolean buy) {
        return (@BookSide int) ((instrument << 2) | (buy ? 0 : SELL));
    }

    /** The number of one side of an instrument's stops: best is the one that is elected first. */
    public static @BookSide int stopSide(final @InstrumentSlot int instrument, final boolean buy) {
        return (@BookSide int) ((instrument << 2) | STOP | (buy ? 0 : SELL));
    }

    /** Best level of a book side, 0 if it is empty. */
    public @LevelAt long best(final @BookSide int bookSide) {
        return sides.best(bookSide);
    }

    /** The level behind, 0 for none. */
    public @LevelAt long worse(final @LevelAt long level) {
        return sides.worse(level);
    }

    /** The level that a slot is, 0 for slot 0. */
    public @LevelAt long level(final @LevelSlot int slot) {
        return sides.level(slot);
    }

    /** The slot of a level, 0 for 0. */
    public @LevelSlot int slot(final @LevelAt long level) {
        return sides.slot(level);
    }

    /** A level's price in ticks. */
    public static long tick(final @LevelAt long level) {
        return LevelTable.tick(level);
    }

    /** What is open in a level, modulo 2<sup>64</sup>. */
    public static long quantity(final @LevelAt long level) {
        return LevelTable.quantity(level);
    }

    /** The order that is first in a level. */
    public @OrderAt long first(final @LevelAt long level) {
        return orders.at(LevelTable.head(level));
    }

    /** The level of an order that rests or waits. */
    public @LevelAt long levelOf(final @OrderAt long order) {
        return levels.at(OrderTable.level(order));
    }

    /** Whether a level is one of stops. */
    public static boolean isStop(final @LevelAt long level) {
        return (LevelTable.bookSide(level) & STOP) != 0;
    }

    /** Whether there is room for one level more. */
    public boolean hasFreeLevel() {
        return !levels.full();
    }

    /** Whether an order could rest there: the level exists or there is room for one. */
    public boolean hasRoom(final @BookSide int bookSide, final long tick) {
        return !levels.full() || sides.find(bookSide, tick) != 0;
    }

    /** Puts an order at the end of its level; there must be room. */
    public void add(final @OrderAt long order, final @BookSide int bookSide, final long tick) {
        long level = sides.find(bookSide, tick);
        if (level == 0) {
            level = sides.open(bookSide, tick);
        }
        OrderTable.level(order, levels.slot(level));
        append(order, level);
        LevelTable.add(level, OrderTable.leavesQty(order));
    }

    /** Takes an order out of its level, and the level out of the book if it was the last one. */
    public void remove(final @OrderAt long order) {
        final long level = levelOf(order);
        unlink(order, level);
        OrderTable.level(order, 0);
        if (LevelTable.remove(level, OrderTable.leavesQty(order)) == 0) {
            sides.close(level);
        }
    }

    /** Lowers what is open of a resting order, which keeps its priority. */
    public void reduce(final @OrderAt long order, final long quantity) {
        OrderTable.leavesQty(order, OrderTable.leavesQty(order) - quantity);
        LevelTable.reduce(levelOf(order), quantity);
    }

    /** Puts a resting order at the end of its level. */
    public void requeue(final @OrderAt long order) {
        final long level = levelOf(order);
        if (OrderTable.next(order) != 0) {
            unlink(order, level);
            append(order, level);
        }
    }

    private void append(final @OrderAt long order, final @LevelAt long level) {
        final int slot = orders.slot(order);
        final int last = LevelTable.tail(level);
        OrderTable.previous(order, last);
        OrderTable.next(order, 0);
        LevelTable.tail(level, slot);
        if (last == 0) {
            LevelTable.head(level, slot);
        } else {
            OrderTable.next(orders.at(last), slot);
        }
    }

    private void unlink(final @OrderAt long order, final @LevelAt long level) {
        final int previous = OrderTable.previous(order);
        final int next = OrderTable.next(order);
        if (previous == 0) {
            LevelTable.head(level, next);
        } else {
            OrderTable.next(orders.at(previous), next);
        }
        if (next == 0) {
            LevelTable.tail(level, previous);
        } else {
            OrderTable.previous(orders.at(next), previous);
        }
    }

    /** The level at which a search on a long side looks first: most likely the one that is sought, else another one, or slot 0. */
    public @LevelAt long likely(final @BookSide int bookSide, final long tick) {
        return levels.likely(bookSide, tick);
    }

    /** Reads the order that is last in a level, or slot 0. Of no meaning to the caller. */
    public long readLast(final @LevelAt long level) {
        return OrderTable.orderQty(orders.at(LevelTable.tail(level)));
    }

    /** Reads an order, or slot 0, with its level and its neighbours. Of no meaning to the caller. */
    public long readAround(final @OrderAt long order) {
        return LevelTable.tick(levelOf(order)) + orders.readNeighbours(order);
    }
}

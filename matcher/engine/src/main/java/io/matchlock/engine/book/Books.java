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
 *
 * <p>A short side, of a few levels, is searched from its best: most of what comes is near it, and to keep indexes of a level that
 * holds one order costs more than the order. A side that grows becomes a long one, whose levels are indexed: by price in
 * {@link LevelTable}, and in order in a trie. It becomes short again once it has fewer levels than half of what made it long.
 */
public final class Books {
    private static final int SELL = 1;
    private static final int STOP = 2;

    /** Levels from which a side is long, and to which it then must fall to be short. */
    private static final int LONG_FROM = 16;

    private static final int SHORT_FROM = 7;
    /** Beside the number of a side's levels: it is a long one. */
    private static final int LONG = 1 << 31;

    private final InstrumentTable instruments;
    private final BookTops tops;
    private final OrderTable orders;
    private final LevelTable levels;
    private final PriceTrie prices;

    public Books(
            final InstrumentTable instruments,
            final OrderTable orders,
            final LevelTable levels,
            final PriceTrie prices) {
        this.instruments = instruments;
        this.tops = instruments.tops();
        this.orders = orders;
        this.levels = levels;
        this.prices = prices;
    }

    /** The number of one side of an instrument's book. */
    public static @BookSide int bookSide(final @InstrumentSlot int instrument, final boolean buy) {
        return (@BookSide int) ((instrument << 2) | (buy ? 0 : SELL));
    }

    /** The number of one side of an instrument's stops: best is the one that is elected first. */
    public static @BookSide int stopSide(final @InstrumentSlot int instrument, final boolean buy) {
        return (@BookSide int) ((instrument << 2) | STOP | (buy ? 0 : SELL));
    }

    private static @InstrumentSlot int instrument(final @BookSide int bookSide) {
        return (@InstrumentSlot int) (bookSide >> 2);
    }

    /** Whether the best is the highest: so it is with buys, and with stops that sell. */
    private static boolean isDescending(final @BookSide int bookSide) {
        return ((bookSide ^ (bookSide >> 1)) & 1) == 0;
    }

    /** Best level of a book side, 0 if it is empty. */
    public @LevelAt long best(final @BookSide int bookSide) {
        return level(tops.best(bookSide));
    }

    /** The level behind, 0 for none. */
    public @LevelAt long worse(final @LevelAt long level) {
        return level(LevelTable.worse(level));
    }

    /** The level that a slot is, 0 for slot 0. */
    public @LevelAt long level(final @LevelSlot int slot) {
        return slot == 0 ? 0 : levels.at(slot);
    }

    /** The slot of a level, 0 for 0. */
    public @LevelSlot int slot(final @LevelAt long level) {
        return level == 0 ? 0 : levels.slot(level);
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
        return !levels.full() || find(bookSide, tick) != 0;
    }

    /** Puts an order at the end of its level; there must be room. */
    public void add(final @OrderAt long order, final @BookSide int bookSide, final long tick) {
        long level = find(bookSide, tick);
        if (level == 0) {
            level = open(bookSide, tick);
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
            close(level);
        }
    }

    /** Lowers what is open of a resting order, which keeps its place. */
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

    private @LevelAt long find(final @BookSide int bookSide, final long tick) {
        if (tops.levels(bookSide) < 0) {
            return levels.find(bookSide, tick);
        }
        long level = best(bookSide);
        while (level != 0 && LevelTable.tick(level) != tick) {
            level = isBetter(bookSide, LevelTable.tick(level), tick) ? worse(level) : 0;
        }
        return level;
    }

    private @LevelAt long open(final @BookSide int bookSide, final long tick) {
        final long level = levels.take(bookSide, tick);
        final int slot = levels.slot(level);
        final long better = nextBetter(bookSide, tick);
        final int worse = better == 0 ? tops.best(bookSide) : LevelTable.worse(better);
        LevelTable.better(level, slot(better));
        LevelTable.worse(level, worse);
        if (better == 0) {
            tops.best(bookSide, slot);
        } else {
            LevelTable.worse(better, slot);
        }
        if (worse != 0) {
            LevelTable.better(levels.at(worse), slot);
        }
        final int count = tops.levels(bookSide) + 1;
        tops.levels(bookSide, count);
        if (count < 0) {
            index(level);
        } else if (count == LONG_FROM) {
            lengthen(bookSide);
        }
        return level;
    }

    private void lengthen(final @BookSide int bookSide) {
        tops.levels(bookSide, tops.levels(bookSide) | LONG);
        for (long level = best(bookSide); level != 0; level = worse(level)) {
            index(level);
        }
    }

    private void shorten(final @BookSide int bookSide) {
        tops.levels(bookSide, tops.levels(bookSide) & ~LONG);
        for (long level = best(bookSide); level != 0; level = worse(level)) {
            unindex(level);
        }
    }

    private void index(final @LevelAt long level) {
        final int bookSide = LevelTable.bookSide(level);
        levels.index(level);
        prices.add(bookSide, LevelTable.tick(level), instruments.heights(instrument(bookSide)));
    }

    private void unindex(final @LevelAt long level) {
        final int bookSide = LevelTable.bookSide(level);
        levels.unindex(level);
        prices.remove(bookSide, LevelTable.tick(level), instruments.heights(instrument(bookSide)));
    }

    private @LevelAt long nextBetter(final @BookSide int bookSide, final long tick) {
        final long best = best(bookSide);
        if (best == 0 || isBetter(bookSide, tick, LevelTable.tick(best))) {
            return 0;
        }
        return tops.levels(bookSide) < 0 ? nextInTrie(bookSide, tick) : nextInList(bookSide, tick, best);
    }

    private @LevelAt long nextInList(final @BookSide int bookSide, final long tick, final @LevelAt long best) {
        long better = best;
        long level = worse(best);
        while (level != 0 && isBetter(bookSide, LevelTable.tick(level), tick)) {
            better = level;
            level = worse(level);
        }
        return better;
    }

    private @LevelAt long nextInTrie(final @BookSide int bookSide, final long tick) {
        final int heights = instruments.heights(instrument(bookSide));
        final long found =
                isDescending(bookSide) ? prices.above(bookSide, tick, heights) : prices.below(bookSide, tick, heights);
        return levels.find(bookSide, found);
    }

    private static boolean isBetter(final @BookSide int bookSide, final long tick, final long than) {
        return isDescending(bookSide) ? tick > than : tick < than;
    }

    private void close(final @LevelAt long level) {
        final int bookSide = LevelTable.bookSide(level);
        final int better = LevelTable.better(level);
        final int worse = LevelTable.worse(level);
        if (better == 0) {
            tops.best(bookSide, worse);
        } else {
            LevelTable.worse(levels.at(better), worse);
        }
        if (worse != 0) {
            LevelTable.better(levels.at(worse), better);
        }
        final int count = tops.levels(bookSide) - 1;
        tops.levels(bookSide, count);
        if (count < 0) {
            unindex(level);
            if ((count & ~LONG) == SHORT_FROM) {
                shorten(bookSide);
            }
        }
        levels.give(level);
    }
}

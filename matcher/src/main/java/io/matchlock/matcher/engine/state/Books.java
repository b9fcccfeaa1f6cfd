package io.matchlock.matcher.engine.state;

/**
 * The live orders in price-time priority: each book side is a list of levels from best to worst, each level a list of orders
 * from first to last; the stops of an instrument have sides of their own. It keeps lists, indexes and sums in step and knows no
 * rules of trading.
 *
 * <p>A short side, of a few levels, is searched from its best: most of what comes is near it, and to keep indexes of a level that
 * holds one order costs more than the order. A side that grows becomes a long one, whose levels are indexed: by price in a hash
 * table, and in order in a trie. It becomes short again once it has fewer levels than half of what made it long.
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
    private final SessionTable sessions;

    Books(
            final InstrumentTable instruments,
            final OrderTable orders,
            final LevelTable levels,
            final PriceTrie prices,
            final SessionTable sessions) {
        this.instruments = instruments;
        this.tops = instruments.tops();
        this.orders = orders;
        this.levels = levels;
        this.prices = prices;
        this.sessions = sessions;
    }

    /** The number of one side of an instrument's book. */
    public static int bookSide(final int instrument, final boolean buy) {
        return (instrument << 2) | (buy ? 0 : SELL);
    }

    /** The number of one side of an instrument's stops: best is the one that is elected first. */
    public static int stopSide(final int instrument, final boolean buy) {
        return (instrument << 2) | STOP | (buy ? 0 : SELL);
    }

    /** Whether the best is the highest: so it is with buys, and with stops that sell. */
    private static boolean isDescending(final int bookSide) {
        return ((bookSide ^ (bookSide >> 1)) & 1) == 0;
    }

    /** Best level of a book side, 0 if it is empty. */
    public int best(final int bookSide) {
        return tops.best(bookSide);
    }

    /** The level behind, 0 for none. */
    public int worse(final int level) {
        return levels.worse(level);
    }

    /** A level's price in ticks. */
    public long tick(final int level) {
        return levels.tick(level);
    }

    /** What is open in a level, modulo 2<sup>64</sup>. */
    public long quantity(final int level) {
        return levels.quantity(level);
    }

    /** The order that is first in a level. */
    public int first(final int level) {
        return levels.head(level);
    }

    /** Whether a level is one of stops. */
    public boolean isStop(final int level) {
        return (levels.bookSide(level) & STOP) != 0;
    }

    /** Whether there is room for one level more. */
    public boolean hasFreeLevel() {
        return !levels.full();
    }

    /** Whether an order could rest there: the level exists or there is room for one. */
    public boolean hasRoom(final int bookSide, final long tick) {
        return !levels.full() || find(bookSide, tick) != 0;
    }

    /** Puts an order at the end of its level; there must be room. */
    public void add(final int order, final int bookSide, final long tick) {
        int level = find(bookSide, tick);
        if (level == 0) {
            level = open(bookSide, tick);
        }
        append(order, level);
        levels.add(level, orders.leavesQty(order));
    }

    /** Takes an order out of its level, and the level out of the book if it was the last one. */
    public void remove(final int order) {
        final int level = orders.level(order);
        unlink(order, level);
        orders.level(order, 0);
        if (levels.remove(level, orders.leavesQty(order)) == 0) {
            close(level);
        }
    }

    /** Lowers what is open of a resting order, which keeps its place. */
    public void reduce(final int order, final long quantity) {
        orders.leavesQty(order, orders.leavesQty(order) - quantity);
        levels.reduce(orders.level(order), quantity);
    }

    /** Puts a resting order at the end of its level. */
    public void requeue(final int order) {
        final int level = orders.level(order);
        if (levels.tail(level) != order) {
            unlink(order, level);
            append(order, level);
        }
    }

    /** Puts an order at the end of its session's. */
    public void own(final int order) {
        final int session = orders.session(order);
        final int last = sessions.lastOrder(session);
        orders.sessionPrevious(order, last);
        sessions.lastOrder(session, order);
        if (last == 0) {
            sessions.firstOrder(session, order);
        } else {
            orders.sessionNext(last, order);
        }
    }

    /** Takes an order from its session's. */
    public void disown(final int order) {
        final int previous = orders.sessionPrevious(order);
        final int next = orders.sessionNext(order);
        if (previous == 0) {
            sessions.firstOrder(orders.session(order), next);
        } else {
            orders.sessionNext(previous, next);
        }
        if (next == 0) {
            sessions.lastOrder(orders.session(order), previous);
        } else {
            orders.sessionPrevious(next, previous);
        }
    }

    private void append(final int order, final int level) {
        final int last = levels.tail(level);
        orders.level(order, level);
        orders.previous(order, last);
        orders.next(order, 0);
        levels.tail(level, order);
        if (last == 0) {
            levels.head(level, order);
        } else {
            orders.next(last, order);
        }
    }

    private void unlink(final int order, final int level) {
        final int previous = orders.previous(order);
        final int next = orders.next(order);
        if (previous == 0) {
            levels.head(level, next);
        } else {
            orders.next(previous, next);
        }
        if (next == 0) {
            levels.tail(level, previous);
        } else {
            orders.previous(next, previous);
        }
    }

    private int find(final int bookSide, final long tick) {
        if (tops.levels(bookSide) < 0) {
            return levels.find(bookSide, tick);
        }
        int level = tops.best(bookSide);
        while (level != 0 && levels.tick(level) != tick) {
            level = isBetter(bookSide, levels.tick(level), tick) ? levels.worse(level) : 0;
        }
        return level;
    }

    private int open(final int bookSide, final long tick) {
        final int level = levels.take(bookSide, tick);
        final int better = nextBetter(bookSide, tick);
        final int worse = better == 0 ? tops.best(bookSide) : levels.worse(better);
        levels.better(level, better);
        levels.worse(level, worse);
        if (better == 0) {
            tops.best(bookSide, level);
        } else {
            levels.worse(better, level);
        }
        if (worse != 0) {
            levels.better(worse, level);
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

    private void lengthen(final int bookSide) {
        tops.levels(bookSide, tops.levels(bookSide) | LONG);
        for (int level = tops.best(bookSide); level != 0; level = levels.worse(level)) {
            index(level);
        }
    }

    private void shorten(final int bookSide) {
        tops.levels(bookSide, tops.levels(bookSide) & ~LONG);
        for (int level = tops.best(bookSide); level != 0; level = levels.worse(level)) {
            unindex(level);
        }
    }

    private void index(final int level) {
        final int bookSide = levels.bookSide(level);
        levels.index(level);
        prices.add(bookSide, levels.tick(level), instruments.heights(bookSide >> 2));
    }

    private void unindex(final int level) {
        final int bookSide = levels.bookSide(level);
        levels.unindex(level);
        prices.remove(bookSide, levels.tick(level), instruments.heights(bookSide >> 2));
    }

    private int nextBetter(final int bookSide, final long tick) {
        final int best = tops.best(bookSide);
        if (best == 0 || isBetter(bookSide, tick, levels.tick(best))) {
            return 0;
        }
        return tops.levels(bookSide) < 0 ? nextInTrie(bookSide, tick) : nextInList(bookSide, tick, best);
    }

    private int nextInList(final int bookSide, final long tick, final int best) {
        int better = best;
        int level = levels.worse(best);
        while (level != 0 && isBetter(bookSide, levels.tick(level), tick)) {
            better = level;
            level = levels.worse(level);
        }
        return better;
    }

    private int nextInTrie(final int bookSide, final long tick) {
        final int heights = instruments.heights(bookSide >> 2);
        final long found =
                isDescending(bookSide) ? prices.above(bookSide, tick, heights) : prices.below(bookSide, tick, heights);
        return levels.find(bookSide, found);
    }

    private static boolean isBetter(final int bookSide, final long tick, final long than) {
        return isDescending(bookSide) ? tick > than : tick < than;
    }

    private void close(final int level) {
        final int bookSide = levels.bookSide(level);
        final int better = levels.better(level);
        final int worse = levels.worse(level);
        if (better == 0) {
            tops.best(bookSide, worse);
        } else {
            levels.worse(better, worse);
        }
        if (worse != 0) {
            levels.better(worse, better);
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

package io.matchlock.matcher.engine.state;

/**
 * The live orders in price-time priority: each book side is a list of levels from best to worst, each level a list of orders
 * from first to last; the stops of an instrument have sides of their own. It keeps lists, indexes and sums in step and knows no
 * rules of trading.
 */
public final class Books {
    private static final int SELL = 1;
    private static final int STOP = 2;

    private final InstrumentTable instruments;
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
        return instruments.best(bookSide);
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
        return !levels.full() || levels.find(bookSide, tick) != 0;
    }

    /** Puts an order at the end of its level; there must be room. */
    public void add(final int order, final int bookSide, final long tick) {
        int level = levels.find(bookSide, tick);
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

    private int open(final int bookSide, final long tick) {
        final int level = levels.take(bookSide, tick);
        final int better = nextBetter(bookSide, tick);
        final int worse = better == 0 ? instruments.best(bookSide) : levels.worse(better);
        levels.better(level, better);
        levels.worse(level, worse);
        if (better == 0) {
            instruments.best(bookSide, level);
        } else {
            levels.worse(better, level);
        }
        if (worse != 0) {
            levels.better(worse, level);
        }
        prices.add(bookSide, tick, instruments.heights(bookSide >> 2));
        return level;
    }

    private int nextBetter(final int bookSide, final long tick) {
        final int best = instruments.best(bookSide);
        if (best == 0 || isBetter(bookSide, tick, levels.tick(best))) {
            return 0;
        }
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
            instruments.best(bookSide, worse);
        } else {
            levels.worse(better, worse);
        }
        if (worse != 0) {
            levels.better(worse, better);
        }
        prices.remove(bookSide, levels.tick(level), instruments.heights(bookSide >> 2));
        levels.give(level);
    }
}

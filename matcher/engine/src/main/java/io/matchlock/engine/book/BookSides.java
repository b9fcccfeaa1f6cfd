package io.matchlock.engine.book;

import io.matchlock.engine.handle.BookSide;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.LevelAt;
import io.matchlock.engine.handle.LevelSlot;

/**
 * The levels of each book side, a list from best to worst.
 *
 * <p>A short side, of a few levels, is searched from its best: most of what comes is near it, and to keep indexes of a level that
 * holds one order costs more than the order. A side that grows becomes a long one, whose levels are indexed: by price in
 * {@link LevelTable}, and in order in a trie. It becomes short again once it has fewer levels than half of what made it long.
 */
final class BookSides {
    /** Levels from which a side is long, and to which it then must fall to be short. */
    private static final int LONG_FROM = 16;

    private static final int SHORT_FROM = 7;
    /** Beside the number of a side's levels: it is a long one. */
    private static final int LONG = 1 << 31;

    private final InstrumentTable instruments;
    private final BookTops tops;
    private final LevelTable levels;
    private final PriceTrie prices;

    BookSides(final InstrumentTable instruments, final LevelTable levels, final PriceTrie prices) {
        this.instruments = instruments;
        this.tops = instruments.tops();
        this.levels = levels;
        this.prices = prices;
    }

    private static @InstrumentSlot int instrument(final @BookSide int bookSide) {
        return (@InstrumentSlot int) (bookSide >> 2);
    }

    /** Whether the best is the highest: so it is with buys, and with stops that sell. */
    private static boolean isDescending(final @BookSide int bookSide) {
        return ((bookSide ^ (bookSide >> 1)) & 1) == 0;
    }

    /** Best level of a side, 0 if it is empty. */
    @LevelAt
    long best(final @BookSide int bookSide) {
        return level(tops.best(bookSide));
    }

    /** The level behind, 0 for none. */
    @LevelAt
    long worse(final @LevelAt long level) {
        return level(LevelTable.worse(level));
    }

    /** The level that a slot is, 0 for slot 0. */
    @LevelAt
    long level(final @LevelSlot int slot) {
        return slot == 0 ? 0 : levels.at(slot);
    }

    /** The slot of a level, 0 for 0. */
    @LevelSlot
    int slot(final @LevelAt long level) {
        return level == 0 ? 0 : levels.slot(level);
    }

    /** The level of a side at a tick, 0 for none. */
    @LevelAt
    long find(final @BookSide int bookSide, final long tick) {
        if (tops.levels(bookSide) < 0) {
            return levels.find(bookSide, tick);
        }
        long level = best(bookSide);
        while (level != 0 && LevelTable.tick(level) != tick) {
            level = isBetter(bookSide, LevelTable.tick(level), tick) ? worse(level) : 0;
        }
        return level;
    }

    /** Adds an empty level to a side. */
    @LevelAt
    long open(final @BookSide int bookSide, final long tick) {
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

    /** Takes an empty level out of its side. */
    void close(final @LevelAt long level) {
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

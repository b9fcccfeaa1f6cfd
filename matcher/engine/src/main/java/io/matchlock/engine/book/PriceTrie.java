package io.matchlock.engine.book;

import io.matchlock.engine.handle.BookSide;
import io.matchlock.engine.store.Mix;
import io.matchlock.engine.store.Regions;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Which ticks of which book side have a level, in order: 64-way bitmaps by height, kept in one hash table of words, so that any
 * price finds room and only what is there takes some. A word at height 0 says which of 64 neighbouring ticks have a level, one at
 * height h+1 which of 64 neighbouring words at height h are not empty.
 *
 * <pre>
 *   entry, 16 bytes                              key 0: empty
 *   +---------------------------------+---------------------------------+
 *   | key: book side, height, prefix  | word                            |
 *   +---------------------------------+---------------------------------+
 *   key   62..45 book side   44..42 height   41..0 tick >>> 6 (height + 1)
 * </pre>
 *
 * Its content follows from the levels: it is no part of the state hash.
 */
public final class PriceTrie {
    /** Ticks below 2<sup>48</sup> take that many heights. */
    static final int MAX_HEIGHTS = 8;

    private static final int BITS = 6;
    private static final int BIT_MASK = 63;
    private static final int ENTRY_SHIFT = 4;
    private static final int WORD_OFFSET = BitUtil.SIZE_OF_LONG;
    private static final int HEIGHT_SHIFT = 42;
    private static final int BOOK_SIDE_SHIFT = 45;

    private final long address;
    private final int mask;

    /** An empty trie, with room for as many ticks as there can be levels. */
    public PriceTrie(final int maxLevels, final Regions regions) {
        final int capacity = BitUtil.findNextPositivePowerOfTwo(2 * MAX_HEIGHTS * maxLevels);
        address = regions.addDerived("price words", (long) capacity << ENTRY_SHIFT)
                .address();
        mask = capacity - 1;
    }

    /** Heights that ticks up to {@code maxTick} take. */
    static int heights(final long maxTick) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(maxTick) + BITS - 1) / BITS);
    }

    void add(final @BookSide int bookSide, final long tick, final int heights) {
        long rest = tick;
        for (int height = 0; height < heights; height++) {
            final long offset = claim(key(bookSide, height, rest >>> BITS));
            final long word = UnsafeApi.getLong(address + offset + WORD_OFFSET);
            UnsafeApi.putLong(address + offset + WORD_OFFSET, word | (1L << rest));
            if (word != 0) {
                return;
            }
            rest >>>= BITS;
        }
    }

    void remove(final @BookSide int bookSide, final long tick, final int heights) {
        long rest = tick;
        for (int height = 0; height < heights; height++) {
            final long offset = claim(key(bookSide, height, rest >>> BITS));
            final long word = UnsafeApi.getLong(address + offset + WORD_OFFSET) & ~(1L << rest);
            UnsafeApi.putLong(address + offset + WORD_OFFSET, word);
            if (word != 0) {
                return;
            }
            closeHole((int) (offset >> ENTRY_SHIFT));
            rest >>>= BITS;
        }
    }

    /** The least tick above, -1 for none. */
    long above(final @BookSide int bookSide, final long tick, final int heights) {
        long rest = tick;
        for (int height = 0; height < heights; height++) {
            final long found = word(bookSide, height, rest >>> BITS) & (-2L << rest);
            if (found != 0) {
                return lowest(bookSide, height, (rest & ~BIT_MASK) | Long.numberOfTrailingZeros(found));
            }
            rest >>>= BITS;
        }
        return -1;
    }

    /** The greatest tick below, -1 for none. */
    long below(final @BookSide int bookSide, final long tick, final int heights) {
        long rest = tick;
        for (int height = 0; height < heights; height++) {
            final long found = word(bookSide, height, rest >>> BITS) & ((1L << rest) - 1);
            if (found != 0) {
                return highest(bookSide, height, (rest & ~BIT_MASK) | highestBit(found));
            }
            rest >>>= BITS;
        }
        return -1;
    }

    private long lowest(final @BookSide int bookSide, final int height, final long prefix) {
        long found = prefix;
        for (int below = height - 1; below >= 0; below--) {
            found = (found << BITS) | Long.numberOfTrailingZeros(word(bookSide, below, found));
        }
        return found;
    }

    private long highest(final @BookSide int bookSide, final int height, final long prefix) {
        long found = prefix;
        for (int below = height - 1; below >= 0; below--) {
            found = (found << BITS) | highestBit(word(bookSide, below, found));
        }
        return found;
    }

    private static int highestBit(final long word) {
        return BIT_MASK - Long.numberOfLeadingZeros(word);
    }

    private static long key(final @BookSide int bookSide, final int height, final long prefix) {
        return ((long) bookSide << BOOK_SIDE_SHIFT) | ((long) height << HEIGHT_SHIFT) | prefix;
    }

    private long word(final @BookSide int bookSide, final int height, final long prefix) {
        final long key = key(bookSide, height, prefix);
        int position = home(key);
        long there = keyAt(position);
        while (there != 0) {
            if (there == key) {
                return UnsafeApi.getLong(address + ((long) position << ENTRY_SHIFT) + WORD_OFFSET);
            }
            position = (position + 1) & mask;
            there = keyAt(position);
        }
        return 0;
    }

    private long claim(final long key) {
        int position = home(key);
        long there = keyAt(position);
        while (there != key) {
            if (there == 0) {
                UnsafeApi.putLong(address + ((long) position << ENTRY_SHIFT), key);
                break;
            }
            position = (position + 1) & mask;
            there = keyAt(position);
        }
        return (long) position << ENTRY_SHIFT;
    }

    private void closeHole(final int position) {
        int hole = position;
        int candidate = (hole + 1) & mask;
        long key = keyAt(candidate);
        while (key != 0) {
            if (((candidate - home(key)) & mask) >= ((candidate - hole) & mask)) {
                move(candidate, hole);
                hole = candidate;
            }
            candidate = (candidate + 1) & mask;
            key = keyAt(candidate);
        }
        UnsafeApi.putLong(address + ((long) hole << ENTRY_SHIFT), 0);
        UnsafeApi.putLong(address + ((long) hole << ENTRY_SHIFT) + WORD_OFFSET, 0);
    }

    private void move(final int from, final int to) {
        UnsafeApi.putLong(address + ((long) to << ENTRY_SHIFT), keyAt(from));
        UnsafeApi.putLong(
                address + ((long) to << ENTRY_SHIFT) + WORD_OFFSET,
                UnsafeApi.getLong(address + ((long) from << ENTRY_SHIFT) + WORD_OFFSET));
    }

    private int home(final long key) {
        return (int) Mix.mix(key) & mask;
    }

    private long keyAt(final int position) {
        return UnsafeApi.getLong(address + ((long) position << ENTRY_SHIFT));
    }
}

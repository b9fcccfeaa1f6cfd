package io.matchlock.engine.book;

import static io.matchlock.engine.book.InstrumentLayout.*;

import io.matchlock.engine.handle.BookSide;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.LevelSlot;
import org.agrona.UnsafeApi;

/**
 * What trading changes of an instrument: the best level of each book side, how many levels there are, the last trade and the
 * prices that elect stops. It lies in the instruments' slots, all of an instrument in one cache line.
 *
 * <p>A book side is a number: instrument slot × 4, + 1 for sells, + 2 for stops.
 */
public final class BookTops {
    private final long address;

    /** {@code address} is that of the instruments' slot 0. */
    BookTops(final long address) {
        this.address = address;
    }

    /** Of the last trade, 0 for none. */
    public long lastTick(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + LAST_TICK_OFFSET);
    }

    /** As if nothing had traded. */
    void forgetLastTick(final @InstrumentSlot int slot) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + LAST_TICK_OFFSET, 0);
    }

    /** Notes a trade, for the next order's band and for stops that it elects. */
    public void traded(final @InstrumentSlot int slot, final long tick) {
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + LAST_TICK_OFFSET, tick);
        if (UnsafeApi.getLong(address + offset + BEST_STOP_OFFSET) != 0) {
            electing(slot, tick);
        }
    }

    /** Widens the range of prices that elect stops. */
    public void electing(final @InstrumentSlot int slot, final long tick) {
        final long offset = (long) slot << SLOT_SHIFT;
        final long low = UnsafeApi.getLong(address + offset + ELECTING_LOW_OFFSET);
        UnsafeApi.putLong(
                address + offset + ELECTING_HIGH_OFFSET,
                Math.max(tick, UnsafeApi.getLong(address + offset + ELECTING_HIGH_OFFSET)));
        UnsafeApi.putLong(address + offset + ELECTING_LOW_OFFSET, low == 0 ? tick : Math.min(tick, low));
    }

    /** Whether there is a range of prices that elect stops. */
    public boolean isElecting(final @InstrumentSlot int slot) {
        return electingLow(slot) != 0;
    }

    /** The highest tick that elects stops; of no meaning if none does. */
    public long electingHigh(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + ELECTING_HIGH_OFFSET);
    }

    /** The lowest tick that elects stops, 0 for none. */
    public long electingLow(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + ELECTING_LOW_OFFSET);
    }

    /** Forgets the range of prices that elect stops. */
    public void endElection(final @InstrumentSlot int slot) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + ELECTING_HIGH_OFFSET, 0);
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + ELECTING_LOW_OFFSET, 0);
    }

    /** Whether neither orders nor stops are there. */
    public boolean isEmpty(final @InstrumentSlot int slot) {
        final long offset = (long) slot << SLOT_SHIFT;
        return (UnsafeApi.getLong(address + offset + BEST_OFFSET)
                        | UnsafeApi.getLong(address + offset + BEST_STOP_OFFSET))
                == 0;
    }

    /** Best level of a book side, 0 for none. */
    @LevelSlot
    int best(final @BookSide int bookSide) {
        return UnsafeApi.getInt(address + bestOffset(bookSide));
    }

    void best(final @BookSide int bookSide, final int level) {
        UnsafeApi.putInt(address + bestOffset(bookSide), level);
    }

    private static long bestOffset(final @BookSide int bookSide) {
        return sideOffset(bookSide) + BEST_OFFSET;
    }

    /** How many levels a book side has, and a bit of its owner's. */
    int levels(final @BookSide int bookSide) {
        return UnsafeApi.getInt(address + sideOffset(bookSide) + LEVELS_OFFSET);
    }

    void levels(final @BookSide int bookSide, final int value) {
        UnsafeApi.putInt(address + sideOffset(bookSide) + LEVELS_OFFSET, value);
    }

    private static long sideOffset(final @BookSide int bookSide) {
        return ((long) (bookSide >> 2) << SLOT_SHIFT) + ((bookSide & 3) << 2);
    }
}

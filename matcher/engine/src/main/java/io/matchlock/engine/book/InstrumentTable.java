package io.matchlock.engine.book;

import static io.matchlock.engine.book.InstrumentLayout.*;

import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotPool;
import org.agrona.UnsafeApi;

/**
 * The instruments: what orders are checked against, and trading status; and the top of each book, which {@link BookTops} reads and
 * writes.
 *
 * <p>{@link InstrumentLayout} says where in a slot each value lies.
 *
 * <p>Unlike orders and levels, instruments go by slot: the numbers of book sides are made of it.
 */
public final class InstrumentTable {
    private final SlotPool pool;
    private final long address;
    private final SecurityIds bySecurityId;
    private final TickSteps steps;
    private final BookTops tops;

    /** An empty table, with room for so many instruments. */
    public InstrumentTable(final int capacity, final Regions regions) {
        pool = new SlotPool("instruments", capacity, SLOT_BYTES, regions);
        address = pool.address();
        bySecurityId = new SecurityIds(capacity, this, regions);
        steps = new TickSteps(address);
        tops = new BookTops(address);
    }

    /** The tick tables beyond the base ticks. */
    public TickSteps steps() {
        return steps;
    }

    private long at(final @InstrumentSlot int slot) {
        return address + ((long) slot << SLOT_SHIFT);
    }

    /** What trading changes of the instruments. */
    public BookTops tops() {
        return tops;
    }

    /** Whether there is no room for one more. */
    public boolean full() {
        return pool.free() == 0;
    }

    /** How many there are, which is also the highest slot. */
    public int count() {
        return pool.live();
    }

    /** Adds an instrument whose id is not there yet; there must be room. The caller defines the rest. Returns its slot. */
    public @InstrumentSlot int add(final int securityId, final int status) {
        final int slot = pool.take();
        UnsafeApi.putInt(at(slot) + SECURITY_ID_OFFSET, securityId);
        status(slot, status);
        bySecurityId.add(securityId, slot);
        return slot;
    }

    /** Whether prices may be set so: not, if levels are in use that another tick size or a higher limit would not find. */
    public boolean canPrice(final @InstrumentSlot int slot, final long tickSize, final long highLimit) {
        return tops.isEmpty(slot)
                || (tickSize(slot) == tickSize && PriceTrie.heights(highLimit / tickSize) <= heights(slot));
    }

    /** Sets prices, and makes the tick table the base tick alone; see {@link #canPrice}. Another tick size forgets the last trade. */
    public void prices(
            final @InstrumentSlot int slot,
            final long tickSize,
            final long lowLimit,
            final long highLimit,
            final long referencePrice) {
        final long instrument = at(slot);
        if (tickSize != tickSize(slot)) {
            tops.forgetLastTick(slot);
        }
        UnsafeApi.putLong(instrument + TICK_SIZE_OFFSET, tickSize);
        UnsafeApi.putLong(instrument + RECIPROCAL_OFFSET, Reciprocals.reciprocal(tickSize));
        UnsafeApi.putLong(instrument + LOW_LIMIT_OFFSET, lowLimit);
        UnsafeApi.putLong(instrument + HIGH_LIMIT_OFFSET, highLimit);
        UnsafeApi.putLong(instrument + REFERENCE_TICK_OFFSET, referencePrice / tickSize);
        UnsafeApi.putInt(instrument + FLAGS_OFFSET, Reciprocals.shift(tickSize));
        if (tops.isEmpty(slot)) {
            UnsafeApi.putInt(instrument + HEIGHTS_OFFSET, PriceTrie.heights(highLimit / tickSize));
        }
    }

    /** Sets limits of quantity and notional. */
    public void quantities(
            final @InstrumentSlot int slot,
            final long lotSize,
            final long minQty,
            final long maxQty,
            final long minNotional,
            final long maxNotional) {
        final long instrument = at(slot);
        UnsafeApi.putLong(instrument + LOT_SIZE_OFFSET, lotSize);
        UnsafeApi.putLong(instrument + MIN_QTY_OFFSET, minQty);
        UnsafeApi.putLong(instrument + MAX_QTY_OFFSET, maxQty);
        UnsafeApi.putLong(instrument + MIN_NOTIONAL_OFFSET, minNotional);
        UnsafeApi.putLong(instrument + MAX_NOTIONAL_OFFSET, maxNotional);
        if (minNotional != 0 || maxNotional != 0) {
            addFlags(slot, HAS_NOTIONAL_LIMITS);
        }
        if (lotSize != 1) {
            addFlags(slot, HAS_LOTS);
        }
    }

    /** Sets band, halt, day end; and whether every replace loses priority. */
    public void rules(
            final @InstrumentSlot int slot,
            final int bandBasisPoints,
            final int haltSeconds,
            final long dayEndNs,
            final boolean replaceLosesPriority) {
        final long instrument = at(slot);
        UnsafeApi.putInt(instrument + BAND_OFFSET, bandBasisPoints);
        UnsafeApi.putInt(instrument + HALT_SECONDS_OFFSET, haltSeconds);
        UnsafeApi.putLong(instrument + DAY_END_OFFSET, dayEndNs);
        if (replaceLosesPriority) {
            addFlags(slot, REPLACE_LOSES_PRIORITY);
        }
        if (dayEndNs != 0) {
            addFlags(slot, HAS_DAY_END);
        }
    }

    private void addFlags(final @InstrumentSlot int slot, final int flags) {
        final long at = at(slot) + FLAGS_OFFSET;
        UnsafeApi.putInt(at, UnsafeApi.getInt(at) | flags);
    }

    /** ⌊price / tick size⌋ for a price from 0, without a division. */
    public long ticks(final @InstrumentSlot int slot, final long price) {
        final long instrument = at(slot);
        if (UnsafeApi.getLong(instrument + TICK_SIZE_OFFSET) == 1) {
            return price;
        }
        return Reciprocals.divide(
                price,
                UnsafeApi.getLong(instrument + RECIPROCAL_OFFSET),
                UnsafeApi.getInt(instrument + FLAGS_OFFSET) & RECIPROCAL_SHIFT_MASK);
    }

    /** Slot of an instrument, 0 for none. */
    public @InstrumentSlot int find(final int securityId) {
        return bySecurityId.find(securityId);
    }

    /** Its id. */
    public int securityId(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(at(slot) + SECURITY_ID_OFFSET);
    }

    int heights(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(at(slot) + HEIGHTS_OFFSET);
    }

    /** The base tick, 10<sup>-9</sup>. */
    public long tickSize(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + TICK_SIZE_OFFSET);
    }

    /** What each quantity must be a multiple of. */
    public long lotSize(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + LOT_SIZE_OFFSET);
    }

    /** The least order quantity. */
    public long minQty(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + MIN_QTY_OFFSET);
    }

    /** The greatest order quantity. */
    public long maxQty(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + MAX_QTY_OFFSET);
    }

    /** Whether there is a least or a greatest notional. */
    public boolean hasNotionalLimits(final @InstrumentSlot int slot) {
        return (UnsafeApi.getInt(at(slot) + FLAGS_OFFSET) & HAS_NOTIONAL_LIMITS) != 0;
    }

    /** Whole units of price, 0 for none. */
    public long minNotional(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + MIN_NOTIONAL_OFFSET);
    }

    /** Whole units of price, 0 for none. */
    public long maxNotional(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + MAX_NOTIONAL_OFFSET);
    }

    /** The least price, 10<sup>-9</sup>. */
    public long lowLimit(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + LOW_LIMIT_OFFSET);
    }

    /** The greatest price, 10<sup>-9</sup>. */
    public long highLimit(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + HIGH_LIMIT_OFFSET);
    }

    /** Whether every replace goes to the end of its level. */
    public boolean replaceLosesPriority(final @InstrumentSlot int slot) {
        return (UnsafeApi.getInt(at(slot) + FLAGS_OFFSET) & REPLACE_LOSES_PRIORITY) != 0;
    }

    /** Whether it has one tick size, lots of one, no notional limits and no day end. */
    public boolean isPlain(final @InstrumentSlot int slot) {
        return (UnsafeApi.getInt(at(slot) + FLAGS_OFFSET) & NOT_PLAIN) == 0;
    }

    /** FIX 326. */
    public int status(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(at(slot) + STATUS_OFFSET);
    }

    /** Sets the trading status, FIX 326. */
    public void status(final @InstrumentSlot int slot, final int value) {
        UnsafeApi.putInt(at(slot) + STATUS_OFFSET, value);
    }

    /** Width of the band around the last trade, 0 for none. */
    public int bandBasisPoints(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(at(slot) + BAND_OFFSET);
    }

    /** How long a volatility halt lasts, 0 until a record ends it. */
    public int haltSeconds(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(at(slot) + HALT_SECONDS_OFFSET);
    }

    /** When a volatility halt ends by itself, 0 for not. */
    public long haltEndNs(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + HALT_END_OFFSET);
    }

    /** Sets when a volatility halt ends by itself, 0 for not. */
    public void haltEndNs(final @InstrumentSlot int slot, final long value) {
        UnsafeApi.putLong(at(slot) + HALT_END_OFFSET, value);
    }

    /** 0 for never. */
    public long dayEndNs(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(at(slot) + DAY_END_OFFSET);
    }

    /** For an uncross: the last trade's tick, else the instrument's reference. */
    public long referenceTick(final @InstrumentSlot int slot) {
        final long last = tops.lastTick(slot);
        return last != 0 ? last : UnsafeApi.getLong(at(slot) + REFERENCE_TICK_OFFSET);
    }
}

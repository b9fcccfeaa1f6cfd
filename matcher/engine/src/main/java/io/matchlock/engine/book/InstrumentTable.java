package io.matchlock.engine.book;

import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * The instruments: what orders are checked against, and trading status; and the top of each book, which {@link BookTops} reads and
 * writes.
 *
 * <pre>
 *    0    4    8         16        24        32        40        48        56        64
 *   +----+----+---------+---------+---------+---------+---------+---------+---------+
 *   |sec-|hei-| tick    | recip-  | lot     | min     | max     | low     | high    |
 *   |id  |ghts| size    | rocal   | size    | qty     | qty     | limit   | limit   |
 *   +----+----+---------+---------+---------+---------+---------+---------+---------+
 *   64   68   72   76   80   84   88        96        104       112       120       128
 *   +----+----+----+----+----+----+---------+---------+---------+----+----+----+----+
 *   |best|best|best|best|sta-|fla-| last    | elect-  | elect-  |bid |ask |buy |sell|
 *   |bid |ask |buy |sell|tus |gs  | tick    | ing high| ing low |lev-|lev-|stop|stop|
 *   |    |    |stop|stop|    |    |         | tick    | tick    |els |els |lev.|lev.|
 *   +----+----+----+----+----+----+---------+---------+---------+----+----+----+----+
 *   128  132  136       144       152       160       168                          216       224       232
 *   +----+----+---------+---------+---------+---------+---------+--- - ---+---------+---------+---------+---- - ---+
 *   |band|halt| day     | min     | max     | from    | tick    | twice more        | halt    | refer-  | free     |
 *   |bps |sec.| end     | notional| notional| price   | size    |                   | end     | ence    |          |
 *   +----+----+---------+---------+---------+---------+---------+--- - ---+---------+---------+---------+---- - ---+
 *   heights: of the price trie     reciprocal, flags' low byte: division by the tick size as multiplication and shift
 *   flags: see the constants     best, last, electing, levels: see BookTops
 * </pre>
 */
public final class InstrumentTable {
    private static final int SLOT_BYTES = 256;
    static final int SLOT_SHIFT = 8;

    private static final int SECURITY_ID_OFFSET = 0;
    private static final int HEIGHTS_OFFSET = SECURITY_ID_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int TICK_SIZE_OFFSET = HEIGHTS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int RECIPROCAL_OFFSET = TICK_SIZE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LOT_SIZE_OFFSET = RECIPROCAL_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int MIN_QTY_OFFSET = LOT_SIZE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int MAX_QTY_OFFSET = MIN_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LOW_LIMIT_OFFSET = MAX_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int HIGH_LIMIT_OFFSET = LOW_LIMIT_OFFSET + BitUtil.SIZE_OF_LONG;

    private static final int STATUS_OFFSET = HIGH_LIMIT_OFFSET + BitUtil.SIZE_OF_LONG + BookTops.BEST_BYTES;
    private static final int FLAGS_OFFSET = STATUS_OFFSET + BitUtil.SIZE_OF_INT;

    private static final int BAND_OFFSET = FLAGS_OFFSET + BitUtil.SIZE_OF_INT + BookTops.REST_BYTES;
    private static final int HALT_SECONDS_OFFSET = BAND_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int DAY_END_OFFSET = HALT_SECONDS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int MIN_NOTIONAL_OFFSET = DAY_END_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int MAX_NOTIONAL_OFFSET = MIN_NOTIONAL_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int STEPS_OFFSET = MAX_NOTIONAL_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final long STEP_BYTES = 2 * BitUtil.SIZE_OF_LONG;
    private static final int HALT_END_OFFSET = STEPS_OFFSET + 3 * (int) STEP_BYTES;
    private static final int REFERENCE_TICK_OFFSET = HALT_END_OFFSET + BitUtil.SIZE_OF_LONG;

    private static final int STEP_COUNT_SHIFT = 16;
    private static final int RECIPROCAL_SHIFT_MASK = 0xFF;
    private static final int REPLACE_LOSES_PRIORITY = 1 << 8;
    private static final int HAS_NOTIONAL_LIMITS = 1 << 9;
    private static final int HAS_LOTS = 1 << 10;
    private static final int HAS_DAY_END = 1 << 11;
    /** Tick steps are counted in the highest bits. */
    private static final int NOT_PLAIN = HAS_NOTIONAL_LIMITS | HAS_LOTS | HAS_DAY_END | (-1 << STEP_COUNT_SHIFT);

    private final SlotPool pool;
    private final long address;
    private final SecurityIds bySecurityId;
    private final BookTops tops;

    public InstrumentTable(final int capacity, final Regions regions) {
        pool = new SlotPool("instruments", capacity, SLOT_BYTES, regions);
        address = pool.address();
        bySecurityId = new SecurityIds(capacity, this, regions);
        tops = new BookTops(address);
    }

    /** What trading changes of the instruments. */
    public BookTops tops() {
        return tops;
    }

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
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + SECURITY_ID_OFFSET, securityId);
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
        final long offset = (long) slot << SLOT_SHIFT;
        if (tickSize != tickSize(slot)) {
            tops.forgetLastTick(slot);
        }
        UnsafeApi.putLong(address + offset + TICK_SIZE_OFFSET, tickSize);
        UnsafeApi.putLong(address + offset + RECIPROCAL_OFFSET, Reciprocals.reciprocal(tickSize));
        UnsafeApi.putLong(address + offset + LOW_LIMIT_OFFSET, lowLimit);
        UnsafeApi.putLong(address + offset + HIGH_LIMIT_OFFSET, highLimit);
        UnsafeApi.putLong(address + offset + REFERENCE_TICK_OFFSET, referencePrice / tickSize);
        UnsafeApi.putInt(address + offset + FLAGS_OFFSET, Reciprocals.shift(tickSize));
        if (tops.isEmpty(slot)) {
            UnsafeApi.putInt(address + offset + HEIGHTS_OFFSET, PriceTrie.heights(highLimit / tickSize));
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
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + LOT_SIZE_OFFSET, lotSize);
        UnsafeApi.putLong(address + offset + MIN_QTY_OFFSET, minQty);
        UnsafeApi.putLong(address + offset + MAX_QTY_OFFSET, maxQty);
        UnsafeApi.putLong(address + offset + MIN_NOTIONAL_OFFSET, minNotional);
        UnsafeApi.putLong(address + offset + MAX_NOTIONAL_OFFSET, maxNotional);
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
        final long offset = (long) slot << SLOT_SHIFT;
        UnsafeApi.putInt(address + offset + BAND_OFFSET, bandBasisPoints);
        UnsafeApi.putInt(address + offset + HALT_SECONDS_OFFSET, haltSeconds);
        UnsafeApi.putLong(address + offset + DAY_END_OFFSET, dayEndNs);
        if (replaceLosesPriority) {
            addFlags(slot, REPLACE_LOSES_PRIORITY);
        }
        if (dayEndNs != 0) {
            addFlags(slot, HAS_DAY_END);
        }
    }

    /** Adds a step to the tick table, behind those that are there. */
    public void addTickStep(final @InstrumentSlot int slot, final long fromPrice, final long tickSize) {
        final long offset = ((long) slot << SLOT_SHIFT) + STEPS_OFFSET + stepCount(slot) * STEP_BYTES;
        UnsafeApi.putLong(address + offset, fromPrice);
        UnsafeApi.putLong(address + offset + BitUtil.SIZE_OF_LONG, tickSize);
        final long flags = ((long) slot << SLOT_SHIFT) + FLAGS_OFFSET;
        UnsafeApi.putInt(address + flags, UnsafeApi.getInt(address + flags) + (1 << STEP_COUNT_SHIFT));
    }

    private void addFlags(final @InstrumentSlot int slot, final int flags) {
        final long offset = ((long) slot << SLOT_SHIFT) + FLAGS_OFFSET;
        UnsafeApi.putInt(address + offset, UnsafeApi.getInt(address + offset) | flags);
    }

    /** ⌊price / tick size⌋ for a price from 0, without a division. */
    public long ticks(final @InstrumentSlot int slot, final long price) {
        final long offset = (long) slot << SLOT_SHIFT;
        if (UnsafeApi.getLong(address + offset + TICK_SIZE_OFFSET) == 1) {
            return price;
        }
        return Reciprocals.divide(
                price,
                UnsafeApi.getLong(address + offset + RECIPROCAL_OFFSET),
                UnsafeApi.getInt(address + offset + FLAGS_OFFSET) & RECIPROCAL_SHIFT_MASK);
    }

    /** Slot of an instrument, 0 for none. */
    public @InstrumentSlot int find(final int securityId) {
        return bySecurityId.find(securityId);
    }

    public int securityId(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + SECURITY_ID_OFFSET);
    }

    int heights(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + HEIGHTS_OFFSET);
    }

    public long tickSize(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + TICK_SIZE_OFFSET);
    }

    public int stepCount(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + FLAGS_OFFSET) >>> STEP_COUNT_SHIFT;
    }

    public long stepFromPrice(final @InstrumentSlot int slot, final int step) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + STEPS_OFFSET + step * STEP_BYTES);
    }

    public long stepTickSize(final @InstrumentSlot int slot, final int step) {
        return UnsafeApi.getLong(
                address + ((long) slot << SLOT_SHIFT) + STEPS_OFFSET + step * STEP_BYTES + BitUtil.SIZE_OF_LONG);
    }

    public long lotSize(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + LOT_SIZE_OFFSET);
    }

    public long minQty(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + MIN_QTY_OFFSET);
    }

    public long maxQty(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + MAX_QTY_OFFSET);
    }

    public boolean hasNotionalLimits(final @InstrumentSlot int slot) {
        return (UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + FLAGS_OFFSET) & HAS_NOTIONAL_LIMITS) != 0;
    }

    /** Whole units of price, 0 for none. */
    public long minNotional(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + MIN_NOTIONAL_OFFSET);
    }

    /** Whole units of price, 0 for none. */
    public long maxNotional(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + MAX_NOTIONAL_OFFSET);
    }

    public long lowLimit(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + LOW_LIMIT_OFFSET);
    }

    public long highLimit(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + HIGH_LIMIT_OFFSET);
    }

    public boolean replaceLosesPriority(final @InstrumentSlot int slot) {
        return (UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + FLAGS_OFFSET) & REPLACE_LOSES_PRIORITY) != 0;
    }

    /** Whether it has one tick size, lots of one, no notional limits and no day end. */
    public boolean isPlain(final @InstrumentSlot int slot) {
        return (UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + FLAGS_OFFSET) & NOT_PLAIN) == 0;
    }

    /** FIX 326. */
    public int status(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + STATUS_OFFSET);
    }

    public void status(final @InstrumentSlot int slot, final int value) {
        UnsafeApi.putInt(address + ((long) slot << SLOT_SHIFT) + STATUS_OFFSET, value);
    }

    /** Width of the band around the last trade, 0 for none. */
    public int bandBasisPoints(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + BAND_OFFSET);
    }

    public int haltSeconds(final @InstrumentSlot int slot) {
        return UnsafeApi.getInt(address + ((long) slot << SLOT_SHIFT) + HALT_SECONDS_OFFSET);
    }

    /** When a volatility halt ends by itself, 0 for not. */
    public long haltEndNs(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + HALT_END_OFFSET);
    }

    public void haltEndNs(final @InstrumentSlot int slot, final long value) {
        UnsafeApi.putLong(address + ((long) slot << SLOT_SHIFT) + HALT_END_OFFSET, value);
    }

    /** 0 for never. */
    public long dayEndNs(final @InstrumentSlot int slot) {
        return UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + DAY_END_OFFSET);
    }

    /** For an uncross: the last trade's tick, else the instrument's reference. */
    public long referenceTick(final @InstrumentSlot int slot) {
        final long last = tops.lastTick(slot);
        return last != 0 ? last : UnsafeApi.getLong(address + ((long) slot << SLOT_SHIFT) + REFERENCE_TICK_OFFSET);
    }
}

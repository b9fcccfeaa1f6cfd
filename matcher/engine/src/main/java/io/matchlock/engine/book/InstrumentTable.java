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
 *
 * Unlike orders and levels, instruments go by slot: the numbers of book sides are made of it.
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
    private static final int HALT_END_OFFSET = STEPS_OFFSET + TickSteps.BYTES;
    private static final int REFERENCE_TICK_OFFSET = HALT_END_OFFSET + BitUtil.SIZE_OF_LONG;

    private static final int RECIPROCAL_SHIFT_MASK = 0xFF;
    private static final int REPLACE_LOSES_PRIORITY = 1 << 8;
    private static final int HAS_NOTIONAL_LIMITS = 1 << 9;
    private static final int HAS_LOTS = 1 << 10;
    private static final int HAS_DAY_END = 1 << 11;
    /** Tick steps are counted in the highest bits. */
    private static final int NOT_PLAIN = HAS_NOTIONAL_LIMITS | HAS_LOTS | HAS_DAY_END | (-1 << TickSteps.COUNT_SHIFT);

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
        steps = new TickSteps(address + STEPS_OFFSET, address + FLAGS_OFFSET);
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

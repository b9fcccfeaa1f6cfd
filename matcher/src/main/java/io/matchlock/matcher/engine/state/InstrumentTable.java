package io.matchlock.matcher.engine.state;

import java.util.zip.CRC32C;
import org.agrona.BitUtil;

/**
 * The instruments with the best level of either side, and their index by security id.
 *
 * <pre>
 *    0    4    8         16        24        32        40        48        56      64   68   72    128
 *   +----+----+---------+---------+---------+---------+---------+---------+-------+----+----+-- - --+
 *   |sec-|hei-| tick    | lot     | min     | max     | low     | high    | free  |best|best| free  |
 *   |id  |ghts| size    | size    | qty     | qty     | limit   | limit   |       |bid |ask |       |
 *   +----+----+---------+---------+---------+---------+---------+---------+-------+----+----+-- - --+
 *   heights: of the price trie     best bid, best ask: level slots, 0 for an empty side
 * </pre>
 *
 * A book side is a number: instrument slot × 2, + 1 for sells.
 */
public final class InstrumentTable {
    private static final int SLOT_BYTES = 128;
    private static final int SLOT_SHIFT = 7;

    private static final int SECURITY_ID_OFFSET = 0;
    private static final int HEIGHTS_OFFSET = SECURITY_ID_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int TICK_SIZE_OFFSET = HEIGHTS_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int LOT_SIZE_OFFSET = TICK_SIZE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int MIN_QTY_OFFSET = LOT_SIZE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int MAX_QTY_OFFSET = MIN_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LOW_LIMIT_OFFSET = MAX_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int HIGH_LIMIT_OFFSET = LOW_LIMIT_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int BEST_OFFSET = 64;

    private final SlotPool pool;
    private final Region region;
    private final SlotIndex bySecurityId;

    InstrumentTable(final int capacity) {
        pool = new SlotPool("instruments", capacity, SLOT_BYTES);
        region = pool.region();
        bySecurityId = new SlotIndex("security ids", capacity);
    }

    public boolean full() {
        return pool.free() == 0;
    }

    /** Adds an instrument whose id is not there yet; there must be room. Returns its slot. */
    public int add(final int securityId, final long tickSize, final long lotSize, final long highLimit) {
        final int slot = pool.take();
        final int offset = slot << SLOT_SHIFT;
        region.putInt(offset + SECURITY_ID_OFFSET, securityId);
        region.putInt(offset + HEIGHTS_OFFSET, PriceTrie.heights(highLimit / tickSize));
        region.putLong(offset + TICK_SIZE_OFFSET, tickSize);
        region.putLong(offset + LOT_SIZE_OFFSET, lotSize);
        region.putLong(offset + HIGH_LIMIT_OFFSET, highLimit);
        bySecurityId.put(Mix.tag(0, securityId), slot);
        return slot;
    }

    /** Sets the other limits. */
    public void limit(final int slot, final long minQty, final long maxQty, final long lowLimit) {
        final int offset = slot << SLOT_SHIFT;
        region.putLong(offset + MIN_QTY_OFFSET, minQty);
        region.putLong(offset + MAX_QTY_OFFSET, maxQty);
        region.putLong(offset + LOW_LIMIT_OFFSET, lowLimit);
    }

    /** Slot of an instrument, 0 for none. */
    public int find(final int securityId) {
        final int tag = Mix.tag(0, securityId);
        int position = bySecurityId.home(tag);
        long entry = bySecurityId.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && securityId(SlotIndex.slotOf(entry)) == securityId) {
                return SlotIndex.slotOf(entry);
            }
            position = bySecurityId.next(position);
            entry = bySecurityId.entry(position);
        }
        return 0;
    }

    public int securityId(final int slot) {
        return region.getInt((slot << SLOT_SHIFT) + SECURITY_ID_OFFSET);
    }

    int heights(final int slot) {
        return region.getInt((slot << SLOT_SHIFT) + HEIGHTS_OFFSET);
    }

    public long tickSize(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + TICK_SIZE_OFFSET);
    }

    public long lotSize(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + LOT_SIZE_OFFSET);
    }

    public long minQty(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + MIN_QTY_OFFSET);
    }

    public long maxQty(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + MAX_QTY_OFFSET);
    }

    public long lowLimit(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + LOW_LIMIT_OFFSET);
    }

    public long highLimit(final int slot) {
        return region.getLong((slot << SLOT_SHIFT) + HIGH_LIMIT_OFFSET);
    }

    /** Best level of a book side, 0 for none. */
    int best(final int bookSide) {
        return region.getInt(bestOffset(bookSide));
    }

    void best(final int bookSide, final int level) {
        region.putInt(bestOffset(bookSide), level);
    }

    private static int bestOffset(final int bookSide) {
        return ((bookSide >> 1) << SLOT_SHIFT) + BEST_OFFSET + ((bookSide & 1) << 2);
    }

    long hash(final long hash, final CRC32C crc) {
        return pool.hash(hash, crc);
    }
}

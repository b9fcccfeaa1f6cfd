package io.matchlock.engine.book;

import org.agrona.BitUtil;

/**
 * Where the values of an instrument lie in its slot of the table.
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
 *   flags: see the constants
 *   best: level slots, 0 for an empty side     levels: how many, and bit 31 as Books says     last, electing: 0 for none
 * </pre>
 */
final class InstrumentLayout {
    static final int SLOT_BYTES = 256;
    static final int SLOT_SHIFT = 8;

    static final int SECURITY_ID_OFFSET = 0;
    static final int HEIGHTS_OFFSET = SECURITY_ID_OFFSET + BitUtil.SIZE_OF_INT;
    static final int TICK_SIZE_OFFSET = HEIGHTS_OFFSET + BitUtil.SIZE_OF_INT;
    static final int RECIPROCAL_OFFSET = TICK_SIZE_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int LOT_SIZE_OFFSET = RECIPROCAL_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int MIN_QTY_OFFSET = LOT_SIZE_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int MAX_QTY_OFFSET = MIN_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int LOW_LIMIT_OFFSET = MAX_QTY_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int HIGH_LIMIT_OFFSET = LOW_LIMIT_OFFSET + BitUtil.SIZE_OF_LONG;

    /** The cache line that trading changes. Of each, bids are first, then asks, buy stops and sell stops. */
    static final int BEST_OFFSET = HIGH_LIMIT_OFFSET + BitUtil.SIZE_OF_LONG;

    static final int BEST_STOP_OFFSET = BEST_OFFSET + 2 * BitUtil.SIZE_OF_INT;
    static final int STATUS_OFFSET = BEST_STOP_OFFSET + 2 * BitUtil.SIZE_OF_INT;
    static final int FLAGS_OFFSET = STATUS_OFFSET + BitUtil.SIZE_OF_INT;
    static final int LAST_TICK_OFFSET = FLAGS_OFFSET + BitUtil.SIZE_OF_INT;
    static final int ELECTING_HIGH_OFFSET = LAST_TICK_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int ELECTING_LOW_OFFSET = ELECTING_HIGH_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int LEVELS_OFFSET = ELECTING_LOW_OFFSET + BitUtil.SIZE_OF_LONG;

    static final int BAND_OFFSET = LEVELS_OFFSET + 4 * BitUtil.SIZE_OF_INT;
    static final int HALT_SECONDS_OFFSET = BAND_OFFSET + BitUtil.SIZE_OF_INT;
    static final int DAY_END_OFFSET = HALT_SECONDS_OFFSET + BitUtil.SIZE_OF_INT;
    static final int MIN_NOTIONAL_OFFSET = DAY_END_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int MAX_NOTIONAL_OFFSET = MIN_NOTIONAL_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int STEPS_OFFSET = MAX_NOTIONAL_OFFSET + BitUtil.SIZE_OF_LONG;
    static final int STEP_BYTES = 2 * BitUtil.SIZE_OF_LONG;
    static final int MAX_STEPS = 3;
    static final int HALT_END_OFFSET = STEPS_OFFSET + MAX_STEPS * STEP_BYTES;
    static final int REFERENCE_TICK_OFFSET = HALT_END_OFFSET + BitUtil.SIZE_OF_LONG;

    /** In the flags: the lowest byte is the reciprocal's shift, the high half counts the tick steps. */
    static final int RECIPROCAL_SHIFT_MASK = 0xFF;

    static final int REPLACE_LOSES_PRIORITY = 1 << 8;
    static final int HAS_NOTIONAL_LIMITS = 1 << 9;
    static final int HAS_LOTS = 1 << 10;
    static final int HAS_DAY_END = 1 << 11;
    static final int STEP_COUNT_SHIFT = 16;
    static final int NOT_PLAIN = HAS_NOTIONAL_LIMITS | HAS_LOTS | HAS_DAY_END | (-1 << STEP_COUNT_SHIFT);

    private InstrumentLayout() {}
}

package io.matchlock.bench.flow;

import java.nio.LongBuffer;

/**
 * Goes to a record of a flow and reads it. Records are copied out some at once, so that to read one costs next to nothing beside
 * a book. Owned by one thread; at no record until {@link #goTo}.
 */
public final class FlowCursor {
    /** Of a record: type (8 bits), side (8), symbol (16), nothing (32); order id; price; quantity; the command's number. */
    private static final int RECORD_WORDS = FlowFile.RECORD_BYTES / Long.BYTES;

    private static final int KIND = 0;
    private static final int ORDER_ID = 1;
    private static final int PRICE = 2;
    private static final int QUANTITY = 3;
    private static final int SEQ = 4;

    private static final int WINDOW_SHIFT = 6;
    private static final int WINDOW_RECORDS = 1 << WINDOW_SHIFT;
    private static final int NONE = Integer.MIN_VALUE; // that no index belongs to

    private final LongBuffer words;
    private final long[] whole = new long[WINDOW_RECORDS * RECORD_WORDS];
    /** The last window is as long as there are records left, so that an index beyond them is an error. */
    private final long[] rest;

    private long[] window = whole;
    private int windowAt = NONE;
    private int record;

    FlowCursor(final LongBuffer words) {
        this.words = words;
        this.rest = new long[words.limit() % whole.length];
    }

    /** Makes a record the current one; returns itself. Throws {@link IndexOutOfBoundsException} if there is none, or when it is read. */
    public FlowCursor goTo(final int index) {
        if (index >> WINDOW_SHIFT != windowAt) {
            load(index >> WINDOW_SHIFT);
        }
        record = (index & (WINDOW_RECORDS - 1)) * RECORD_WORDS;
        return this;
    }

    private void load(final int at) {
        final int from = (at << WINDOW_SHIFT) * RECORD_WORDS;
        final long[] next = words.limit() - from < whole.length ? rest : whole;
        windowAt = NONE;
        words.get(from, next);
        window = next;
        windowAt = at;
    }

    /** What was copied out is no longer what is there. */
    void forget() {
        windowAt = NONE;
    }

    /** One of {@link FlowFile#NEW_GTC}, {@link FlowFile#NEW_IOC}, {@link FlowFile#CANCEL}, {@link FlowFile#REPLACE}. */
    public int type() {
        return (byte) window[record + KIND];
    }

    /** Whether the order is a buy; of a cancel, what its record says, which doesn't count. */
    public boolean isBuy() {
        return side() == 0;
    }

    int side() {
        return (byte) (window[record + KIND] >>> Byte.SIZE);
    }

    /** The instrument, from 0 to 65,535. */
    public int symbol() {
        return (int) (window[record + KIND] >>> Short.SIZE) & 0xFFFF;
    }

    /** Any value of 63 bits. */
    public long orderId() {
        return window[record + ORDER_ID];
    }

    /** In ticks; 0 and below are prices like others. */
    public long price() {
        return window[record + PRICE];
    }

    /** In lots; of a replace: what is to be open afterwards. */
    public long quantity() {
        return window[record + QUANTITY];
    }

    /** The command's number, by which trades and reports name it. */
    public long seq() {
        return window[record + SEQ];
    }
}

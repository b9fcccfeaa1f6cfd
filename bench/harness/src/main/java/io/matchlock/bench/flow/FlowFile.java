package io.matchlock.bench.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;

/**
 * An order flow, off-heap: little-endian, a header of 128 bytes, then records of 40 bytes. Of the header only magic, version,
 * count, prefill and replace mode are read; the rest is what its maker believed. Records are copied out some at once, so that to
 * read one costs next to nothing beside a book; owned by one thread.
 *
 * <pre>
 *   header
 *    0         8    12   16   20    24                                       128
 *   +---------+----+----+----+-----+------------------------------------------+
 *   | magic   |ver-|cou-|pre-|rep- | not read                                 |
 *   |         |sion|nt  |fill|lace |                                          |
 *   +---------+----+----+----+-----+------------------------------------------+
 *   record
 *    0    1    2    4        8           16          24          32         40
 *   +----+----+----+--------+-----------+-----------+-----------+----------+
 *   |type|side|sym-| user   | order id  | price in  | quantity  | sequence |
 *   |    |    |bol |        |           | ticks     | in lots   | number   |
 *   +----+----+----+--------+-----------+-----------+-----------+----------+
 * </pre>
 */
public final class FlowFile {
    /** A limit order that rests. */
    public static final int NEW_GTC = 1;
    /** A limit order whose rest is cancelled. */
    public static final int NEW_IOC = 2;
    /** Takes an order off the book. */
    public static final int CANCEL = 3;
    /** Gives an order a new price and a new open quantity, at the end of its level. */
    public static final int REPLACE = 4;

    static final int HEADER_BYTES = 128;
    static final int RECORD_BYTES = 40;

    static final long MAGIC = 0x3130_574F_4C46_424FL; // "OBFLOW01"
    static final int VERSION = 1;

    private static final int MAGIC_OFFSET = 0;
    private static final int VERSION_OFFSET = MAGIC_OFFSET + Long.BYTES;
    private static final int COUNT_OFFSET = VERSION_OFFSET + Integer.BYTES;
    private static final int PREFILL_OFFSET = COUNT_OFFSET + Integer.BYTES;
    private static final int REPLACE_MODE_OFFSET = PREFILL_OFFSET + Integer.BYTES;

    /** Of a record: type (8 bits), side (8), symbol (16), nothing (32); order id; price; quantity; the command's number. */
    private static final int RECORD_WORDS = RECORD_BYTES / Long.BYTES;

    private static final int KIND = 0;
    private static final int ORDER_ID = 1;
    private static final int PRICE = 2;
    private static final int QUANTITY = 3;
    private static final int SEQ = 4;

    private static final int WINDOW_SHIFT = 6;
    private static final int WINDOW_RECORDS = 1 << WINDOW_SHIFT;
    private static final int NONE = Integer.MIN_VALUE; // that no index belongs to

    private final ByteBuffer header;
    private final LongBuffer words;
    private final long[] whole = new long[WINDOW_RECORDS * RECORD_WORDS];
    /** The last window is as long as there are records left, so that an index beyond them is an error. */
    private final long[] rest;

    private long[] window = whole;
    private int windowAt = NONE;

    FlowFile(final ByteBuffer header, final ByteBuffer records) {
        this.header = header.order(ByteOrder.LITTLE_ENDIAN);
        this.words = records.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        this.rest = new long[words.limit() % whole.length];
    }

    /**
     * Maps a plain file, or unpacks one that xz made.
     *
     * @throws FlowException if the file can't be read, is no flow, is cut off, or is too large
     */
    public static FlowFile open(final Path path) throws FlowException {
        try (FlowSource source = FlowSource.open(path)) {
            final ByteBuffer header = source.header().order(ByteOrder.LITTLE_ENDIAN);
            check(path, header);
            return new FlowFile(header, source.records(header.getInt(COUNT_OFFSET)));
        } catch (final FlowException e) {
            throw e;
        } catch (final IOException e) {
            throw new FlowException(path + " can't be read (" + e + "): check that it is there and whole.", e);
        }
    }

    private static void check(final Path path, final ByteBuffer header) throws FlowException {
        if (header.getLong(MAGIC_OFFSET) != MAGIC) {
            throw new FlowException(path + " is no order flow, for it doesn't begin with OBFLOW01: name a flow file.");
        }
        final int version = header.getInt(VERSION_OFFSET);
        if (version != VERSION) {
            throw new FlowException(path + " is a flow of version " + version + ", and only version " + VERSION
                    + " is known: have it made in that version.");
        }
        final int count = header.getInt(COUNT_OFFSET);
        final int prefill = header.getInt(PREFILL_OFFSET);
        if (count < 0 || prefill < 0 || prefill > count) {
            throw new FlowException(path + " says that it has " + count + " records of which the first " + prefill
                    + " build the book, which can't be: have it made again.");
        }
    }

    /** Records, those that build the book included. */
    public int count() {
        return header.getInt(COUNT_OFFSET);
    }

    /** The first records, which build the book. */
    public int prefill() {
        return header.getInt(PREFILL_OFFSET);
    }

    /** 0: a replace leaves the order's open quantity as it is; 1: it may set any. */
    public int replaceMode() {
        return header.getInt(REPLACE_MODE_OFFSET);
    }

    /** One of {@link #NEW_GTC}, {@link #NEW_IOC}, {@link #CANCEL}, {@link #REPLACE}. */
    public int type(final int index) {
        return (byte) word(index, KIND);
    }

    /** Whether the order is a buy. */
    public boolean isBuy(final int index) {
        return side(index) == 0;
    }

    int side(final int index) {
        return (byte) (word(index, KIND) >>> Byte.SIZE);
    }

    /** The instrument, from 0 to 65,535. */
    public int symbol(final int index) {
        return (int) (word(index, KIND) >>> Short.SIZE) & 0xFFFF;
    }

    /** Any value of 63 bits. */
    public long orderId(final int index) {
        return word(index, ORDER_ID);
    }

    /** In ticks; 0 and below are prices like others. */
    public long price(final int index) {
        return word(index, PRICE);
    }

    /** In lots; of a replace: what is to be open afterwards. */
    public long quantity(final int index) {
        return word(index, QUANTITY);
    }

    /** The command's number, by which trades and reports name it. */
    public long seq(final int index) {
        return word(index, SEQ);
    }

    private long word(final int index, final int word) {
        if (index >> WINDOW_SHIFT != windowAt) {
            load(index >> WINDOW_SHIFT);
        }
        return window[(index & (WINDOW_RECORDS - 1)) * RECORD_WORDS + word];
    }

    /** To be called when a record was written, as what was copied out before it knows nothing of it. */
    void changed() {
        windowAt = NONE;
    }

    private void load(final int at) {
        final int from = (at << WINDOW_SHIFT) * RECORD_WORDS;
        final long[] next = words.limit() - from < whole.length ? rest : whole;
        windowAt = NONE;
        words.get(from, next);
        window = next;
        windowAt = at;
    }
}

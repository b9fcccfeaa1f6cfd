package io.matchlock.bench.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An order flow, off-heap: little-endian, a header of 128 bytes, then records of 40 bytes. Of the header only magic, version,
 * count, prefill and replace mode are read; the rest is what its maker believed. Owned by one thread.
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
    /** Takes an order off the book, by its id: side, price and quantity don't count. */
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

    private final ByteBuffer header;
    private final LongBuffer words;
    private final List<FlowCursor> cursors = new ArrayList<>();
    private final FlowCursor own;

    FlowFile(final ByteBuffer header, final ByteBuffer records) {
        this.header = header.order(ByteOrder.LITTLE_ENDIAN);
        this.words = records.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        this.own = cursor();
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

    /** One to go through the records quickly: for each book one, 5 KB, kept as long as the flow, which tells it of changes. */
    public FlowCursor cursor() {
        final FlowCursor cursor = new FlowCursor(words);
        cursors.add(cursor);
        return cursor;
    }

    /** As in {@link FlowCursor#type()}. */
    public int type(final int index) {
        return own.goTo(index).type();
    }

    /** As in {@link FlowCursor#isBuy()}. */
    public boolean isBuy(final int index) {
        return own.goTo(index).isBuy();
    }

    int side(final int index) {
        return own.goTo(index).side();
    }

    /** As in {@link FlowCursor#symbol()}. */
    public int symbol(final int index) {
        return own.goTo(index).symbol();
    }

    /** As in {@link FlowCursor#orderId()}. */
    public long orderId(final int index) {
        return own.goTo(index).orderId();
    }

    /** As in {@link FlowCursor#price()}. */
    public long price(final int index) {
        return own.goTo(index).price();
    }

    /** As in {@link FlowCursor#quantity()}. */
    public long quantity(final int index) {
        return own.goTo(index).quantity();
    }

    /** As in {@link FlowCursor#seq()}. */
    public long seq(final int index) {
        return own.goTo(index).seq();
    }

    /** To be called when a record was written, as what was copied out before it knows nothing of it. */
    void changed() {
        cursors.forEach(FlowCursor::forget);
    }
}

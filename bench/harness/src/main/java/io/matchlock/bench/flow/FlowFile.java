package io.matchlock.bench.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * An order flow, off-heap: little-endian, a header of 128 bytes, then records of 40 bytes. Of the header only magic, version,
 * count, prefill and replace mode are read; the rest is what its maker believed.
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

    private static final int TYPE_OFFSET = 0;
    private static final int SIDE_OFFSET = TYPE_OFFSET + Byte.BYTES;
    private static final int SYMBOL_OFFSET = SIDE_OFFSET + Byte.BYTES;
    private static final int ORDER_ID_OFFSET = SYMBOL_OFFSET + Short.BYTES + Integer.BYTES;
    private static final int PRICE_OFFSET = ORDER_ID_OFFSET + Long.BYTES;
    private static final int QUANTITY_OFFSET = PRICE_OFFSET + Long.BYTES;
    private static final int SEQ_OFFSET = QUANTITY_OFFSET + Long.BYTES;

    private final ByteBuffer header;
    private final ByteBuffer records;

    FlowFile(final ByteBuffer header, final ByteBuffer records) {
        this.header = header.order(ByteOrder.LITTLE_ENDIAN);
        this.records = records.order(ByteOrder.LITTLE_ENDIAN);
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
        return records.get(offset(index) + TYPE_OFFSET);
    }

    /** Whether the order is a buy. */
    public boolean isBuy(final int index) {
        return side(index) == 0;
    }

    int side(final int index) {
        return records.get(offset(index) + SIDE_OFFSET);
    }

    /** The instrument, from 0 to 65,535. */
    public int symbol(final int index) {
        return records.getShort(offset(index) + SYMBOL_OFFSET) & 0xFFFF;
    }

    /** Any value of 63 bits. */
    public long orderId(final int index) {
        return records.getLong(offset(index) + ORDER_ID_OFFSET);
    }

    /** In ticks; 0 and below are prices like others. */
    public long price(final int index) {
        return records.getLong(offset(index) + PRICE_OFFSET);
    }

    /** In lots; of a replace: what is to be open afterwards. */
    public long quantity(final int index) {
        return records.getLong(offset(index) + QUANTITY_OFFSET);
    }

    /** The command's number, by which trades and reports name it. */
    public long seq(final int index) {
        return records.getLong(offset(index) + SEQ_OFFSET);
    }

    private static int offset(final int index) {
        return index * RECORD_BYTES;
    }
}

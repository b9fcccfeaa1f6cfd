package io.matchlock.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.tukaani.xz.XZInputStream;

/**
 * A generated order flow in memory: little-endian, a header of 128 bytes, then records of 40 bytes.
 *
 * <pre>
 *    0    1    2    4        8           16          24          32         40
 *   +----+----+----+--------+-----------+-----------+-----------+----------+
 *   |type|side|sym-| user   | order id  | price in  | quantity  | sequence |
 *   |    |    |bol |        |           | ticks     | in lots   | number   |
 *   +----+----+----+--------+-----------+-----------+-----------+----------+
 * </pre>
 */
final class FlowFile {
    static final int NEW_GTC = 1;
    static final int NEW_IOC = 2;
    static final int CANCEL = 3;
    static final int REPLACE = 4;

    private static final int HEADER_BYTES = 128;
    private static final int RECORD_BYTES = 40;
    private static final int COUNT_OFFSET = 12;
    private static final int PREFILL_OFFSET = 16;
    private static final int MAX_ORDER_ID_OFFSET = 56;
    private static final int PEAK_RESTING_OFFSET = 64;

    private final UnsafeBuffer buffer;

    private FlowFile(final UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    /** Reads a flow, through xz if the name ends in {@code .xz}. */
    static FlowFile read(final Path path) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                InputStream plain = path.toString().endsWith(".xz") ? new XZInputStream(file) : file) {
            return new FlowFile(new UnsafeBuffer(plain.readAllBytes()));
        }
    }

    /** Records, those that build the book included. */
    int count() {
        return buffer.getInt(COUNT_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** The first records, which build the book. */
    int prefill() {
        return buffer.getInt(PREFILL_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    long maxOrderId() {
        return buffer.getLong(MAX_ORDER_ID_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    long peakResting() {
        return buffer.getLong(PEAK_RESTING_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    int type(final int index) {
        return buffer.getByte(offset(index));
    }

    boolean isBuy(final int index) {
        return buffer.getByte(offset(index) + 1) == 0;
    }

    long orderId(final int index) {
        return buffer.getLong(offset(index) + 8, ByteOrder.LITTLE_ENDIAN);
    }

    long price(final int index) {
        return buffer.getLong(offset(index) + 16, ByteOrder.LITTLE_ENDIAN);
    }

    long quantity(final int index) {
        return buffer.getLong(offset(index) + 24, ByteOrder.LITTLE_ENDIAN);
    }

    private static int offset(final int index) {
        return HEADER_BYTES + index * RECORD_BYTES;
    }
}

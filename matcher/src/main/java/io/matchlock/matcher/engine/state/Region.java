package io.matchlock.matcher.engine.state;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A named piece of off-heap memory, zeroed, aligned to cache lines, of fixed size. */
final class Region {
    static final int CACHE_LINE_BYTES = 64;

    private final UnsafeBuffer buffer;
    private final ByteBuffer hashed;

    Region(final String name, final long capacityBytes) {
        if (capacityBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "region " + name + " would take " + capacityBytes + " bytes: lower its limit, a region holds 2 GB");
        }
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned((int) capacityBytes, CACHE_LINE_BYTES));
        hashed = buffer.byteBuffer().duplicate();
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Folds the first {@code lengthBytes} into {@code hash}. */
    long hash(final long hash, final CRC32C crc, final long lengthBytes) {
        final int start = buffer.wrapAdjustment();
        hashed.limit(start + (int) lengthBytes).position(start);
        crc.reset();
        crc.update(hashed);
        return Mix.mix(hash ^ ((crc.getValue() << 32) | lengthBytes));
    }
}

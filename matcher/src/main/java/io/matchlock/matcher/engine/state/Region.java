package io.matchlock.matcher.engine.state;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A piece of off-heap memory, zeroed, aligned to cache lines, of fixed size. Reads and writes are checked by assertions only:
 * offsets come from slots that the tables themselves gave out, and a buffer's checks and layers fill the compiler's budget for
 * inlining several times over.
 */
final class Region {
    private static final int CACHE_LINE_BYTES = 64;

    private final UnsafeBuffer buffer;
    private final ByteBuffer hashed;
    private final long address;
    private final int capacity;

    /** The name stands in the error when it is too large. */
    Region(final String name, final long capacityBytes) {
        if (capacityBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "region " + name + " would take " + capacityBytes + " bytes: lower its limit, a region holds 2 GB");
        }
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned((int) capacityBytes, CACHE_LINE_BYTES));
        hashed = buffer.byteBuffer().duplicate();
        address = buffer.addressOffset();
        capacity = buffer.capacity();
    }

    private boolean isInside(final int offset, final int length) {
        return offset >= 0 && offset <= capacity - length;
    }

    long getLong(final int offset) {
        assert isInside(offset, BitUtil.SIZE_OF_LONG);
        return UnsafeApi.getLong(address + offset);
    }

    void putLong(final int offset, final long value) {
        assert isInside(offset, BitUtil.SIZE_OF_LONG);
        UnsafeApi.putLong(address + offset, value);
    }

    int getInt(final int offset) {
        assert isInside(offset, BitUtil.SIZE_OF_INT);
        return UnsafeApi.getInt(address + offset);
    }

    void putInt(final int offset, final int value) {
        assert isInside(offset, BitUtil.SIZE_OF_INT);
        UnsafeApi.putInt(address + offset, value);
    }

    short getShort(final int offset) {
        assert isInside(offset, BitUtil.SIZE_OF_SHORT);
        return UnsafeApi.getShort(address + offset);
    }

    void putShort(final int offset, final short value) {
        assert isInside(offset, BitUtil.SIZE_OF_SHORT);
        UnsafeApi.putShort(address + offset, value);
    }

    byte getByte(final int offset) {
        assert isInside(offset, BitUtil.SIZE_OF_BYTE);
        return UnsafeApi.getByte(address + offset);
    }

    void putByte(final int offset, final byte value) {
        assert isInside(offset, BitUtil.SIZE_OF_BYTE);
        UnsafeApi.putByte(address + offset, value);
    }

    /** Folds the bytes from one offset up to another into {@code hash}. */
    long hash(final long hash, final CRC32C crc, final long from, final long to) {
        final int start = buffer.wrapAdjustment();
        hashed.limit(start + (int) to).position(start + (int) from);
        crc.reset();
        crc.update(hashed);
        return Mix.mix(hash ^ ((crc.getValue() << 32) | (to - from)));
    }
}

package io.matchlock.engine.store;

import io.matchlock.engine.handle.Untyped;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A piece of off-heap memory, zeroed, aligned to cache lines, of fixed size. Reads and writes are not checked: offsets come
 * from slots that the tables themselves gave out, and even an assertion that is off counts against the compiler's budget for
 * inlining, which these accessors would fill several times over.
 */
public final class Region {
    private static final int CACHE_LINE_BYTES = 64;

    private final UnsafeBuffer buffer;
    private final ByteBuffer hashed;
    private final long address;
    private final String name;

    /** The name stands in the error when it is too large. */
    Region(final String name, final long capacityBytes) {
        if (capacityBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "region " + name + " would take " + capacityBytes + " bytes: lower its limit, a region holds 2 GB");
        }
        this.name = name;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned((int) capacityBytes, CACHE_LINE_BYTES));
        hashed = buffer.byteBuffer().duplicate();
        address = buffer.addressOffset();
    }

    /** Reads eight bytes at an offset. */
    public long getLong(final long offset) {
        return UnsafeApi.getLong(address + offset);
    }

    /** Writes eight bytes at an offset. */
    public void putLong(final long offset, final long value) {
        UnsafeApi.putLong(address + offset, value);
    }

    /** Reads four bytes at an offset. */
    public @Untyped int getInt(final long offset) {
        return UnsafeApi.getInt(address + offset);
    }

    /** Writes four bytes at an offset. */
    public void putInt(final long offset, final int value) {
        UnsafeApi.putInt(address + offset, value);
    }

    short getShort(final long offset) {
        return UnsafeApi.getShort(address + offset);
    }

    void putShort(final long offset, final short value) {
        UnsafeApi.putShort(address + offset, value);
    }

    byte getByte(final long offset) {
        return UnsafeApi.getByte(address + offset);
    }

    void putByte(final long offset, final byte value) {
        UnsafeApi.putByte(address + offset, value);
    }

    /** Where it begins: aligned to cache lines, there as long as this object is. */
    public long address() {
        return address;
    }

    /** For people. */
    public String name() {
        return name;
    }

    /** Its length. */
    public long capacityBytes() {
        return buffer.capacity();
    }

    /** A view of the first bytes. */
    public ByteBuffer bytes(final long length) {
        return buffer.byteBuffer().slice(buffer.wrapAdjustment(), (int) length);
    }

    /** Folds the bytes from one offset up to another into {@code hash}. */
    public long hash(final long hash, final CRC32C crc, final long from, final long to) {
        final int start = buffer.wrapAdjustment();
        hashed.limit(start + (int) to).position(start + (int) from);
        crc.reset();
        crc.update(hashed);
        return Mix.mix(hash ^ ((crc.getValue() << 32) | (to - from)));
    }
}

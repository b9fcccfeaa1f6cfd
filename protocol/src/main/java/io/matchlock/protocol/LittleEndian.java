package io.matchlock.protocol;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Little-endian values at addresses of off-heap memory. Nothing is checked: for hot paths that have checked the length of a
 * whole record before they touch its fields.
 */
public final class LittleEndian {
    private static final boolean IS_NATIVE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private LittleEndian() {}

    /**
     * Reads eight bytes.
     *
     * @param address of the first
     * @return their value
     */
    public static long getLong(final long address) {
        final long value = UnsafeApi.getLong(address);
        return IS_NATIVE ? value : Long.reverseBytes(value);
    }

    /**
     * Reads four bytes.
     *
     * @param address of the first
     * @return their value
     */
    public static int getInt(final long address) {
        final int value = UnsafeApi.getInt(address);
        return IS_NATIVE ? value : Integer.reverseBytes(value);
    }

    /**
     * Reads two bytes.
     *
     * @param address of the first
     * @return their value, unsigned
     */
    public static int getUint16(final long address) {
        final short value = UnsafeApi.getShort(address);
        return (IS_NATIVE ? value : Short.reverseBytes(value)) & 0xFFFF;
    }

    /**
     * Reads a byte.
     *
     * @param address of it
     * @return its value, signed
     */
    public static byte getByte(final long address) {
        return UnsafeApi.getByte(address);
    }

    /**
     * Writes eight bytes.
     *
     * @param address of the first
     * @param value of them
     */
    public static void putLong(final long address, final long value) {
        UnsafeApi.putLong(address, IS_NATIVE ? value : Long.reverseBytes(value));
    }
}

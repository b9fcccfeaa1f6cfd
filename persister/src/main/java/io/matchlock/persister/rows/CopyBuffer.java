package io.matchlock.persister.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows of one table in COPY's binary format (PostgreSQL manual, COPY, "Binary Format"): a signature, then for each row
 * a count of fields and for each field its length and bytes, big-endian, then a trailer. It grows as it must and keeps
 * what it has grown to. One thread.
 */
public final class CopyBuffer {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER_LENGTH = SIGNATURE.length + Integer.BYTES + Integer.BYTES;
    private static final int NULL = -1;
    /** 2000-01-01, from which Postgres counts. */
    private static final int POSTGRES_EPOCH_DAY = 10_957;

    private static final short TRAILER = -1;
    /** Room for any field of fixed length, and for a numeric. */
    private static final int FIELD_ROOM = 64;

    private final PriceDigits digits = new PriceDigits();
    private byte[] bytes;
    private int length;
    private int rows;

    /**
     * Empty.
     *
     * @param initialCapacity in bytes
     */
    public CopyBuffer(final int initialCapacity) {
        bytes = new byte[Math.max(initialCapacity, HEADER_LENGTH + FIELD_ROOM)];
        clear();
    }

    /** Forgets all rows. */
    public void clear() {
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        Arrays.fill(bytes, SIGNATURE.length, HEADER_LENGTH, (byte) 0);
        length = HEADER_LENGTH;
        rows = 0;
    }

    /** {@return the number of rows} */
    public int rows() {
        return rows;
    }

    /** {@return the bytes, valid from 0 to {@link #length()}} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return the number of bytes} */
    public int length() {
        return length;
    }

    /**
     * Begins a row, whose fields must follow.
     *
     * @param fields the number of them
     */
    public void row(final int fields) {
        reserve(FIELD_ROOM);
        SHORT.set(bytes, length, (short) fields);
        length += Short.BYTES;
        rows++;
    }

    /** Ends the rows; nothing may be added. */
    public void finish() {
        reserve(FIELD_ROOM);
        SHORT.set(bytes, length, TRAILER);
        length += Short.BYTES;
    }

    /** Adds NULL. */
    public void putNull() {
        reserve(FIELD_ROOM);
        INT.set(bytes, length, NULL);
        length += Integer.BYTES;
    }

    /**
     * Adds a bigint.
     *
     * @param value to add
     */
    public void putLong(final long value) {
        reserve(FIELD_ROOM);
        INT.set(bytes, length, Long.BYTES);
        LONG.set(bytes, length + Integer.BYTES, value);
        length += Integer.BYTES + Long.BYTES;
    }

    /**
     * Adds a bigint, or NULL.
     *
     * @param value to add
     * @param nullValue the value that stands for NULL
     */
    public void putLong(final long value, final long nullValue) {
        if (value == nullValue) {
            putNull();
        } else {
            putLong(value);
        }
    }

    /**
     * Adds an integer.
     *
     * @param value to add
     */
    public void putInt(final int value) {
        reserve(FIELD_ROOM);
        INT.set(bytes, length, Integer.BYTES);
        INT.set(bytes, length + Integer.BYTES, value);
        length += Integer.BYTES + Integer.BYTES;
    }

    /**
     * Adds a date.
     *
     * @param epochDay days since 1970-01-01
     */
    public void putDate(final int epochDay) {
        putInt(epochDay - POSTGRES_EPOCH_DAY);
    }

    /**
     * Adds a smallint.
     *
     * @param value to add
     */
    public void putShort(final int value) {
        reserve(FIELD_ROOM);
        INT.set(bytes, length, Short.BYTES);
        SHORT.set(bytes, length + Integer.BYTES, (short) value);
        length += Integer.BYTES + Short.BYTES;
    }

    /**
     * Adds a smallint, or NULL.
     *
     * @param value to add
     * @param nullValue the value that stands for NULL
     */
    public void putShort(final int value, final int nullValue) {
        if (value == nullValue) {
            putNull();
        } else {
            putShort(value);
        }
    }

    /**
     * Adds a "char".
     *
     * @param value one byte
     */
    public void putChar(final int value) {
        reserve(FIELD_ROOM);
        INT.set(bytes, length, 1);
        bytes[length + Integer.BYTES] = (byte) value;
        length += Integer.BYTES + 1;
    }

    /**
     * Adds bytes as they are: a text, or a uuid.
     *
     * @param value to add
     */
    public void putBytes(final byte[] value) {
        reserve(FIELD_ROOM + value.length);
        INT.set(bytes, length, value.length);
        System.arraycopy(value, 0, bytes, length + Integer.BYTES, value.length);
        length += Integer.BYTES + value.length;
    }

    /**
     * Adds a numeric.
     *
     * @param value in 10<sup>-9</sup>
     */
    public void putPrice(final long value) {
        reserve(FIELD_ROOM);
        putDigits(digits.of(value));
    }

    /**
     * Adds a numeric, or NULL.
     *
     * @param value in 10<sup>-9</sup>
     * @param nullValue the value that stands for NULL
     */
    public void putPrice(final long value, final long nullValue) {
        if (value == nullValue) {
            putNull();
        } else {
            putPrice(value);
        }
    }

    /**
     * Adds a numeric of 128 bits.
     *
     * @param high the upper half, in 10<sup>-9</sup>
     * @param low the lower half
     */
    public void putNotional(final long high, final long low) {
        if (high == low >> (Long.SIZE - 1)) {
            putPrice(low);
        } else {
            reserve(FIELD_ROOM);
            putDigits(digits.of(high, low));
        }
    }

    private void putDigits(final PriceDigits value) {
        final int start = length;
        int at = start + Integer.BYTES;
        SHORT.set(bytes, at, (short) value.count());
        SHORT.set(bytes, at + 2, (short) value.weight());
        SHORT.set(bytes, at + 4, (short) value.sign());
        SHORT.set(bytes, at + 6, (short) value.scale());
        at += 4 * Short.BYTES;
        for (int i = 0; i < value.count(); i++) {
            SHORT.set(bytes, at, value.digit(i));
            at += Short.BYTES;
        }
        INT.set(bytes, start, at - start - Integer.BYTES);
        length = at;
    }

    private void reserve(final int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}

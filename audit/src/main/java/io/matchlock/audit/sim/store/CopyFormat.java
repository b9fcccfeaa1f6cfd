package io.matchlock.audit.sim.store;

import io.matchlock.audit.sim.postgres.Layout;
import io.matchlock.audit.sim.postgres.Numerics;
import io.matchlock.persister.rows.CopyBuffer;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Reads rows in COPY's binary format as Postgres does. A value is null, a Long (a numeric in 10<sup>-9</sup>), a BigInteger where a
 * numeric needs one, or a String.
 */
final class CopyFormat {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER_LENGTH = SIGNATURE.length + 2 * Integer.BYTES;
    private static final int BASE = 10_000;
    private static final long POSTGRES_EPOCH_DAY = 10_957;
    private static final int DECIMALS = 9;
    private static final int FRACTION_DIGITS = 3;
    private static final int MAX_PLAIN_WEIGHT = 1;
    private static final BigInteger TOO_FINE = BigInteger.valueOf(1_000);
    private static final int NEGATIVE = 0x4000;

    private final Layout layout;
    private final ByteBuffer in;

    private CopyFormat(final Layout layout, final CopyBuffer rows) {
        this.layout = layout;
        in = ByteBuffer.wrap(rows.bytes(), 0, rows.length());
    }

    /** All rows, or what Postgres says of the first that is wrong. */
    static List<Object[]> read(final Layout layout, final CopyBuffer rows) throws SQLException {
        return new CopyFormat(layout, rows).read(rows.rows());
    }

    private List<Object[]> read(final int expected) throws SQLException {
        if (in.remaining() < HEADER_LENGTH
                || !Arrays.equals(SIGNATURE, 0, SIGNATURE.length, in.array(), 0, SIGNATURE.length)) {
            throw new SQLException("COPY file signature not recognized", "22P04");
        }
        in.position(HEADER_LENGTH);
        final List<Object[]> rows = new ArrayList<>(expected);
        while (in.remaining() >= Short.BYTES) {
            final short fields = in.getShort();
            if (fields == -1) {
                requireEnd();
                break;
            }
            if (fields != layout.types().length()) {
                throw new SQLException(
                        "row field count is " + fields + ", expected "
                                + layout.types().length(),
                        "22P04");
            }
            rows.add(row());
        }
        return rows;
    }

    private void requireEnd() throws SQLException {
        if (in.hasRemaining()) {
            throw new SQLException("received copy data after EOF marker", "22P04");
        }
    }

    private Object[] row() throws SQLException {
        final Object[] values = new Object[layout.width()];
        final String types = layout.types();
        for (int i = 0; i < types.length(); i++) {
            final Object value = value(types.charAt(i));
            if (value == null && Character.isUpperCase(types.charAt(i))) {
                throw new SQLException("null value in column " + i + " violates not-null constraint", "23502");
            }
            values[layout.place(i)] = value;
        }
        return values;
    }

    private Object value(final char type) throws SQLException {
        final int length = in.getInt();
        return length < 0
                ? null
                : switch (Character.toLowerCase(type)) {
                    case 's' -> require(length, Short.BYTES) ? (long) in.getShort() : 0L;
                    case 'i' -> require(length, Integer.BYTES) ? (long) in.getInt() : 0L;
                    case 'd' -> require(length, Integer.BYTES) ? (long) in.getInt() + POSTGRES_EPOCH_DAY : 0L;
                    case 'l' -> require(length, Long.BYTES) ? in.getLong() : 0L;
                    case 'c', 'b' -> require(length, Byte.BYTES) ? (long) in.get() : 0L;
                    case 'n' -> numeric(length);
                    case 'u' -> require(length, 2 * Long.BYTES) ? new UUID(in.getLong(), in.getLong()).toString() : "";
                    default -> text(length);
                };
    }

    private static boolean require(final int length, final int expected) throws SQLException {
        if (length < expected) {
            throw new SQLException("insufficient data left in message", "08P01");
        }
        if (length > expected) {
            throw new SQLException("incorrect binary data format", "22P03");
        }
        return true;
    }

    private String text(final int length) throws SQLException {
        final byte[] bytes = new byte[length];
        in.get(bytes);
        for (final byte value : bytes) {
            if (value == 0) {
                throw new SQLException("invalid byte sequence for encoding \"UTF8\": 0x00", "22021");
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Object numeric(final int length) throws SQLException {
        final int count = in.getShort();
        final int weight = in.getShort();
        final boolean isNegative = in.getShort() == NEGATIVE;
        final int scale = in.getShort();
        require(length, (4 + count) * Short.BYTES);
        return weight <= MAX_PLAIN_WEIGHT
                ? plain(count, weight, isNegative, scale)
                : wide(count, weight, isNegative, scale);
    }

    private Object plain(final int count, final int weight, final boolean isNegative, final int scale)
            throws SQLException {
        long units = 0;
        for (int i = 0; i < count; i++) {
            final int exponent = weight - i;
            final long digit = digit();
            units += exponent < -2 ? digit / power(-DECIMALS - 4 * exponent) : digit * power(4 * exponent + DECIMALS);
        }
        units -= units % power(Math.max(0, DECIMALS - scale));
        return isNegative ? -units : units;
    }

    private Object wide(final int count, final int weight, final boolean isNegative, final int scale)
            throws SQLException {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < weight + 1 + FRACTION_DIGITS; i++) {
            value = value.multiply(BigInteger.valueOf(BASE)).add(BigInteger.valueOf(i < count ? digit() : 0));
        }
        BigInteger units = value.divide(TOO_FINE);
        units = units.subtract(units.mod(BigInteger.valueOf(power(Math.max(0, DECIMALS - scale)))));
        return Numerics.of(isNegative ? units.negate() : units);
    }

    private long digit() throws SQLException {
        final int digit = in.getShort();
        if (digit < 0 || digit >= BASE) {
            throw new SQLException("invalid digit in external \"numeric\" value", "22P03");
        }
        return digit;
    }

    private static long power(final int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}

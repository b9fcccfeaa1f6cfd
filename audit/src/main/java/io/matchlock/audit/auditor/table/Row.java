package io.matchlock.audit.auditor.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** One row of a table, every value as a long or null. Reusable, one thread. */
public final class Row {
    private static final int DECIMALS = 9;
    private static final long SEED = 0x9E3779B97F4A7C15L;

    private final Table table;
    private final long[] values;
    private long nulls;

    /**
     * A row of nulls.
     *
     * @param table that it is of
     */
    public Row(final Table table) {
        this.table = table;
        values = new long[table.width()];
        clear();
    }

    /** {@return the same, all null} */
    public Row clear() {
        nulls = -1L >>> (Long.SIZE - values.length);
        Arrays.fill(values, 0);
        return this;
    }

    /** {@return the table that it is of} */
    public Table table() {
        return table;
    }

    /**
     * Whether a value is null.
     *
     * @param column of the table
     * @return whether it is
     */
    public boolean isNull(final Column column) {
        return (nulls & (1L << column.ordinal())) != 0;
    }

    /**
     * A value.
     *
     * @param column of the table
     * @return the value, 0 where it is null
     */
    public long get(final Column column) {
        return values[column.ordinal()];
    }

    /**
     * Sets a value.
     *
     * @param column of the table
     * @param value of it
     * @return the same
     */
    public Row set(final Column column, final long value) {
        values[column.ordinal()] = value;
        nulls &= ~(1L << column.ordinal());
        return this;
    }

    /**
     * Sets a value that may be null.
     *
     * @param column of the table
     * @param value of it
     * @param nullValue that stands for null
     * @return the same
     */
    public Row set(final Column column, final long value, final long nullValue) {
        return value == nullValue ? setNull(column) : set(column, value);
    }

    /**
     * Makes a value null.
     *
     * @param column of the table
     * @return the same
     */
    public Row setNull(final Column column) {
        values[column.ordinal()] = 0;
        nulls |= 1L << column.ordinal();
        return this;
    }

    /**
     * Sets a text.
     *
     * @param column of the table
     * @param text null for null
     * @return the same
     */
    public Row setText(final Column column, final String text) {
        return text == null ? setNull(column) : set(column, hash(text));
    }

    /**
     * Sets a decimal.
     *
     * @param column of the table
     * @param value null for null
     * @return the same
     */
    public Row setDecimal(final Column column, final BigDecimal value) {
        if (value == null) {
            return setNull(column);
        }
        final BigDecimal units = value.movePointRight(DECIMALS).stripTrailingZeros();
        return units.scale() <= 0 && units.toBigInteger().bitLength() < Long.SIZE
                ? set(column, units.longValue())
                : set(column, hash(units.toPlainString()));
    }

    /**
     * Sets a decimal of 128 bits.
     *
     * @param column of the table
     * @param high 64 bits, signed
     * @param low 64 bits, in 10^-9
     * @return the same
     */
    public Row setDecimal(final Column column, final long high, final long low) {
        return high == low >> (Long.SIZE - 1)
                ? set(column, low)
                : setDecimal(column, new BigDecimal(wide(high, low), DECIMALS));
    }

    /**
     * Copies another row of the same table.
     *
     * @param other to copy
     */
    public void copyFrom(final Row other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
        nulls = other.nulls;
    }

    /** Of all values in their order; equal rows have equal hashes. */
    public long hash() {
        long hash = mix(SEED, nulls);
        for (final long value : values) {
            hash = mix(hash, value);
        }
        return hash;
    }

    /** One byte of a value: where it differs, so does the value. */
    public byte digest(final int column) {
        return (byte) mix(SEED + ((nulls >>> column) & 1), values[column]);
    }

    /** A value for people: what is no number is left out. */
    public String text(final int column) {
        final Column known = table.column(column);
        if (isNull(known)) {
            return known.sqlName() + " null";
        }
        return known.sqlName()
                + switch (known.kind()) {
                    case NUMBER -> " " + values[column];
                    case DAY -> " " + LocalDate.ofEpochDay(values[column]);
                    case CODE -> " '" + (char) values[column] + "'";
                    case DECIMAL ->
                        " " + BigDecimal.valueOf(values[column], DECIMALS).toPlainString();
                    case TEXT, FLAG -> "";
                };
    }

    private static BigInteger wide(final long high, final long low) {
        return BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low & 1));
    }

    private static long hash(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = SEED;
        for (final byte value : bytes) {
            hash = mix(hash, value);
        }
        return hash;
    }

    private static long mix(final long hash, final long value) {
        long h = (hash ^ value) * 0xBF58476D1CE4E5B9L;
        h ^= h >>> 27;
        h *= 0x94D049BB133111EBL;
        return h ^ (h >>> 31);
    }
}

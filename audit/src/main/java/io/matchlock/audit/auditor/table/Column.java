package io.matchlock.audit.auditor.table;

import java.util.Locale;

/** A column of a {@link Table}; the columns of one table are one enum, in which {@link #ordinal()} is its place in a {@link Row}. */
public interface Column {
    /** How a value is brought to a long that is equal where the values are. */
    enum Kind {
        /** An integer of any length. */
        NUMBER,
        /** One byte of Postgres' type "char", signed. */
        CODE,
        /** A numeric, in 10^-9; one that does not fit is hashed. */
        DECIMAL,
        /** A text or uuid, hashed. */
        TEXT,
        /** A date, in days since 1970-01-01. */
        DAY,
        /** A boolean, 1 or 0. */
        FLAG
    }

    /**
     * The constant's name.
     *
     * @return in capitals
     */
    String name();

    /**
     * Its place.
     *
     * @return from 0
     */
    int ordinal();

    /**
     * What its values are.
     *
     * @return how to read them
     */
    Kind kind();

    /**
     * As Postgres knows it.
     *
     * @return the column's name
     */
    default String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What to select.
     *
     * @return an expression of the kind's type
     */
    default String sql() {
        return switch (kind()) {
            case CODE -> sqlName() + "::int4";
            case TEXT -> sqlName() + "::text";
            case DAY -> sqlName() + " - DATE '1970-01-01'";
            default -> sqlName();
        };
    }
}

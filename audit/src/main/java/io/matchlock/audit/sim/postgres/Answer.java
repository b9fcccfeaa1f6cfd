package io.matchlock.audit.sim.postgres;

import java.sql.SQLException;

/** What a client is told: a value, or what went wrong. */
public record Answer(Object value, String failure, String state) {
    /** Done, without a value. */
    public static final Answer DONE = new Answer(null, null, null);
    /** The connection was lost before the answer came. */
    public static final Answer LOST = failure("An I/O error occurred while sending to the backend.", "08006");

    static Answer of(final Object value) {
        return new Answer(value, null, null);
    }

    /**
     * What went wrong.
     *
     * @param failure the message
     * @param state the SQL state
     * @return the answer
     */
    public static Answer failure(final String failure, final String state) {
        return new Answer(null, failure, state);
    }

    /** {@return whether the connection was lost} */
    public boolean isLost() {
        return equals(LOST);
    }

    /**
     * What the driver hands on.
     *
     * @return the value, null if there is none
     * @throws SQLException if something went wrong
     */
    public Object get() throws SQLException {
        if (failure != null) {
            throw new SQLException(failure, state);
        }
        return value;
    }
}

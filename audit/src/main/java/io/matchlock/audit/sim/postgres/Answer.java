package io.matchlock.audit.sim.postgres;

import java.sql.SQLException;

/** What a client is told: a value, or what went wrong. */
record Answer(Object value, String failure, String state) {
    static final Answer DONE = new Answer(null, null, null);
    static final Answer LOST = failure("An I/O error occurred while sending to the backend.", "08006");

    static Answer of(final Object value) {
        return new Answer(value, null, null);
    }

    static Answer failure(final String failure, final String state) {
        return new Answer(null, failure, state);
    }

    boolean isLost() {
        return equals(LOST);
    }

    Object get() throws SQLException {
        if (failure != null) {
            throw new SQLException(failure, state);
        }
        return value;
    }
}

package io.matchlock.audit.sim.postgres;

import io.matchlock.persister.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** Puts an ending in words that are the same for both servers. */
final class Said {
    private Said() {}

    static String of(final Callable<?> task) {
        try {
            return String.valueOf(task.call());
        } catch (final SQLException e) {
            return of(e.getSQLState());
        } catch (final StoreException e) {
            return "halts: " + e.getMessage();
        } catch (final Exception e) {
            return e.toString();
        }
    }

    /** A connection may be lost in several ways. */
    private static String of(final String state) {
        final boolean isMalformed = state.equals("08P01");
        return !isMalformed && (state.startsWith("08") || state.startsWith("57")) ? "connection lost" : state;
    }
}

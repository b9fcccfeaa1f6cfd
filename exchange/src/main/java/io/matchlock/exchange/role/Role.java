package io.matchlock.exchange.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A role that runs in this process. One thread starts, watches and closes it. */
public interface Role extends AutoCloseable {
    /** {@return what others have to know: addresses, process ids} */
    Map<String, String> facts();

    /** {@return what runs, one line for the banner} */
    String describe();

    /** {@return the bounds that hold, a line each, for the banner} */
    default List<String> limits() {
        return List.of();
    }

    /** {@return why the role can't go on, one sentence; empty while it can} */
    Optional<String> failure();

    /**
     * Waits, within a bound, until what has come in is done, so that {@link #close()} leaves nothing half way. What
     * feeds this role has stopped before.
     */
    default void drain() {}

    @Override
    void close();
}

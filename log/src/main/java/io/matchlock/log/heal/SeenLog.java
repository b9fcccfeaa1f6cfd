package io.matchlock.log.heal;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.protocol.log.EntryId;
import java.util.function.Function;
import java.util.function.Supplier;
import org.agrona.CloseHelper;

/**
 * The log as a healer reads it: a connection that is made when it is needed, and a history that is compared once on each connection.
 * One thread.
 */
final class SeenLog {
    private final String segment;
    private final String who;
    private final Supplier<LogConnection> connections;
    private final Function<LogConnection, StreamReader> readers;
    private LogConnection connection;
    private StreamReader reader;
    private LogHistory history;
    private long server = LogHistory.NO_SERVER;
    private boolean isVerified;

    SeenLog(
            final String segment,
            final String who,
            final Supplier<LogConnection> connections,
            final Function<LogConnection, StreamReader> readers) {
        this.segment = segment;
        this.who = who;
        this.connections = connections;
        this.readers = readers;
    }

    /** Connects, if it is not connected; throws what the connection throws. */
    void connect() {
        if (connection == null) {
            connection = connections.get();
            history = new LogHistory(connection, segment);
            server = history.server();
            isVerified = false;
            reader = reader == null ? readers.apply(connection) : reader.on(connection);
        }
    }

    void disconnect() {
        CloseHelper.quietClose(connection);
        connection = null;
    }

    /** Which start of the log's server the connection leads to. */
    long server() {
        return server;
    }

    /** Requires that the log has what was seen of it; asks once a connection. */
    void requireOnce(final LogPosition seen) {
        if (!isVerified) {
            require(seen);
        }
    }

    /** Requires that the log has what was seen of it. */
    void require(final LogPosition seen) {
        if (seen.id() != EntryId.NONE) {
            history.require(seen.id(), seen.chainHash(), who);
        }
        isVerified = true;
    }

    /** Reads a page of what there is after an entry; returns how many entries there were. */
    int read(final long afterId, final int pageBytes, final EntryHandler handler) {
        return reader.read(afterId, pageBytes, handler);
    }

    /** Whether the last page was as long as it may be. */
    boolean mayHaveMore() {
        return reader.mayHaveMore();
    }
}

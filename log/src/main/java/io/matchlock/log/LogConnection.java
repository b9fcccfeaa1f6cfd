package io.matchlock.log;

import io.matchlock.protocol.log.SegmentDefinition;

/**
 * One connection to a segment's log, for blocking use by one thread. Never reconnects and never sends a command twice:
 * when a call throws {@link LogUnavailableException}, the owner closes it and opens another.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class LogConnection implements AutoCloseable {
    private LogConnection() {}

    /**
     * Connects.
     *
     * @param settings where to
     * @return an open connection
     * @throws LogUnavailableException if Redis cannot be reached or refuses
     */
    public static LogConnection open(final LogSettings settings) {
        throw new UnsupportedOperationException();
    }

    /**
     * A reader of a stream.
     *
     * @param key of the stream, from {@code Names}
     * @return a reader that uses this connection
     */
    public StreamReader reader(final String key) {
        throw new UnsupportedOperationException();
    }

    /** {@return an appender to the segment's events stream, which goes on behind the stream's last entry} */
    public EventsAppender eventsAppender() {
        throw new UnsupportedOperationException();
    }

    /**
     * Creates the segment's orders stream with its genesis entry.
     *
     * @param segment to describe
     * @param timeNs wall clock, UTC
     * @return false if the stream exists; nothing is changed then
     */
    public boolean createSegment(final SegmentDefinition segment, final long timeNs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the segment's genesis entry.
     *
     * @return what it says
     * @throws LogCorruptException if there is none or it is not sound
     */
    public SegmentDefinition readGenesis() {
        throw new UnsupportedOperationException();
    }

    /**
     * The last id of a stream.
     *
     * @param key of the stream
     * @return packed; {@code EntryId.NONE} if the stream is missing or empty
     * @throws LogCorruptException if the id is foreign
     */
    public long lastId(final String key) {
        throw new UnsupportedOperationException();
    }

    /** {@return what the server says of itself} */
    public ServerCheck serverCheck() {
        throw new UnsupportedOperationException();
    }

    /** {@return the server's memory} */
    public MemoryUse memory() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

package io.matchlock.log;

import org.agrona.DirectBuffer;

/**
 * Appends to the events stream under the ids of the causes, all that has gathered in one MULTI/EXEC, one in flight. Keeps
 * what is not confirmed, over lost connections too. Belongs to one thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class EventsAppender {
    EventsAppender() {}

    /**
     * Whether an entry may be gathered before the next flush. One entry always has room where nothing is gathered.
     *
     * @param length in bytes
     * @return false if {@link #flush()} must come first
     */
    public boolean hasRoomFor(final int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gathers an entry. Its bytes are copied.
     *
     * @param id packed, that of the cause; the one after the last
     * @param buffer that holds it
     * @param offset in {@code buffer}
     * @param length in bytes
     */
    public void add(final long id, final DirectBuffer buffer, final int offset, final int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes what has gathered and waits for the answer.
     *
     * @return the last entry that is confirmed and how this flush went
     * @throws LogDivergedException if the stream holds other bytes under one of the ids
     * @throws LogCorruptException if the stream ends before the first entry to write would follow
     * @throws LogUnavailableException if it is unknown what was stored: {@link #moveTo} a new connection and flush again
     */
    public Result flush() {
        throw new UnsupportedOperationException();
    }

    /**
     * Goes on with another connection.
     *
     * @param connection that is open; this appender's thread must own it
     */
    public void moveTo(final LogConnection connection) {
        throw new UnsupportedOperationException();
    }

    /** {@return the last entry of the stream that is known to be stored, {@code EntryId.NONE} for none} */
    public long confirmedId() {
        throw new UnsupportedOperationException();
    }

    /**
     * How a flush went.
     *
     * @param confirmedId the last entry that is known to be stored
     * @param written how many entries this flush wrote
     * @param found how many were there already, with the same bytes
     * @param refusal null, or why Redis wrote nothing (it is out of memory): flush again later
     */
    public record Result(long confirmedId, int written, int found, String refusal) {}
}

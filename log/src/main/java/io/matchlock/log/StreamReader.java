package io.matchlock.log;

import java.time.Duration;

/** Reads one stream in order and checks that it is gapless. Belongs to the thread of its {@link LogConnection}. */
@SuppressWarnings("DoNotCallSuggester")
public final class StreamReader {
    StreamReader() {}

    /**
     * Reads what there is after an entry.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param maxEntries to read, at least 1
     * @param handler takes each entry during the call
     * @return how many entries there were, 0 if none has come yet
     * @throws LogCorruptException at a gap, a foreign id or an entry without its field
     * @throws LogUnavailableException if Redis does not answer
     */
    public int read(final long afterId, final int maxEntries, final EntryHandler handler) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads what there is after an entry and waits for the first one.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param maxEntries to read, at least 1
     * @param block how long to wait, at least 1 ms
     * @param handler takes each entry during the call
     * @return how many entries there were, 0 if none came in time
     * @throws LogCorruptException at a gap, a foreign id or an entry without its field
     * @throws LogUnavailableException if Redis does not answer
     */
    public int readBlocking(
            final long afterId, final int maxEntries, final Duration block, final EntryHandler handler) {
        throw new UnsupportedOperationException();
    }
}

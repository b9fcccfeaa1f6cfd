package io.matchlock.log.entry;

import org.agrona.DirectBuffer;

/** Takes the entries that a {@link StreamReader} reads. */
@FunctionalInterface
public interface EntryHandler {
    /**
     * One entry.
     *
     * @param id packed
     * @param buffer that holds it; valid only during the call
     * @param offset of the entry in {@code buffer}
     * @param length in bytes
     */
    void onEntry(long id, DirectBuffer buffer, int offset, int length);
}

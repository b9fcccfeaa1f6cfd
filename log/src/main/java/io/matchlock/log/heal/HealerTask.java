package io.matchlock.log.heal;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import org.agrona.DirectBuffer;

/** What a healer reads for whoever has it, and what becomes of an entry. Called on the healer's thread. */
public interface HealerTask {
    /**
     * The reader of the stream.
     *
     * @param connection to the log
     * @return a reader that uses the connection
     */
    StreamReader reader(LogConnection connection);

    /**
     * Hands an entry over, as messages of type {@link Healer#ENTRY}.
     *
     * @param id of the entry, packed
     * @param server which start of the log's server gave it
     * @param buffer that holds it; valid only during the call
     * @param offset in {@code buffer}
     * @param length in bytes
     * @param ring that takes the messages
     * @return false if the healer has ended before all was handed over
     */
    boolean onEntry(long id, long server, DirectBuffer buffer, int offset, int length, HealerRing ring);

    /** {@return whether entries are still wanted; the healer ends where not} */
    default boolean isWanted() {
        return true;
    }

    /** The log could not be reached. The healer tries again later. */
    default void onUnreachable() {}

    /**
     * The healer has ended: the log is not what it must be, or a bug.
     *
     * @param error that was thrown
     */
    void onFailed(Throwable error);
}

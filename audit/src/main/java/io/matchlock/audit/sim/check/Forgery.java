package io.matchlock.audit.sim.check;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import org.agrona.concurrent.UnsafeBuffer;

/** An events entry that is sound, but not what its cause gives: as a matcher of another history could have written it. */
public final class Forgery {
    private Writer writer;
    private long forgedId = EntryId.NONE;

    /** Writes in a matcher's place. */
    public interface Writer {
        /**
         * Writes an entry.
         *
         * @param id of the entry and its cause, packed
         * @param bytes of the entry
         * @return whether it was the first to be written there
         */
        boolean write(long id, byte[] bytes);
    }

    /**
     * Lets somebody write, as soon as all events before are stored.
     *
     * @param forger that writes
     */
    public void commission(final Writer forger) {
        writer = forger;
    }

    boolean isDue() {
        return writer != null;
    }

    long forgedId() {
        return forgedId;
    }

    /** Another history has another chain hash. */
    void write(final long id, final byte[] made) {
        final byte[] forged = made.clone();
        final int end = made.length - EventsEntry.endLength(EventsEntry.BOUNDED_RULES_VERSION);
        forged[end + EventsEntry.END_CHAIN_HASH_OFFSET] ^= 1;
        final UnsafeBuffer buffer = new UnsafeBuffer(forged);
        final int crc = forged.length - Integer.BYTES;
        buffer.putInt(crc, new Checksum().of(buffer, 0, crc), LITTLE_ENDIAN);
        forgedId = id;
        if (writer.write(id, forged)) {
            writer = null;
        } else {
            forgedId = EntryId.NONE;
        }
    }
}

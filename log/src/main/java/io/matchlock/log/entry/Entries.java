package io.matchlock.log.entry;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import org.agrona.DirectBuffer;

/** Turns what the entry decoders find into a halt that names the entry. */
public final class Entries {
    private Entries() {}

    /**
     * Takes an orders entry, which must be sound.
     *
     * @param decoder to wrap it with
     * @param id of the entry
     * @param buffer that holds it
     * @param offset in {@code buffer}
     * @param length in bytes
     * @return the decoder
     * @throws LogCorruptException if it is not sound
     */
    public static OrdersEntryDecoder requireSound(
            final OrdersEntryDecoder decoder,
            final long id,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        require("orders", id, decoder.wrap(buffer, offset, length));
        return decoder;
    }

    /**
     * Takes an events entry, which must be sound and name its own id as its cause.
     *
     * @param decoder to wrap it with
     * @param id of the entry
     * @param buffer that holds it
     * @param offset in {@code buffer}
     * @param length in bytes
     * @return the decoder
     * @throws LogCorruptException if it is not sound
     */
    public static EventsEntryDecoder requireSound(
            final EventsEntryDecoder decoder,
            final long id,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        require("events", id, decoder.wrap(buffer, offset, length));
        if (decoder.causeId() != id) {
            require("events", id, "it names " + EntryId.format(decoder.causeId()) + " as its cause");
        }
        return decoder;
    }

    private static void require(final String stream, final long id, final String fault) {
        if (fault != null) {
            throw new LogCorruptException(stream + " entry " + EntryId.format(id) + " is corrupt: " + fault);
        }
    }
}

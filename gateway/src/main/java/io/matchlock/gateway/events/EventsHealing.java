package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.heal.Healer;
import io.matchlock.log.heal.HealerRing;
import io.matchlock.log.heal.HealerSettings;
import io.matchlock.log.heal.HealerTask;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * What a gateway's healer reads: the events stream, page by page. Each entry becomes parts with their {@link PartEnvelope}, as Aeron
 * brings them. Owned by the healer's thread.
 */
public final class EventsHealing implements HealerTask {
    private static final int PAGE_BYTES = 256 * 1024;
    private static final int MAX_PART_LENGTH = 64 * 1024;
    private static final Duration RETRY = Duration.ofMillis(100);

    private final String segment;
    private final Consumer<String> onHalt;
    private final EventsEntryDecoder decoder = new EventsEntryDecoder();

    private EventsHealing(final String segment, final Consumer<String> onHalt) {
        this.segment = segment;
        this.onHalt = onHalt;
    }

    /**
     * A healer for the events poller, which is not started.
     *
     * @param segment whose events are read
     * @param connections makes one to the log
     * @param ringBytes for parts on their way to the poller, a power of two
     * @param whenFull how to wait for the poller when they have no room
     * @param onHalt is told once if the stream is not sound
     * @return a healer that waits for a question
     */
    public static Healer healer(
            final String segment,
            final Supplier<LogConnection> connections,
            final int ringBytes,
            final IdleStrategy whenFull,
            final Consumer<String> onHalt) {
        final HealerSettings settings = new HealerSettings(
                "matchlock-gateway-healer",
                segment,
                "this gateway",
                HealerSettings.Answer.PAGE,
                PAGE_BYTES,
                ringBytes,
                RETRY);
        return new Healer(settings, connections, whenFull, new EventsHealing(segment, onHalt));
    }

    /** Events travel before they are journalled, so the poller may be ahead of the stream. */
    @Override
    public StreamReader reader(final LogConnection connection) {
        return connection.readerAhead(Names.eventsKey(segment));
    }

    @Override
    public boolean onEntry(
            final long id,
            final long server,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final HealerRing ring) {
        final String fault = decoder.wrap(buffer, offset, length);
        if (fault != null) {
            throw new LogCorruptException("events entry " + EntryId.format(id) + ": " + fault);
        }
        if (decoder.causeId() != id) {
            throw new LogCorruptException(
                    "events entry " + EntryId.format(id) + " is about " + EntryId.format(decoder.causeId()));
        }
        int from = 0;
        boolean isTaken = true;
        while (from < length && isTaken) {
            final int to = partEnd(buffer, offset, from, length);
            isTaken = part(id, from, to == length, buffer, offset + from, to - from, ring);
            from = to;
        }
        return isTaken;
    }

    @Override
    public void onFailed(final Throwable error) {
        onHalt.accept(describe(error));
    }

    /**
     * Says what has ended the healer.
     *
     * @param error that its turn has thrown
     * @return one sentence
     */
    public static String describe(final Throwable error) {
        return error instanceof LogCorruptException
                ? error.getMessage()
                : "events could not be read from the log: " + error;
    }

    private static int partEnd(final DirectBuffer buffer, final int offset, final int from, final int length) {
        int to = from == 0 ? EventsEntry.HEADER_LENGTH : from;
        while (to < length) {
            final int next = to + OrdersEntry.align(buffer.getInt(offset + to, LITTLE_ENDIAN));
            if (next - from > MAX_PART_LENGTH) {
                return to;
            }
            to = next;
        }
        return length;
    }

    private static boolean part(
            final long id,
            final int partOffset,
            final boolean last,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final HealerRing ring) {
        final int index = ring.claim(Healer.ENTRY, PartEnvelope.LENGTH + length);
        if (index <= 0) {
            return false;
        }
        final AtomicBuffer target = ring.buffer();
        target.putLong(index + PartEnvelope.CAUSE_OFFSET, id, LITTLE_ENDIAN);
        target.putInt(index + PartEnvelope.PART_OFFSET_OFFSET, partOffset, LITTLE_ENDIAN);
        target.putShort(index + PartEnvelope.FLAGS_OFFSET, (short) (last ? PartEnvelope.LAST : 0), LITTLE_ENDIAN);
        target.putBytes(index + PartEnvelope.LENGTH, buffer, offset, length);
        ring.commit(index);
        return true;
    }
}

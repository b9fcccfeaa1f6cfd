package io.matchlock.gateway.events;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EntryOrder;
import org.agrona.DirectBuffer;

/**
 * Puts the parts of events entries in order, wherever they come from: each byte of each entry is handed on once, without
 * gaps. Parts ahead of their time are kept, within a limit. Says when the log must be asked for what is missing. Pure; one
 * thread.
 */
public final class EventsFollower {
    private final Sink sink;
    private final AheadBuffer ahead;
    private final AheadBuffer.PartSink taker = this::take;
    private final long gapNs;
    private final long minSilenceNs;
    private final long maxSilenceNs;
    private long completeId;
    private int nextOffset;
    private long gapSinceNs;
    private long heardNs;
    private long silenceNs;
    private long duplicates;
    private long discarded;

    /** Takes what has come, in order. */
    @FunctionalInterface
    public interface Sink {
        /**
         * The next bytes of an entry, whole records; the entry's header is the beginning of the bytes at offset 0.
         *
         * @param causeId of the entry, packed
         * @param entryOffset of the first byte
         * @param buffer that holds them
         * @param offset in {@code buffer}
         * @param length in bytes
         */
        void onBytes(long causeId, int entryOffset, DirectBuffer buffer, int offset, int length);
    }

    /**
     * Begins after an entry.
     *
     * @param afterId the last entry that is not wanted, packed
     * @param sink of what comes
     * @param aheadCapacityBytes of parts that may wait
     * @param gapNs for how long a gap may be closed by another copy before the log is asked
     * @param silenceNs after which the log is asked whether there is more; grows up to {@code maxSilenceNs} while there
     *     is none
     * @param maxSilenceNs the longest time between two such questions
     * @param nowNs monotonic
     */
    public EventsFollower(
            final long afterId,
            final Sink sink,
            final int aheadCapacityBytes,
            final long gapNs,
            final long silenceNs,
            final long maxSilenceNs,
            final long nowNs) {
        this.completeId = afterId;
        this.sink = sink;
        this.ahead = new AheadBuffer(aheadCapacityBytes);
        this.gapNs = gapNs;
        this.minSilenceNs = silenceNs;
        this.maxSilenceNs = maxSilenceNs;
        this.silenceNs = silenceNs;
        this.heardNs = nowNs;
    }

    /**
     * Takes a part, from Aeron or from the log.
     *
     * @param causeId of the entry, packed
     * @param partOffset of the part in the entry
     * @param last whether the entry ends with it
     * @param buffer that holds its bytes
     * @param offset in {@code buffer}
     * @param length in bytes
     * @param nowNs monotonic
     */
    public void onPart(
            final long causeId,
            final int partOffset,
            final boolean last,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long nowNs) {
        heardNs = nowNs;
        if (take(causeId, partOffset, last, buffer, offset, length)) {
            ahead.drain(taker);
            gapSinceNs = nowNs;
        } else {
            if (ahead.isEmpty()) {
                gapSinceNs = nowNs;
            }
            discarded += ahead.add(causeId, partOffset, last, buffer, offset, length) ? 0 : 1;
        }
    }

    /**
     * Whether the log should be asked for the entries after {@link #completeId()}.
     *
     * @param nowNs monotonic
     * @return true if something is missing, or nothing has come for a while
     */
    public boolean wantsHealing(final long nowNs) {
        return ahead.isEmpty() ? nowNs - heardNs >= silenceNs : nowNs - gapSinceNs >= gapNs;
    }

    /**
     * The log has been asked.
     *
     * @param entries that it gave
     * @param nowNs monotonic
     */
    public void onHealed(final int entries, final long nowNs) {
        silenceNs = entries > 0 ? minSilenceNs : Math.min(2 * silenceNs, maxSilenceNs);
        heardNs = nowNs;
        gapSinceNs = nowNs;
    }

    /** Forgets the parts that wait: the log may not have them any more. */
    public void forgetAhead() {
        ahead.clear();
    }

    /** {@return the last entry that came whole, packed} */
    public long completeId() {
        return completeId;
    }

    /** {@return how many parts came more than once} */
    public long duplicates() {
        return duplicates;
    }

    /** {@return how often parts ahead were thrown away} */
    public long discarded() {
        return discarded;
    }

    private boolean take(
            final long causeId,
            final int partOffset,
            final boolean last,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final boolean isNext = partOffset == 0 && EntryOrder.follows(causeId, completeId, buffer, offset, length);
        final long expected = isNext ? causeId : EntryId.next(completeId);
        final int known = nextOffset - partOffset;
        if (causeId < expected || (causeId == expected && known >= length)) {
            duplicates++;
            return true;
        }
        if (causeId > expected || known < 0) {
            return false;
        }
        sink.onBytes(causeId, nextOffset, buffer, offset + known, length - known);
        nextOffset = last ? 0 : partOffset + length;
        completeId = last ? causeId : completeId;
        return true;
    }
}

package io.matchlock.log.events;

import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.log.EventsEntry;
import org.agrona.DirectBuffer;

/**
 * Compares an events entry that is stored with the one that would be stored in its place. They must be the same, byte for byte, with one exception: if both carry state hashes that are over different layouts of the
 * state (another build wrote the entry), neither the hashes nor the CRCs over them are compared.
 */
public final class EventsComparison {
    /** The two are the same. */
    public static final int SAME = -1;

    private final DirectBuffer stored;
    private final int storedOffset;
    private final DirectBuffer made;
    private final int madeOffset;

    private EventsComparison(
            final DirectBuffer stored, final int storedOffset, final DirectBuffer made, final int madeOffset) {
        this.stored = stored;
        this.storedOffset = storedOffset;
        this.made = made;
        this.madeOffset = madeOffset;
    }

    /**
     * Finds the first byte that differs.
     *
     * @param stored holds the entry of the log
     * @param storedOffset in {@code stored}
     * @param storedLength in bytes
     * @param made holds the entry of this process
     * @param madeOffset in {@code made}
     * @param madeLength in bytes
     * @return its offset in the entry, {@link #SAME} if there is none
     */
    public static int firstDifference(
            final DirectBuffer stored,
            final int storedOffset,
            final int storedLength,
            final DirectBuffer made,
            final int madeOffset,
            final int madeLength) {
        final EventsComparison both = new EventsComparison(stored, storedOffset, made, madeOffset);
        if (storedLength == madeLength) {
            return both.compare(madeLength);
        }
        final int shorter = Math.min(storedLength, madeLength);
        final int differs = both.compare(0, shorter);
        return differs == SAME ? shorter : differs;
    }

    private int compare(final int length) {
        final int marker = length - endLength(made.getInt(madeOffset + RULES_VERSION_OFFSET, LITTLE_ENDIAN));
        if (marker < EventsEntry.HEADER_LENGTH || !haveHashesOfTwoLayouts(marker)) {
            return compare(0, length);
        }
        int differs = compare(0, marker + END_STATE_LAYOUT_OFFSET);
        if (differs == SAME) {
            differs = compare(marker + END_COUNT_OFFSET, marker + END_STATE_HASH_OFFSET);
        }
        return differs == SAME ? compare(marker + END_CHAIN_HASH_OFFSET, length - Integer.BYTES) : differs;
    }

    private boolean haveHashesOfTwoLayouts(final int marker) {
        final int flags = stored.getByte(storedOffset + marker + END_FLAGS_OFFSET)
                & made.getByte(madeOffset + marker + END_FLAGS_OFFSET);
        return (flags & HAS_STATE_HASH) != 0
                && stored.getByte(storedOffset + marker + END_STATE_LAYOUT_OFFSET)
                        != made.getByte(madeOffset + marker + END_STATE_LAYOUT_OFFSET);
    }

    private int compare(final int from, final int to) {
        int i = from;
        while (i <= to - Long.BYTES && stored.getLong(storedOffset + i) == made.getLong(madeOffset + i)) {
            i += Long.BYTES;
        }
        while (i < to && stored.getByte(storedOffset + i) == made.getByte(madeOffset + i)) {
            i++;
        }
        return i < to ? i : SAME;
    }
}

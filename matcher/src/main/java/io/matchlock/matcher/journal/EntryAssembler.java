package io.matchlock.matcher.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.live.PartEnvelope;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;

/**
 * Puts the parts of events entries together again. Owned by the journal thread; grows to the largest entry and keeps that, but
 * an entry of one part is handed on where it lies.
 */
final class EntryAssembler implements ControlledMessageHandler {
    private static final int INITIAL_CAPACITY = 64 * 1024;

    private final ExpandableDirectByteBuffer entry = new ExpandableDirectByteBuffer(INITIAL_CAPACITY);
    private final Taker taker;

    EntryAssembler(final Taker taker) {
        this.taker = taker;
    }

    /** Takes whole entries, or says that it cannot yet. */
    @FunctionalInterface
    interface Taker {
        /** Whether the entry was taken; if not, it comes again. */
        boolean onEntry(long id, long server, DirectBuffer buffer, int offset, int length);
    }

    @Override
    public Action onMessage(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        final long causeId = buffer.getLong(index + PartEnvelope.CAUSE_OFFSET, LITTLE_ENDIAN);
        final int partOffset = buffer.getInt(index + PartEnvelope.PART_OFFSET_OFFSET, LITTLE_ENDIAN);
        final int flags = buffer.getInt(index + PartEnvelope.FLAGS_OFFSET, LITTLE_ENDIAN);
        final long server = buffer.getLong(index + PartEnvelope.SERVER_OFFSET, LITTLE_ENDIAN);
        final int bytes = length - PartEnvelope.LENGTH;
        final boolean isLast = (flags & PartEnvelope.LAST) != 0;
        if (isLast && partOffset == 0) {
            return action(taker.onEntry(causeId, server, buffer, index + PartEnvelope.LENGTH, bytes));
        }
        entry.putBytes(partOffset, buffer, index + PartEnvelope.LENGTH, bytes);
        return isLast ? action(taker.onEntry(causeId, server, entry, 0, partOffset + bytes)) : Action.CONTINUE;
    }

    private static Action action(final boolean isTaken) {
        return isTaken ? Action.CONTINUE : Action.ABORT;
    }
}

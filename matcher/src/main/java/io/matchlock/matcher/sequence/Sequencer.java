package io.matchlock.matcher.sequence;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Knows which entry is due, keeps early ones in a bounded ring of slots, and says when the log must be asked. Owned by the
 * matcher's agent; reads no clock (times are the agent's, monotonic ns), does no I/O, allocates nothing once made.
 */
public final class Sequencer {
    private static final long NO_GAP = Long.MIN_VALUE;

    private final long gapTimeoutNs;
    private final long silenceNs;
    private final int mask;
    private final long[] heldIds;
    private final int[] heldLengths;
    private final UnsafeBuffer held;
    private long appliedId;
    private long dueId;
    private long highestId;
    /** The highest entry heard of when the log was asked last. */
    private long askedHighestId;

    private long gapSinceNs = NO_GAP;
    private long lastHeardNs;

    /**
     * Nothing waits.
     *
     * @param appliedId the last entry applied, {@link EntryId#NONE} for none
     * @param slots how many early entries may wait, a power of two; each takes {@link OrdersEntry#MAX_LENGTH} bytes
     * @param gapTimeoutNs how long a missing entry is waited for
     * @param silenceNs how long nothing may come before the log is asked for its tail
     * @param nowNs monotonic
     */
    public Sequencer(
            final long appliedId, final int slots, final long gapTimeoutNs, final long silenceNs, final long nowNs) {
        if (!BitUtil.isPowerOfTwo(slots) || slots > Integer.MAX_VALUE / OrdersEntry.MAX_LENGTH) {
            throw new IllegalArgumentException("slots for early entries must be a power of two up to 16384: " + slots);
        }
        this.gapTimeoutNs = gapTimeoutNs;
        this.silenceNs = silenceNs;
        this.mask = slots - 1;
        this.heldIds = new long[slots];
        this.heldLengths = new int[slots];
        this.held = new UnsafeBuffer(ByteBuffer.allocateDirect(slots * OrdersEntry.MAX_LENGTH));
        this.appliedId = appliedId;
        this.dueId = EntryId.next(appliedId);
        this.highestId = appliedId;
        this.lastHeardNs = nowNs;
    }

    /** {@return the last entry applied, packed} */
    public long appliedId() {
        return appliedId;
    }

    /**
     * Says what to do with an entry that has come: if due, apply it and call {@link #applied}; if early, {@link #hold} it.
     *
     * @param id packed
     * @param nowNs monotonic
     * @return how it has come
     */
    public Arrival arrival(final long id, final long nowNs) {
        lastHeardNs = nowNs;
        if (id <= appliedId) {
            return Arrival.DUPLICATE;
        }
        if (EntryId.mayFollow(id, appliedId)) {
            dueId = id; // behind which entry a fence belongs, whoever applies it can tell
            return Arrival.DUE;
        }
        noteGap(id, nowNs);
        if (id - dueId > mask) {
            return Arrival.TOO_FAR;
        }
        return heldIds[slot(id)] == id ? Arrival.DUPLICATE : Arrival.EARLY;
    }

    /**
     * Keeps an early entry; its bytes are copied.
     *
     * @param id that was found {@link Arrival#EARLY}
     * @param buffer that holds the entry
     * @param offset in {@code buffer}
     * @param length at most {@link OrdersEntry#MAX_LENGTH}
     */
    public void hold(final long id, final DirectBuffer buffer, final int offset, final int length) {
        final int slot = slot(id);
        heldIds[slot] = id;
        heldLengths[slot] = length;
        held.putBytes(slot * OrdersEntry.MAX_LENGTH, buffer, offset, length);
    }

    /**
     * The entry that was due has been applied.
     *
     * @param nowNs monotonic
     */
    public void applied(final long nowNs) {
        appliedId = dueId;
        heldIds[slot(dueId)] = EntryId.NONE;
        dueId = EntryId.next(dueId);
        gapSinceNs = highestId > appliedId ? nowNs : NO_GAP;
    }

    /** {@return the id of the entry that is due} */
    public long dueId() {
        return dueId;
    }

    /** {@return whether the entry that is due waits here} */
    public boolean isDueHeld() {
        return heldIds[slot(dueId)] == dueId;
    }

    /** {@return the buffer of the entries that wait} */
    public DirectBuffer heldBuffer() {
        return held;
    }

    /** {@return the offset of the due entry in {@link #heldBuffer()}} */
    public int heldOffset() {
        return slot(dueId) * OrdersEntry.MAX_LENGTH;
    }

    /** {@return the length of the due entry in bytes} */
    public int heldLength() {
        return heldLengths[slot(dueId)];
    }

    /**
     * Whether the log must be asked for what comes after {@link #appliedId()}: because an entry is missing for too long, or
     * because nothing at all has come for so long that something may have been lost unseen. Answers yes once, then waits again.
     *
     * @param nowNs monotonic
     * @return true if it must
     */
    public boolean isHealDue(final long nowNs) {
        if (gapSinceNs != NO_GAP && nowNs - gapSinceNs >= gapTimeoutNs) {
            gapSinceNs = nowNs;
            return true;
        }
        if (nowNs - lastHeardNs >= silenceNs) {
            lastHeardNs = nowNs;
            return true;
        }
        return false;
    }

    /** The log is being asked, as {@link #isHealDue} said. */
    public void asked() {
        askedHighestId = highestId;
    }

    /**
     * The log has been read to its tail since it was {@link #asked()}. What was heard of before and still does not follow was never
     * in it: an entry travels only once it is stored. It is forgotten, or one message of another log's would have this one asked
     * for ever.
     *
     * @return whether there was any such
     */
    public boolean answered() {
        if (askedHighestId <= appliedId) {
            return false;
        }
        for (int slot = 0; slot <= mask; slot++) {
            if (heldIds[slot] > appliedId && heldIds[slot] <= askedHighestId) {
                heldIds[slot] = EntryId.NONE;
            }
        }
        if (highestId <= askedHighestId) {
            highestId = appliedId;
            gapSinceNs = NO_GAP;
        }
        askedHighestId = EntryId.NONE;
        return true;
    }

    /** Forgets the entries that wait: the log may not have them any more. */
    public void forgetHeld() {
        Arrays.fill(heldIds, EntryId.NONE);
        highestId = appliedId;
        askedHighestId = EntryId.NONE;
        gapSinceNs = NO_GAP;
    }

    private void noteGap(final long id, final long nowNs) {
        highestId = Math.max(highestId, id);
        if (gapSinceNs == NO_GAP) {
            gapSinceNs = nowNs;
        }
    }

    private int slot(final long id) {
        return (int) id & mask;
    }
}

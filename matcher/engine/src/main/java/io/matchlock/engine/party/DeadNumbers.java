package io.matchlock.engine.party;

import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.Regions;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Client numbers of each session that were skipped and will never be applied: the last {@link #MAX_RANGES} ranges, and up to
 * where nothing is known any more because there were more.
 *
 * <pre>
 *    0             8             16         24
 *   +-------------+-------------+----------+----------+ - - - - - -
 *   | ranges ever | unknown to  | from     | to       | 14 more
 *   +-------------+-------------+----------+----------+ - - - - - -
 * </pre>
 */
public final class DeadNumbers {
    /** So many ranges of a session are known. */
    public static final int MAX_RANGES = 15;

    private static final int SLOT_SHIFT = 8;
    private static final int RANGE_SHIFT = 4;
    private static final int UNKNOWN_TO_OFFSET = BitUtil.SIZE_OF_LONG;
    private static final int RANGES_OFFSET = UNKNOWN_TO_OFFSET + BitUtil.SIZE_OF_LONG;

    private final long address;

    /** No session has dead numbers. */
    public DeadNumbers(final int maxSessions, final SessionTable sessions, final Regions regions) {
        address = regions.add(
                        "dead numbers", (maxSessions + 1L) << SLOT_SHIFT, () -> (sessions.count() + 1L) << SLOT_SHIFT)
                .address();
    }

    /** Those from {@code from} on and below {@code to} are dead; they lie above all that were dead before. */
    public void add(final @SessionSlot int session, final long from, final long to) {
        final long slot = slot(session);
        final long ever = UnsafeApi.getLong(slot);
        final long range = range(slot, ever);
        if (ever >= MAX_RANGES) {
            UnsafeApi.putLong(slot + UNKNOWN_TO_OFFSET, UnsafeApi.getLong(range + BitUtil.SIZE_OF_LONG));
        }
        UnsafeApi.putLong(range, from);
        UnsafeApi.putLong(range + BitUtil.SIZE_OF_LONG, to);
        UnsafeApi.putLong(slot, ever + 1);
    }

    /** A new session has the slot, and no dead numbers. */
    public void clear(final @SessionSlot int session) {
        UnsafeApi.putLong(slot(session), 0);
        UnsafeApi.putLong(slot(session) + UNKNOWN_TO_OFFSET, 0);
    }

    /** How many ranges are known. */
    public int ranges(final @SessionSlot int session) {
        return (int) Math.min(MAX_RANGES, UnsafeApi.getLong(slot(session)));
    }

    /** First number of a range, by its index from 0; in no order. */
    public long from(final @SessionSlot int session, final int index) {
        return UnsafeApi.getLong(range(slot(session), index));
    }

    /** The number behind a range. */
    public long to(final @SessionSlot int session, final int index) {
        return UnsafeApi.getLong(range(slot(session), index) + BitUtil.SIZE_OF_LONG);
    }

    /** Of numbers below nothing is known that is not in a range; 0 if all is known. */
    public long unknownTo(final @SessionSlot int session) {
        return UnsafeApi.getLong(slot(session) + UNKNOWN_TO_OFFSET);
    }

    private long slot(final @SessionSlot int session) {
        return address + ((long) session << SLOT_SHIFT);
    }

    private static long range(final long slot, final long number) {
        return slot + RANGES_OFFSET + (number % MAX_RANGES << RANGE_SHIFT);
    }
}

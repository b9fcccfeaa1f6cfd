package io.matchlock.log.archive.index;

import io.matchlock.protocol.segment.SegmentDefinition;
import org.agrona.collections.Long2LongHashMap;

/**
 * Of each place that sessions have, the latest session that had a report, and the number of its next one. The low bits of a session's
 * number are its place (docs/matching.md, Sessions). So this never takes more room than the sessions that are kept at one time. One thread.
 */
public final class NextNumbers {
    /** More than any number: the session has given way to another. */
    static final long GONE = Long.MAX_VALUE;

    private static final int NOBODY = 0;
    /** Nothing is known of places: each session has its own. */
    private static final int NO_PLACES = Integer.MAX_VALUE;

    private final Long2LongHashMap latest;
    private final Long2LongHashMap next;
    private int placeMask;

    /** Nobody has had a report yet, and where places end is not known. */
    public NextNumbers() {
        latest = new Long2LongHashMap(NOBODY);
        next = new Long2LongHashMap(1);
        placeMask = NO_PLACES;
    }

    /**
     * A copy.
     *
     * @param other to copy
     */
    public NextNumbers(final NextNumbers other) {
        latest = new Long2LongHashMap(other.latest);
        next = new Long2LongHashMap(other.next);
        placeMask = other.placeMask;
    }

    /**
     * Says how many places there are, before any session has had a report.
     *
     * @param segment whose sessions they are
     */
    public void begin(final SegmentDefinition segment) {
        placeMask(Integer.highestOneBit(segment.maxSessions()) * 2 - 1);
    }

    void placeMask(final int mask) {
        placeMask = mask;
    }

    int placeMask() {
        return placeMask;
    }

    /** The number of a session's next report, {@link #GONE} if another has its place. */
    long of(final int session) {
        final long place = session & placeMask;
        final long known = latest.get(place);
        if (known == session) {
            return next.get(place);
        }
        return known > session ? GONE : 1;
    }

    /** The session that would give way to this one; 0 for none. */
    int before(final int session) {
        final long known = latest.get(session & placeMask);
        return known == session ? NOBODY : (int) known;
    }

    /** Takes the number of a session's next report, {@link #GONE} if another has its place. */
    long take(final int session) {
        final long number = of(session);
        if (number != GONE) {
            set(session, number + 1);
        }
        return number;
    }

    void set(final int session, final long number) {
        latest.put(session & placeMask, session);
        next.put(session & placeMask, number);
    }

    /** {@return how many sessions this names: one for each place at most} */
    public int size() {
        return latest.size();
    }

    /** Takes a session and the number of its next report. */
    @FunctionalInterface
    interface Each {
        void on(long session, long number);
    }

    void forEach(final Each target) {
        latest.forEachLong((place, session) -> target.on(session, next.get(place)));
    }

    boolean isSame(final NextNumbers other) {
        return placeMask == other.placeMask && latest.equals(other.latest) && next.equals(other.next);
    }
}

package io.matchlock.log.archive.index;

import org.agrona.collections.Long2LongHashMap;

/** Of each session that ever had a report, the number of the next one. */
public final class NextNumbers {
    private final Long2LongHashMap next;

    /** Nobody has had a report yet. */
    public NextNumbers() {
        next = new Long2LongHashMap(1);
    }

    /**
     * A copy.
     *
     * @param other to copy
     */
    public NextNumbers(final NextNumbers other) {
        next = new Long2LongHashMap(other.next);
    }

    long of(final int session) {
        return next.get(session);
    }

    long take(final int session) {
        final long number = next.get(session);
        next.put(session, number + 1);
        return number;
    }

    void set(final int session, final long number) {
        next.put(session, number);
    }

    int size() {
        return next.size();
    }

    Long2LongHashMap map() {
        return next;
    }
}

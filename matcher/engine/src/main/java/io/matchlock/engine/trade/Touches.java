package io.matchlock.engine.trade;

/**
 * How much work the record at hand, and all records of its entry together, may still do, in touched orders. No part of the state:
 * each entry begins anew.
 */
public final class Touches {
    /** More than all records of an entry together can have. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    private final int max;
    /** What the entry may still do. */
    private long left = UNBOUNDED;
    /** What will be left when the record at hand has done all that it may. */
    private long floor;
    /** How often there was nothing left to take. */
    private long misses;

    /** So many touches for a record; no entry has begun, and none bounds it. */
    public Touches(final int max) {
        this.max = max;
    }

    /** An entry begins, all of whose records together may do so much. */
    public void beginEntry(final long budget) {
        left = budget;
    }

    /** A record begins, or may do as much as if it did. */
    public void refill() {
        floor = Math.max(0, left - max);
    }

    /** What will be left of the entry's touches when the record at hand has taken all of its own. */
    public long floor() {
        return floor;
    }

    /** How often there was none to take. */
    public long misses() {
        return misses;
    }

    /** Goes back to the {@link #floor()} from before a {@link #refill}. What was asked for in vain since then counts as taken. */
    public void resume(final long floorBefore, final long missesBefore) {
        floor = Math.min(left, floorBefore + misses - missesBefore);
    }

    /** Takes one, if there is one. */
    public boolean take() {
        if (left > floor) {
            left--;
            return true;
        }
        misses++;
        return false;
    }
}

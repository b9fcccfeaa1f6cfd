package io.matchlock.matcher.engine;

/**
 * What version 3 of the rules bounds in one entry, whatever its records ask for, so that the events of an entry have a largest
 * size. An entry goes by the version that holds at its beginning; what is left over is carried on by the entries that follow.
 */
final class EntryBounds {
    /** The first version of the rules that has these bounds, and counts ticks. */
    static final int VERSION = 3;
    /** Touched orders of all its records together. */
    static final int TOUCHES = 2_000;
    /** Sessions unbound because their gateway was fenced or restarted. */
    static final int UNBINDS = 512;
    /** Sessions looked at to find these. */
    static final int SESSIONS_SEEN = 16_384;
    /** For versions that have no such bounds. */
    static final int NONE = Integer.MAX_VALUE;

    private EntryBounds() {}
}

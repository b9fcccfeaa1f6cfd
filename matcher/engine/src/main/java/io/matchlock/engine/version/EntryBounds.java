package io.matchlock.engine.version;

/**
 * What version 3 of the rules bounds in one entry, whatever its records ask for, so that the events of an entry have a largest
 * size. An entry goes by the version that holds at its beginning; what is left over is carried on by the entries that follow.
 */
public final class EntryBounds {
    /** The first version of the rules that has these bounds, and counts ticks. */
    public static final int VERSION = 3;
    /** Touched orders of all its records together. */
    public static final int TOUCHES = 2_000;
    /** Sessions unbound because their gateway was fenced or restarted. */
    public static final int UNBINDS = 512;
    /** Sessions looked at to find these. */
    public static final int SESSIONS_SEEN = 16_384;
    /** For versions that have no such bounds. */
    public static final int NONE = Integer.MAX_VALUE;

    private EntryBounds() {}
}

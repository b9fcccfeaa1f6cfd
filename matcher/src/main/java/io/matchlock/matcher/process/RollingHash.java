package io.matchlock.matcher.process;

import io.matchlock.engine.Engine;

/**
 * Hashes the engine's state slice by slice along the log, so that no entry has to read all of it. It starts anew behind each
 * entry whose sequence is a multiple of the interval, and has its value at the next such entry, so it follows from the log alone.
 * Owned by the matcher's agent; allocates nothing.
 */
final class RollingHash {
    /** Version of what is hashed, to be raised with each change of the state's layout: hashes of other versions can't be compared. */
    static final int STATE_LAYOUT = Engine.STATE_LAYOUT;
    /** No value. */
    static final int NONE = 0;

    private static final long MAX_SLICES = 256;

    private final Engine engine;
    private final long interval;
    private final long slices;
    private long hash;
    private long done;
    private long value;

    /** {@code interval} in entries, 0 for no hash at all. */
    RollingHash(final Engine engine, final long interval) {
        this.engine = engine;
        this.interval = interval;
        this.slices = Math.min(MAX_SLICES, interval);
    }

    /** Takes the slice that is due behind an entry. Returns {@link #STATE_LAYOUT} if there is a {@link #value} now, else {@link #NONE}. */
    int advance(final long sequence) {
        if (interval == 0) {
            return NONE;
        }
        final long behind = sequence % interval;
        final boolean isWhole = behind == 0;
        final long due = isWhole ? slices : behind * slices / interval;
        for (; done < due; done++) {
            hash = engine.stateHashSlice(hash, (int) done, (int) slices);
        }
        if (isWhole) {
            value = hash;
            hash = 0;
            done = 0;
        }
        return isWhole ? STATE_LAYOUT : NONE;
    }

    /** Goes on behind an entry, where another had this hash so far. */
    void goOn(final long sequence, final long hashSoFar) {
        hash = hashSoFar;
        done = interval == 0 ? 0 : sequence % interval * slices / interval;
    }

    /** The hash over the slices that were taken since the last value. */
    long soFar() {
        return hash;
    }

    long interval() {
        return interval;
    }

    /** The hash, once {@link #advance} has said that there is one. */
    long value() {
        return value;
    }
}

package io.matchlock.engine.store;

/** Spreads the bits of keys: the same on every machine, and of no help against keys chosen to collide. */
public final class Mix {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Mix() {}

    public static long mix(final long key) {
        final long folded = (key ^ (key >>> 32)) * MULTIPLIER;
        return folded ^ (folded >>> 29);
    }
}

package io.matchlock.matcher.engine.state;

/** Spreads the bits of keys: the same on every machine, and of no help against keys chosen to collide. */
final class Mix {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Mix() {}

    static long mix(final long key) {
        final long folded = (key ^ (key >>> 32)) * MULTIPLIER;
        return folded ^ (folded >>> 29);
    }

    /** The tag of a key in a {@link SlotIndex}. Its low bits, where a search starts, depend on all bits of both. */
    static int tag(final long scope, final long key) {
        return (int) mix(key + scope * MULTIPLIER);
    }
}

package io.matchlock.matcher.engine.state;

/** Spreads the bits of keys: the same on every machine, and of no help against keys chosen to collide. */
final class Mix {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int LOCAL_BITS = 3;
    private static final int LOCAL_MASK = (1 << LOCAL_BITS) - 1;

    private Mix() {}

    static long mix(final long key) {
        final long folded = (key ^ (key >>> 32)) * MULTIPLIER;
        return folded ^ (folded >>> 29);
    }

    /**
     * The tag of a key in a {@link SlotIndex}: eight keys in a row get tags in a row, so that they share a cache line, and
     * each such group lands anywhere.
     */
    static int tag(final long scope, final long key) {
        final long group = mix((key >>> LOCAL_BITS) + scope * MULTIPLIER);
        return ((int) group << LOCAL_BITS) | ((int) key & LOCAL_MASK);
    }
}

package io.matchlock.matcher.engine.state;

/** Spreads the bits of keys: the same on every machine, and of no help against keys chosen to collide. */
final class Mix {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long SCOPE_MULTIPLIER = 0xD1B54A32D192ED03L;

    private Mix() {}

    static long mix(final long key) {
        final long folded = (key ^ (key >>> 32)) * MULTIPLIER;
        return folded ^ (folded >>> 29);
    }

    /**
     * The tag of a key in a {@link SlotIndex}: Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). Its high bits,
     * where a search starts, lie evenly spread for keys that follow one another, as ids mostly do.
     */
    static int tag(final long scope, final long key) {
        return (int) (((key + scope * SCOPE_MULTIPLIER) * MULTIPLIER) >>> 32);
    }
}

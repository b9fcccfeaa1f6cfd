package io.matchlock.exchange.reconcile;

/** A 64-bit hash of a row's values in their order. */
final class Hash {
    /** What a row without values hashes to. */
    static final long SEED = 0x9E3779B97F4A7C15L;

    private Hash() {}

    static long mix(final long hash, final long value) {
        long h = (hash ^ value) * 0xBF58476D1CE4E5B9L;
        h ^= h >>> 27;
        h *= 0x94D049BB133111EBL;
        return h ^ h >>> 31;
    }
}

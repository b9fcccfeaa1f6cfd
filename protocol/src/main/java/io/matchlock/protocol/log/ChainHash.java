package io.matchlock.protocol.log;

/**
 * A running hash over all entries of an orders stream, in order, from the genesis on. Two logs whose hashes at an entry are equal
 * hold the same entries up to that one. Of each entry it takes the CRC32C, which covers the content, and the chain that sent it.
 */
public final class ChainHash {
    private static final long FACTOR = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio
    private static final long MIX_1 = 0xBF58476D1CE4E5B9L; // these two: finalizer of SplitMix64
    private static final long MIX_2 = 0x94D049BB133111EBL;
    private static final int CRC_SHIFT = 32;

    private ChainHash() {}

    /**
     * The hash before any entry.
     *
     * @param segmentIdHigh of the segment's 128-bit id
     * @param segmentIdLow of it
     * @return to go on from, with the genesis entry
     */
    public static long first(final long segmentIdHigh, final long segmentIdLow) {
        return mix(mix(segmentIdHigh + FACTOR) ^ segmentIdLow);
    }

    /**
     * The hash after an entry.
     *
     * @param hash before it
     * @param entryId packed
     * @param crc that the entry carries
     * @param chainId of the entry; 0 in the genesis
     * @param incarnation of the entry; 0 in the genesis
     * @param batchNumber of the entry; 0 in the genesis
     * @return the hash up to and with the entry
     */
    public static long next(
            final long hash,
            final long entryId,
            final int crc,
            final int chainId,
            final long incarnation,
            final long batchNumber) {
        final long content = ((long) crc << CRC_SHIFT | Integer.toUnsignedLong(chainId)) + FACTOR * entryId;
        return mix((mix(hash ^ content) + FACTOR) ^ incarnation ^ Long.rotateLeft(batchNumber, CRC_SHIFT));
    }

    /** A permutation of all 64-bit values in which each bit depends on each. */
    private static long mix(final long value) {
        long mixed = (value ^ value >>> 30) * MIX_1;
        mixed = (mixed ^ mixed >>> 27) * MIX_2;
        return mixed ^ mixed >>> 31;
    }
}

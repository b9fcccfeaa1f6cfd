package io.matchlock.engine.store;

/** The regions of tables, seen as bytes alone. */
public final class RegionBytes {
    private RegionBytes() {}

    /** Copies what is in use, as a snapshot does, to regions that are new. */
    public static void copy(final Regions from, final Regions to) {
        for (int index = 0; index < from.count(); index++) {
            final long used = from.usedBytes(index);
            to.region(index).bytes(used).put(from.region(index).bytes(used));
        }
    }

    /** Makes all of them as they were at first. */
    public static void zero(final Regions regions) {
        for (int index = 0; index < regions.count(); index++) {
            final Region region = regions.region(index);
            for (int at = 0; at < region.capacityBytes(); at++) {
                region.putByte(at, (byte) 0);
            }
        }
    }

    /** How many pieces of so many bytes are not all zero. */
    public static int pieces(final Region region, final int pieceBytes) {
        int count = 0;
        for (long from = 0; from < region.capacityBytes(); from += pieceBytes) {
            long or = 0;
            for (int at = 0; at < pieceBytes; at++) {
                or |= region.getByte(from + at);
            }
            count += or == 0 ? 0 : 1;
        }
        return count;
    }
}

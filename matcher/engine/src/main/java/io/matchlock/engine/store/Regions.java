package io.matchlock.engine.store;

/** All regions of one engine, in the order in which they were made: what a hash goes over and a snapshot copies. */
public final class Regions {
    /** Says how much of a region is in use. */
    @FunctionalInterface
    public interface Use {
        long bytes();
    }

    private static final int MAX_REGIONS = 64;

    private final Region[] regions = new Region[MAX_REGIONS];
    private final Use[] uses = new Use[MAX_REGIONS];
    private final boolean[] derived = new boolean[MAX_REGIONS];
    private int count;

    /** Allocates a region that belongs to the state. */
    public Region add(final String name, final long capacityBytes, final Use use) {
        return add(name, capacityBytes, use, false);
    }

    /** Allocates a region whose content follows from the others, an index: it is in no hash. */
    public Region addDerived(final String name, final long capacityBytes) {
        return add(name, capacityBytes, () -> capacityBytes, true);
    }

    private Region add(final String name, final long capacityBytes, final Use use, final boolean isDerived) {
        regions[count] = new Region(name, capacityBytes);
        uses[count] = use;
        derived[count] = isDerived;
        return regions[count++];
    }

    /** How many regions there are. */
    public int count() {
        return count;
    }

    /** A region, by index from 0. */
    public Region region(final int index) {
        return regions[index];
    }

    /** How much of a region is in use, from its beginning. */
    public long usedBytes(final int index) {
        return uses[index].bytes();
    }

    /** Whether its content follows from other regions. */
    public boolean isDerived(final int index) {
        return derived[index];
    }
}

package io.matchlock.matcher.engine.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** All regions of one engine, in the order in which they were made: what a hash goes over and a snapshot copies. */
final class Regions {
    /** A region, how much of it is used, and whether its content is no more than what follows from the others. */
    record Entry(Region region, LongSupplier usedBytes, boolean derived) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Allocates a region that belongs to the state. */
    Region add(final String name, final long capacityBytes, final LongSupplier usedBytes) {
        return add(name, capacityBytes, usedBytes, false);
    }

    /** Allocates a region whose content follows from the others, an index: it is in no hash. */
    Region addDerived(final String name, final long capacityBytes) {
        return add(name, capacityBytes, () -> capacityBytes, true);
    }

    private Region add(
            final String name, final long capacityBytes, final LongSupplier usedBytes, final boolean derived) {
        final Region region = new Region(name, capacityBytes);
        entries.add(new Entry(region, usedBytes, derived));
        return region;
    }

    List<Entry> entries() {
        return entries;
    }
}

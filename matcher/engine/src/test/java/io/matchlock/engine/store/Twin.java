package io.matchlock.engine.store;

import java.util.Random;

/** A structure and a plain model of it, to which the same things happen. */
public abstract class Twin {
    /** Makes one of a capacity; what happens to it, the random numbers say. */
    @FunctionalInterface
    public interface Maker {
        Twin make(Random random, int capacity);
    }

    protected final Random random;
    protected final int capacity;
    protected Regions regions;
    private boolean filling = true;
    private boolean everFull;

    protected Twin(final Random random, final int capacity) {
        this.random = random;
        this.capacity = capacity;
    }

    /** Makes the structure in new regions. */
    protected abstract void make(Regions inRegions);

    /** The structure is an empty one; so must the model be. */
    protected abstract void emptied();

    /** Does one thing to both, and compares what they answer. */
    protected abstract void step();

    /** Compares all that they hold. */
    protected abstract void compare();

    /** Whether more should come than goes: until it is full, and not again until it is empty. */
    protected final boolean grows() {
        return random.nextInt(4) == 0 ? !filling : filling;
    }

    /** There is no room for more. */
    protected final void isFull() {
        filling = false;
        everFull = true;
    }

    /** Whether it ever was: a run that never fills it proves less. */
    final boolean wasFull() {
        return everFull;
    }

    /** There is none left to go. */
    protected final void isEmpty() {
        filling = true;
    }

    final void begin() {
        regions = new Regions();
        make(regions);
        emptied();
    }

    /** Zeroed regions are an empty structure. */
    final void zero() {
        RegionBytes.zero(regions);
        emptied();
    }

    /** Copied regions are a copy of the structure: it goes on in them. */
    final void copy() {
        final Regions before = regions;
        regions = new Regions();
        make(regions);
        RegionBytes.copy(before, regions);
    }
}

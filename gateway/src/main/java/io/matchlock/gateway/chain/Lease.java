package io.matchlock.gateway.chain;

/**
 * For how long after a batch was sent the engine certainly does not fence the chain for its silence. The engine counts
 * silence in ticks; ticks that count enter the log at least {@link Leadership#MIN_SPACING_NS} apart. Between a batch and the
 * tick that fences its chain lie as many ticks as the fence has, so at least one less of those spaces. One more is left off
 * for clocks that don't run at the same rate.
 */
public final class Lease {
    /** The first version of the rules under which silence is counted in ticks. */
    public static final int RULES_VERSION = 3;
    /** The fewest ticks with which there is a lease at all. */
    public static final int MIN_FENCE_TICKS = 3;

    private static final int SPACES_LEFT_OFF = 2;
    private static final long FOREVER_NS = Long.MAX_VALUE / 4;

    private Lease() {}

    /**
     * The lease that goes with a fence.
     *
     * @param fenceTicks as the segment's genesis names them, 0 for no fence
     * @return ns; 0 if nothing may be acknowledged before the matcher was seen to apply it
     */
    public static long ofFence(final int fenceTicks) {
        return fenceTicks == 0 ? FOREVER_NS : Math.max(0, fenceTicks - SPACES_LEFT_OFF) * Leadership.MIN_SPACING_NS;
    }
}

package io.matchlock.log.pace;

/**
 * Decides when a follower of the log stands back: while the log takes in more bytes a second than the limits say. So on a small machine
 * cores and disk belong to the orders that clients wait for. After the longest rest the follower works for as long, whatever comes
 * in. Reads no clock; for one thread.
 */
public final class BurstPace {
    private static final long SAMPLE_NS = 50_000_000L;
    private static final double NS_PER_SECOND = 1e9;
    private static final long NEVER = Long.MIN_VALUE;

    private final long yieldAbove;
    private final long maxYieldNs;
    private long sampledAtNs = NEVER;
    private long sampledBytes;
    private long busySinceNs = NEVER;

    /**
     * A pace.
     *
     * @param limits of it
     */
    public BurstPace(final PaceLimits limits) {
        yieldAbove = limits.yieldAbove();
        maxYieldNs = limits.maxYield().toNanos();
    }

    /**
     * Whether it is time for {@link #onSample}.
     *
     * @param nowNs of a monotonic clock
     * @return whether the log's input is worth asking for
     */
    public boolean wantsSample(final long nowNs) {
        return yieldAbove > 0 && (sampledAtNs == NEVER || nowNs - sampledAtNs >= SAMPLE_NS);
    }

    /**
     * Takes a sample.
     *
     * @param inputBytes that the log's server has read since its start
     * @param nowNs of a monotonic clock
     */
    public void onSample(final long inputBytes, final long nowNs) {
        if (sampledAtNs != NEVER) {
            final double rate = (inputBytes - sampledBytes) * NS_PER_SECOND / Math.max(1, nowNs - sampledAtNs);
            if (rate <= yieldAbove) {
                busySinceNs = NEVER;
            } else if (busySinceNs == NEVER) {
                busySinceNs = nowNs;
            }
        }
        sampledAtNs = nowNs;
        sampledBytes = inputBytes;
    }

    /**
     * Whether to stand back.
     *
     * @param nowNs of a monotonic clock
     * @return whether to read nothing for now
     */
    public boolean mustYield(final long nowNs) {
        return busySinceNs != NEVER && (nowNs - busySinceNs) / maxYieldNs % 2 == 0;
    }
}

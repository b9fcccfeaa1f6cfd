package io.matchlock.persister.tail;

import java.time.Duration;

/**
 * Decides when the persister stands back: while the log takes in more bytes a second than the settings allow. So on a small machine
 * cores and disk belong to the orders that clients wait for. After the longest rest the persister works for as long, whatever comes
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
     * @param yieldAbove bytes a second, 0 for never
     * @param maxYield the longest rest
     */
    public BurstPace(final long yieldAbove, final Duration maxYield) {
        this.yieldAbove = yieldAbove;
        this.maxYieldNs = maxYield.toNanos();
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

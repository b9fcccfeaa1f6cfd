package io.matchlock.audit.flow;

import java.util.SplittableRandom;

/**
 * The price of each instrument as a session believes it: a random walk, which trades pull along. Owned by the flow's
 * thread.
 */
final class Market {
    private static final int PULL_OF_TRADES = 4;
    private static final int PULL_OF_START = 2_000;

    private final FlowInstrument[] instruments;
    private final double[] middleTicks;

    Market(final FlowInstrument[] instruments) {
        this.instruments = instruments;
        middleTicks = new double[instruments.length];
        for (int i = 0; i < instruments.length; i++) {
            middleTicks[i] = instruments[i].startTicks();
        }
    }

    /** A step of the walk; returns the middle in ticks. */
    long step(final int index, final SplittableRandom random) {
        final double back = (instruments[index].startTicks() - middleTicks[index]) / PULL_OF_START;
        middleTicks[index] += (random.nextDouble() - 0.5) * 0.8 + back;
        return Math.round(middleTicks[index]);
    }

    void onTrade(final int securityId, final long price) {
        for (int i = 0; i < instruments.length; i++) {
            if (instruments[i].securityId() == securityId) {
                final double traded = (double) price / instruments[i].tickSize();
                middleTicks[i] += (traded - middleTicks[i]) / PULL_OF_TRADES;
            }
        }
    }
}

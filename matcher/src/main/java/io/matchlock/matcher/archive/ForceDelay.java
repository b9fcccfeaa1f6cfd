package io.matchlock.matcher.archive;

import org.agrona.DirectBuffer;

/**
 * When what was appended to the archive must be on disk: soon, but mere ticks may wait for one another, so that they share a block in
 * which each takes less. One thread.
 */
final class ForceDelay {
    /** So many ticks are worth a block of their own. */
    private static final int TICKS_OF_A_BLOCK = 8;

    private final Ticks ticks = new Ticks();
    private final long delayNs;
    private final long quietDelayNs;
    private boolean hasMoreThanTicks;
    private int waitingTicks;
    private long forcedNs;

    ForceDelay(final ArchiverSettings settings, final long nowNs) {
        delayNs = settings.forceDelay().toNanos();
        quietDelayNs = settings.quietForceDelay().toNanos();
        forcedNs = nowNs;
    }

    /** The next entry is about to be appended; returns whether those before should be a block of their own. */
    boolean onAppend(final DirectBuffer orders, final int offset, final int length) {
        final boolean isTick = ticks.isTick(orders, offset, length);
        final boolean endsBlock = !isTick && !hasMoreThanTicks && waitingTicks >= TICKS_OF_A_BLOCK;
        hasMoreThanTicks = hasMoreThanTicks || !isTick;
        waitingTicks++;
        return endsBlock;
    }

    boolean isOver(final long nowNs) {
        return nowNs - forcedNs >= (hasMoreThanTicks ? delayNs : quietDelayNs);
    }

    /** Nothing waits for the disk. */
    void onForced(final long nowNs) {
        forcedNs = nowNs;
        hasMoreThanTicks = false;
        waitingTicks = 0;
    }
}

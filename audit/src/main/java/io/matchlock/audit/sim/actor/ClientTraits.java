package io.matchlock.audit.sim.actor;

/**
 * How a client behaves.
 *
 * @param maxPauseMs the longest time between two of its messages
 * @param maxBurst the most messages that it sends at a time
 * @param keepaliveMs of its session
 * @param reconnectMs before it connects again
 * @param cancelsOnDisconnect whether its orders are cancelled when it is gone
 * @param cancelGraceMs how long it may be gone before that
 * @param queuesRanges whether it wants one answer for several messages
 * @param massCancelPercent how many of its messages are mass cancels
 * @param crossingPercent how many of its orders are for the other side's price
 * @param depth how many orders it lets rest before it cancels them all at once, twice; 0 for none but those that it trades with
 */
public record ClientTraits(
        int maxPauseMs,
        int maxBurst,
        int keepaliveMs,
        int reconnectMs,
        boolean cancelsOnDisconnect,
        int cancelGraceMs,
        boolean queuesRanges,
        int massCancelPercent,
        int crossingPercent,
        int depth) {
    /**
     * One that waits longer for its gateway, and goes on sending meanwhile.
     *
     * @param longKeepaliveMs of its session
     * @param shortPauseMs the longest time between two of its messages
     * @return a copy
     */
    public ClientTraits withPatience(final int longKeepaliveMs, final int shortPauseMs) {
        return new ClientTraits(
                shortPauseMs,
                maxBurst,
                longKeepaliveMs,
                reconnectMs,
                cancelsOnDisconnect,
                cancelGraceMs,
                queuesRanges,
                massCancelPercent,
                crossingPercent,
                depth);
    }

    /**
     * One that lets many orders rest.
     *
     * @param restingOrders before it cancels them all
     * @return a copy
     */
    public ClientTraits withDepth(final int restingOrders) {
        return new ClientTraits(
                maxPauseMs,
                maxBurst,
                keepaliveMs,
                reconnectMs,
                cancelsOnDisconnect,
                cancelGraceMs,
                queuesRanges,
                massCancelPercent,
                crossingPercent,
                restingOrders);
    }
}

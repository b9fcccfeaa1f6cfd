package io.matchlock.audit.sim.actor;

/**
 * What a client is like.
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
        int crossingPercent) {}

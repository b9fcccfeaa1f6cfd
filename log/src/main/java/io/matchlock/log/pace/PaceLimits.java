package io.matchlock.log.pace;

import java.time.Duration;

/**
 * When a follower of the log stands back.
 *
 * @param yieldAbove bytes a second into the log, 0 for never
 * @param maxYield the longest rest, at least 1 s; then it works for as long
 */
public record PaceLimits(long yieldAbove, Duration maxYield) {
    /** A follower that never stands back. */
    public static final PaceLimits NEVER = new PaceLimits(0, Duration.ofSeconds(1));

    /** Checks the bounds. */
    public PaceLimits {
        if (yieldAbove < 0 || maxYield.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "yields above " + yieldAbove + " bytes/s for " + maxYield + ", must be at least 0 and 1 s");
        }
    }
}

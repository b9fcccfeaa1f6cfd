package io.matchlock.log.heal;

import java.time.Duration;

/**
 * How a healer works.
 *
 * @param name of its thread
 * @param segment whose log is read
 * @param who has the healer, for messages: {@code this matcher}
 * @param answer to a question
 * @param pageBytes about the most bytes that are read at a time
 * @param ringBytes for messages on their way, a power of two
 * @param retryDelay after an attempt to reach the log that has failed
 */
public record HealerSettings(
        String name, String segment, String who, Answer answer, int pageBytes, int ringBytes, Duration retryDelay) {
    /** What answers a question. */
    public enum Answer {
        /** One page, or none if the log can't be reached. */
        PAGE,
        /** All up to the tail. The question stands until the tail is reached, whatever happens meanwhile. */
        ALL_TO_TAIL
    }
}

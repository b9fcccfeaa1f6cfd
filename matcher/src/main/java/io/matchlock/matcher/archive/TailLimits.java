package io.matchlock.matcher.archive;

import java.time.Duration;

/**
 * How much of the log stays in the streams once it is archived: what is beyond either limit goes.
 *
 * @param bytes of both streams, in memory
 * @param age of an entry, by the time in it
 */
public record TailLimits(long bytes, Duration age) {}

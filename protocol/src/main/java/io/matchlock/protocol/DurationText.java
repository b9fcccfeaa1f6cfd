package io.matchlock.protocol;

import java.time.Duration;

/** Durations for people, as settings are written: {@code 10 s}, {@code 250 ms}. */
public final class DurationText {
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000 * NS_PER_US;
    private static final long NS_PER_S = 1_000 * NS_PER_MS;

    private DurationText() {}

    /**
     * Writes a duration as a whole number of seconds, or of the largest smaller unit that it is a whole number of.
     *
     * @param duration below 292 years
     * @return number and unit
     */
    public static String of(final Duration duration) {
        final long ns = duration.toNanos();
        if (ns % NS_PER_S == 0) {
            return ns / NS_PER_S + " s";
        }
        if (ns % NS_PER_MS == 0) {
            return ns / NS_PER_MS + " ms";
        }
        return ns % NS_PER_US == 0 ? ns / NS_PER_US + " us" : ns + " ns";
    }
}

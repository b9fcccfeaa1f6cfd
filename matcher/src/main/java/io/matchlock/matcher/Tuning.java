package io.matchlock.matcher;

import java.time.Duration;

/**
 * How a matcher uses its machine.
 *
 * @param idle what the agent does without work
 * @param ownThread whether the agent gets a thread; if not, the owner calls {@link Matcher#invoke()}
 * @param earlySlots how many entries may wait for a missing one, a power of two, 64 KB each
 * @param gapTimeout how long a missing entry is waited for before the log is asked
 * @param silence how long nothing may come before the log is asked for its tail
 * @param healRingBytes for entries on their way from the log, a power of two, at least 1 MB
 * @param journalRingBytes for events on their way to the log, a power of two
 * @param gatherDelay how long events may wait for others before they are flushed together
 * @param reconnectDelay between attempts to reach the log
 * @param closeTimeout how long closing waits for events that are not written
 * @param hashInterval the state hash goes into each entry whose sequence is a multiple of it; 0 for none
 */
public record Tuning(
        IdleMode idle,
        boolean ownThread,
        int earlySlots,
        Duration gapTimeout,
        Duration silence,
        int healRingBytes,
        int journalRingBytes,
        Duration gatherDelay,
        Duration reconnectDelay,
        Duration closeTimeout,
        long hashInterval) {
    private static final int MEGABYTE = 1024 * 1024;

    /** {@return for a machine where the matcher shares its core: backs off, looks after the log's tail every 10 ms} */
    public static Tuning shared() {
        return new Tuning(
                IdleMode.BACKOFF,
                true,
                256,
                Duration.ofNanos(200_000),
                Duration.ofMillis(10),
                4 * MEGABYTE,
                4 * MEGABYTE,
                Duration.ofMillis(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                10_000);
    }

    /** {@return for a machine where the matcher has a core of its own: spins, looks after the log's tail every ms} */
    public static Tuning dedicated() {
        final Tuning shared = shared();
        return new Tuning(
                IdleMode.BUSY_SPIN,
                true,
                shared.earlySlots,
                shared.gapTimeout,
                Duration.ofMillis(1),
                shared.healRingBytes,
                16 * shared.journalRingBytes,
                shared.gatherDelay,
                shared.reconnectDelay,
                shared.closeTimeout,
                shared.hashInterval);
    }

    /**
     * The same with another way to idle.
     *
     * @param mode what the agent does without work
     * @return a copy
     */
    public Tuning withIdle(final IdleMode mode) {
        return new Tuning(
                mode,
                ownThread,
                earlySlots,
                gapTimeout,
                silence,
                healRingBytes,
                journalRingBytes,
                gatherDelay,
                reconnectDelay,
                closeTimeout,
                hashInterval);
    }

    /**
     * The same with the state hash at another interval.
     *
     * @param entries between two state hashes; 0 for none
     * @return a copy
     */
    public Tuning withHashInterval(final long entries) {
        return new Tuning(
                idle,
                ownThread,
                earlySlots,
                gapTimeout,
                silence,
                healRingBytes,
                journalRingBytes,
                gatherDelay,
                reconnectDelay,
                closeTimeout,
                entries);
    }

    /** {@return the same, driven by its owner through {@link Matcher#invoke()}} */
    public Tuning withoutThread() {
        return new Tuning(
                idle,
                false,
                earlySlots,
                gapTimeout,
                silence,
                healRingBytes,
                journalRingBytes,
                gatherDelay,
                reconnectDelay,
                closeTimeout,
                hashInterval);
    }
}

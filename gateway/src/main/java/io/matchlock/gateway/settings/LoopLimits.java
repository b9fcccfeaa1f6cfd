package io.matchlock.gateway.settings;

import java.time.Duration;

/**
 * The bounds of one event loop.
 *
 * @param maxInFlight batches of 64 KB sent and not answered
 * @param eagerInFlight while so many are in flight a turn's records wait for the next answer, or until the batch is full
 * @param mailboxBytes for events on their way to the loop, a power of two
 * @param receiveBufferBytes of one read
 * @param retryBackoff before a refused batch is sent again, or a lost connection is made again; doubles up to 32 times
 * @param memoryInterval between two looks at the server's memory
 */
public record LoopLimits(
        int maxInFlight,
        int eagerInFlight,
        int mailboxBytes,
        int receiveBufferBytes,
        Duration retryBackoff,
        Duration memoryInterval) {
    /** {@return 32 batches in flight, 4 of them sent at the end of a turn, 2 MB of events, reads of 64 KB} */
    public static LoopLimits defaults() {
        return new LoopLimits(32, 4, 2 * 1024 * 1024, 64 * 1024, Duration.ofMillis(10), Duration.ofMillis(100));
    }
}

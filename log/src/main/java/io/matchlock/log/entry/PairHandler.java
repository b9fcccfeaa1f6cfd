package io.matchlock.log.entry;

import org.agrona.DirectBuffer;

/** Takes the log pair by pair: of each id the orders entry, and the events entry that it caused. */
@FunctionalInterface
public interface PairHandler {
    /**
     * One entry of each stream.
     *
     * @param id of both, packed
     * @param orders holds the orders entry; valid only during the call
     * @param ordersOffset in {@code orders}
     * @param ordersLength in bytes
     * @param events holds the events entry; valid only during the call
     * @param eventsOffset in {@code events}
     * @param eventsLength in bytes
     */
    void onPair(
            long id,
            DirectBuffer orders,
            int ordersOffset,
            int ordersLength,
            DirectBuffer events,
            int eventsOffset,
            int eventsLength);
}

package io.matchlock.gateway.events;

import org.agrona.DirectBuffer;

/** Where parts of events entries come from, fast and without a promise. Polled by the events poller. */
@FunctionalInterface
public interface PartSource {
    /** Takes parts. */
    @FunctionalInterface
    interface Handler {
        /**
         * Something that should be a part.
         *
         * @param buffer that holds it; valid only during the call
         * @param offset in {@code buffer}
         * @param length in bytes
         */
        void onPart(DirectBuffer buffer, int offset, int length);
    }

    /**
     * Hands over what has come.
     *
     * @param handler of the parts
     * @param limit of fragments for each matcher
     * @return how much there was
     */
    int poll(Handler handler, int limit);
}

package io.matchlock.matcher.events;

import org.agrona.DirectBuffer;

/** Takes the parts of events entries in order, each with its {@code PartEnvelope}, on the agent's thread. */
@FunctionalInterface
public interface PartSink {
    /**
     * One part.
     *
     * @param buffer that holds it; valid only during the call
     * @param offset of its envelope
     * @param length in bytes, envelope included
     */
    void onPart(DirectBuffer buffer, int offset, int length);
}

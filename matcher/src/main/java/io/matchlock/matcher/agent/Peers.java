package io.matchlock.matcher.agent;

import org.agrona.DirectBuffer;

/** The way to gateways and from them, fast and without a promise. Used by the agent alone. */
public interface Peers {
    /**
     * Hands what has come to the agent's {@code onFragment}.
     *
     * @return how many fragments there were
     */
    int poll();

    /**
     * Offers a part to all gateways, without waiting.
     *
     * @param buffer that holds it
     * @param offset in {@code buffer}
     * @param length in bytes
     * @return whether it was taken
     */
    boolean offer(DirectBuffer buffer, int offset, int length);
}

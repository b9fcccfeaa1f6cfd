package io.matchlock.gateway.chain;

/** Hears that a message of its is durable; called on the loop's thread, in the order of the messages. */
public interface AckTarget {
    /**
     * A message is durable in the orders stream and will be applied.
     *
     * @param clientNumber of the message
     * @param clOrdId of the message
     * @param receiveTimeNs when the gateway received it, UTC
     * @param queuedTimeNs when it was known to be durable, UTC
     */
    void onQueued(long clientNumber, long clOrdId, long receiveTimeNs, long queuedTimeNs);
}

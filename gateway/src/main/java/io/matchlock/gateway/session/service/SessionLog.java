package io.matchlock.gateway.session.service;

import io.matchlock.gateway.chain.AckTarget;
import org.agrona.DirectBuffer;

/** What the sessions of a loop append to the log. Nothing waits here: where there is no room, nothing is appended. */
public interface SessionLog {
    /** No batch: there was no room. Batches are numbered from 1. */
    long NO_BATCH = 0;

    /** {@return whether the engine knows the loop's chain, so that logons will be answered} */
    boolean isReady();

    /** {@return whether a record of the gateway's own may be appended now} */
    boolean hasRoom();

    /** {@return one of the levels of {@code Admission}} */
    int admission();

    /**
     * Appends a client's message as it came.
     *
     * @param target to acknowledge
     * @param session number
     * @param clientNumber of the message
     * @param clOrdId of the message
     * @param receiveTimeNs UTC
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes
     * @return the number of the batch that took it, {@link #NO_BATCH} if there is no room now
     */
    long append(
            AckTarget target,
            int session,
            long clientNumber,
            long clOrdId,
            long receiveTimeNs,
            DirectBuffer buffer,
            int offset,
            int length);

    /**
     * Appends a record that stands for a message that is refused.
     *
     * @param target to acknowledge
     * @param session number
     * @param clientNumber of the message
     * @param receiveTimeNs UTC
     * @param refusal what it says
     * @return the number of the batch that took it, {@link #NO_BATCH} if there is no room now
     */
    long refuse(AckTarget target, int session, long clientNumber, long receiveTimeNs, Refusal refusal);

    /**
     * Asks the engine to create a session. {@link #hasRoom()} must have said yes.
     *
     * @param request that was found good
     * @param receiveTimeNs UTC
     */
    void negotiate(LogonRequest request, long receiveTimeNs);

    /**
     * Asks the engine to bind a session. {@link #hasRoom()} must have said yes.
     *
     * @param request that was found good
     * @param terms that it asks for
     * @param receiveTimeNs UTC
     */
    void establish(LogonRequest request, BindingTerms terms, long receiveTimeNs);

    /**
     * Whether the matcher has answered a batch.
     *
     * @param batchNumber of the batch
     * @return whether all that it has caused is here
     */
    boolean isAnswered(long batchNumber);
}

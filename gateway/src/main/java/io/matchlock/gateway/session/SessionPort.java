package io.matchlock.gateway.session;

import io.matchlock.gateway.chain.AckTarget;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.session.Durability;
import java.util.List;
import org.agrona.DirectBuffer;

/** What a session asks of the loop that it lives on. */
public interface SessionPort {
    /** {@return whether the engine knows the loop's chain, so that logons will be answered} */
    boolean isReady();

    /** {@return whether a record of any size may be appended now} */
    boolean hasRoom();

    /** {@return one of the levels of {@code Admission}} */
    int admission();

    /**
     * Appends a client's message as it came, or nothing.
     *
     * @param target to acknowledge
     * @param session number
     * @param clientNumber of the message
     * @param clOrdId of the message
     * @param receiveTimeNs UTC
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes
     * @return false if there is no room now
     */
    boolean append(
            AckTarget target,
            int session,
            long clientNumber,
            long clOrdId,
            long receiveTimeNs,
            DirectBuffer buffer,
            int offset,
            int length);

    /**
     * Appends a record that stands for a message that is refused, or nothing.
     *
     * @param target to acknowledge
     * @param session number
     * @param clientNumber of the message
     * @param receiveTimeNs UTC
     * @param refusal what it says
     * @return false if there is no room now
     */
    boolean refuse(AckTarget target, int session, long clientNumber, long receiveTimeNs, Refusal refusal);

    /**
     * Asks the engine to create a session; {@link #hasRoom()} has said yes.
     *
     * @param request that was found good
     * @param receiveTimeNs UTC
     */
    void negotiate(LogonRequest request, long receiveTimeNs);

    /**
     * Asks the engine to bind a session; {@link #hasRoom()} has said yes.
     *
     * @param request that was found good
     * @param receiveTimeNs UTC
     */
    void establish(LogonRequest request, long receiveTimeNs);

    /**
     * The session is bound to this connection from here.
     *
     * @param session that is bound
     */
    void onBound(Session session);

    /**
     * The session's connection is over, so the engine must be told; it will be, at the first occasion.
     *
     * @param session number
     * @param terminated whether by Terminate
     */
    void release(int session, boolean terminated);

    /**
     * A client was refused, or its connection ended by us; to be noted for the operator.
     *
     * @param session number, 0 before it is bound
     * @param what the code's name
     * @param reason that the client is told
     */
    void onTerminated(int session, String what, String reason);

    /** {@return whether the matcher has answered all that was appended for this connection, and the answers are here} */
    boolean isAnswered();

    /** {@link Session#onAnswered()} is to be called whenever that may have become so. */
    void onAnswering();

    /** Sends what was written and closes the connection; input is thrown away from here. */
    void close();

    /** {@return the segment's instruments} */
    List<InstrumentDefinition> instruments();

    /** {@return the last entry whose events were seen, packed} */
    long position();

    /** {@return the epoch that is appended to} */
    long epoch();

    /** {@return how durable what is acknowledged is, as the protocol says it} */
    Durability durability();
}

package io.matchlock.client.wire;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.SecurityListRequestEncoder;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.RetransmitRequestEncoder;
import io.matchlock.protocol.session.SequenceEncoder;
import io.matchlock.protocol.session.TerminateEncoder;
import io.matchlock.protocol.session.TerminationCode;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the messages of an established session that have no number. Owned by the session's thread. */
public final class UnnumberedMessages {
    private static final byte[] NO_REASON = {};

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SequenceEncoder sequence = new SequenceEncoder();
    private final TerminateEncoder terminate = new TerminateEncoder();
    private final RetransmitRequestEncoder retransmit = new RetransmitRequestEncoder();
    private final io.matchlock.protocol.order.MessageHeaderEncoder orderHeader =
            new io.matchlock.protocol.order.MessageHeaderEncoder();
    private final SecurityListRequestEncoder securityList = new SecurityListRequestEncoder();
    private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(128));
    private final Wire wire;

    /**
     * Writes to a connection.
     *
     * @param wire to write to
     */
    public UnnumberedMessages(final Wire wire) {
        this.wire = wire;
    }

    /**
     * Sends Sequence, the keepalive.
     *
     * @param nextSeqNo client number of the next message
     * @return false if the send buffer has no room
     */
    public boolean sendSequence(final long nextSeqNo) {
        sequence.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header).nextSeqNo(nextSeqNo);
        return send(sequence.limit());
    }

    /**
     * Sends Terminate.
     *
     * @param sessionId 16 bytes
     * @param code why
     * @return false if the send buffer has no room
     */
    public boolean sendTerminate(final byte[] sessionId, final TerminationCode code) {
        terminate.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        terminate.putSessionId(sessionId, 0, sessionId.length).code(code);
        terminate.putReason(NO_REASON, 0, 0);
        return send(terminate.limit());
    }

    /**
     * Sends a request for reports that were sent before.
     *
     * @param sessionId 16 bytes
     * @param timestampNs of the request, UTC, which comes back in the answer
     * @param fromSeqNo number of the first
     * @param count how many
     * @return false if the send buffer has no room
     */
    public boolean sendRetransmitRequest(
            final byte[] sessionId, final long timestampNs, final long fromSeqNo, final int count) {
        retransmit.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        retransmit
                .putSessionId(sessionId, 0, sessionId.length)
                .timestamp(timestampNs)
                .fromSeqNo(fromSeqNo)
                .count(count);
        return send(retransmit.limit());
    }

    /**
     * Sends a request for all instruments.
     *
     * @param requestId comes back in the answers
     * @return false if the send buffer has no room
     */
    public boolean sendSecurityList(final long requestId) {
        securityList
                .wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, orderHeader)
                .securityReqID(requestId);
        securityList.securityID(SecurityListRequestEncoder.securityIDNullValue());
        return send(securityList.limit());
    }

    private boolean send(final int length) {
        Sofh.write(message, 0, length);
        return wire.send(message, 0, length);
    }
}

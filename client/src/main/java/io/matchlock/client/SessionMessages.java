package io.matchlock.client;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.SecurityListRequestEncoder;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.SequenceEncoder;
import io.matchlock.protocol.session.TerminateEncoder;
import io.matchlock.protocol.session.TerminationCode;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the messages of an established session that have no number. Owned by the session's thread. */
final class SessionMessages {
    private static final byte[] NO_REASON = {};

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SequenceEncoder sequence = new SequenceEncoder();
    private final TerminateEncoder terminate = new TerminateEncoder();
    private final io.matchlock.protocol.order.MessageHeaderEncoder orderHeader =
            new io.matchlock.protocol.order.MessageHeaderEncoder();
    private final SecurityListRequestEncoder securityList = new SecurityListRequestEncoder();
    private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(128));
    private final Wire wire;

    SessionMessages(final Wire wire) {
        this.wire = wire;
    }

    boolean sendSequence(final long nextSeqNo) {
        sequence.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header).nextSeqNo(nextSeqNo);
        return send(sequence.limit());
    }

    boolean sendTerminate(final byte[] sessionId, final TerminationCode code) {
        terminate.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        terminate.putSessionId(sessionId, 0, sessionId.length).code(code);
        terminate.putReason(NO_REASON, 0, 0);
        return send(terminate.limit());
    }

    boolean sendSecurityList(final long requestId) {
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

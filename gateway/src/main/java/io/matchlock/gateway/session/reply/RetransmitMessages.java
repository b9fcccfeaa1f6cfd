package io.matchlock.gateway.session.reply;

import static io.matchlock.gateway.session.reply.ServerMessages.VAR_DATA_PREFIX;

import io.matchlock.protocol.PossDup;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.RetransmissionEncoder;
import io.matchlock.protocol.session.RetransmitRejectCode;
import io.matchlock.protocol.session.RetransmitRejectEncoder;
import org.agrona.DirectBuffer;

/** Writes the answers to a client's RetransmitRequests. One instance serves one session. */
public final class RetransmitMessages {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ServerMessages messages;

    /**
     * Writes to a session's client.
     *
     * @param messages of the session
     */
    public RetransmitMessages(final ServerMessages messages) {
        this.messages = messages;
    }

    /**
     * Whether a request is about the session of this connection.
     *
     * @param high the first 8 bytes of its session id, big-endian
     * @param low the last 8 bytes of its session id, big-endian
     * @return whether it is
     */
    public boolean isSession(final long high, final long low) {
        return messages.isSession(high, low);
    }

    /**
     * Reports follow that were sent before.
     *
     * @param requestTimestampNs of the request, UTC
     * @param nextSeqNo number of the first
     * @param count how many
     */
    public void begin(final long requestTimestampNs, final long nextSeqNo, final long count) {
        final int body = messages.claim(RetransmissionEncoder.BLOCK_LENGTH);
        new RetransmissionEncoder()
                .wrapAndApplyHeader(messages.buffer(), body, header)
                .requestTimestamp(requestTimestampNs)
                .nextSeqNo(nextSeqNo)
                .count(count);
        messages.putSessionId(body, RetransmissionEncoder.sessionIdEncodingOffset());
    }

    /**
     * A report that was sent before: the same bytes, but for PossDup.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes
     */
    public void report(final DirectBuffer buffer, final int offset, final int length) {
        PossDup.set(messages.buffer(), messages.put(buffer, offset, length));
    }

    /**
     * The live flow goes on.
     *
     * @param nextSeqNo of our next report
     */
    public void end(final long nextSeqNo) {
        messages.sequence(nextSeqNo);
    }

    /**
     * A RetransmitRequest is refused.
     *
     * @param requestTimestampNs of the request, UTC
     * @param code of the reject
     * @param reason short ASCII
     */
    public void reject(final long requestTimestampNs, final RetransmitRejectCode code, final String reason) {
        final int body = messages.claim(RetransmitRejectEncoder.BLOCK_LENGTH + VAR_DATA_PREFIX + reason.length());
        new RetransmitRejectEncoder()
                .wrapAndApplyHeader(messages.buffer(), body, header)
                .requestTimestamp(requestTimestampNs)
                .code(code)
                .reason(reason);
        messages.putSessionId(body, RetransmitRejectEncoder.sessionIdEncodingOffset());
    }
}

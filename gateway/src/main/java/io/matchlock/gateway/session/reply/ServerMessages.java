package io.matchlock.gateway.session.reply;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.session.Durability;
import io.matchlock.protocol.session.EstablishmentAckEncoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.EstablishmentRejectEncoder;
import io.matchlock.protocol.session.FinishedReceivingEncoder;
import io.matchlock.protocol.session.FlowType;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.NegotiationRejectEncoder;
import io.matchlock.protocol.session.NegotiationResponseEncoder;
import io.matchlock.protocol.session.NotAppliedEncoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedEncoder;
import io.matchlock.protocol.session.QueuedStatus;
import io.matchlock.protocol.session.SequenceEncoder;
import io.matchlock.protocol.session.TerminateEncoder;
import io.matchlock.protocol.session.TerminationCode;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes the session layer's messages to a client, and reports as they come, each as one frame. One instance serves one session. */
public final class ServerMessages {
    static final int VAR_DATA_PREFIX = Short.BYTES;

    private final Outbound out;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QueuedEncoder queued = new QueuedEncoder();
    private long idHigh;
    private long idLow;
    private boolean spoke;

    /**
     * Begins without a session.
     *
     * @param out where frames go
     */
    public ServerMessages(final Outbound out) {
        this.out = out;
    }

    /**
     * All further messages are about this session.
     *
     * @param high the first 8 bytes of its id, big-endian
     * @param low the last 8 bytes of its id, big-endian
     */
    public void session(final long high, final long low) {
        idHigh = high;
        idLow = low;
    }

    /** {@return whether anything was written since this was asked last} */
    public boolean hasSpoken() {
        final boolean since = spoke;
        spoke = false;
        return since;
    }

    /** Something will be said when the session is flushed. */
    void announce() {
        out.announce();
    }

    /**
     * The session is created.
     *
     * @param requestTimestampNs of the Negotiate, UTC
     */
    public void negotiationResponse(final long requestTimestampNs) {
        final int body = claim(NegotiationResponseEncoder.BLOCK_LENGTH + VAR_DATA_PREFIX);
        new NegotiationResponseEncoder()
                .wrapAndApplyHeader(out.buffer(), body, header)
                .requestTimestamp(requestTimestampNs)
                .serverFlow(FlowType.Recoverable)
                .putCredentials(new byte[0], 0, 0);
        putSessionId(body, NegotiationResponseEncoder.sessionIdEncodingOffset());
    }

    /**
     * A Negotiate is refused.
     *
     * @param requestTimestampNs of the Negotiate, UTC
     * @param code of the reject
     * @param reason short ASCII
     */
    public void negotiationReject(
            final long requestTimestampNs, final NegotiationRejectCode code, final String reason) {
        final int body = claim(NegotiationRejectEncoder.BLOCK_LENGTH + VAR_DATA_PREFIX + reason.length());
        new NegotiationRejectEncoder()
                .wrapAndApplyHeader(out.buffer(), body, header)
                .requestTimestamp(requestTimestampNs)
                .code(code)
                .reason(reason);
        putSessionId(body, NegotiationRejectEncoder.sessionIdEncodingOffset());
    }

    /**
     * The session is bound to this connection.
     *
     * @param requestTimestampNs of the Establish, UTC
     * @param keepaliveMs that was agreed
     * @param nextSeqNo of our next report
     * @param lastIncomingSeqNo the highest client number applied
     * @param durability of what is acknowledged
     * @param epoch of the log
     */
    public void establishmentAck(
            final long requestTimestampNs,
            final long keepaliveMs,
            final long nextSeqNo,
            final long lastIncomingSeqNo,
            final Durability durability,
            final long epoch) {
        final int body = claim(EstablishmentAckEncoder.BLOCK_LENGTH);
        new EstablishmentAckEncoder()
                .wrapAndApplyHeader(out.buffer(), body, header)
                .requestTimestamp(requestTimestampNs)
                .keepaliveInterval(keepaliveMs)
                .nextSeqNo(nextSeqNo)
                .lastIncomingSeqNo(lastIncomingSeqNo)
                .durability(durability)
                .epoch(epoch)
                .messageRateLimit(0);
        putSessionId(body, EstablishmentAckEncoder.sessionIdEncodingOffset());
    }

    /**
     * An Establish is refused.
     *
     * @param requestTimestampNs of the Establish, UTC
     * @param code of the reject
     * @param reason short ASCII
     */
    public void establishmentReject(
            final long requestTimestampNs, final EstablishmentRejectCode code, final String reason) {
        final int body = claim(EstablishmentRejectEncoder.BLOCK_LENGTH + VAR_DATA_PREFIX + reason.length());
        new EstablishmentRejectEncoder()
                .wrapAndApplyHeader(out.buffer(), body, header)
                .requestTimestamp(requestTimestampNs)
                .code(code)
                .reason(reason);
        putSessionId(body, EstablishmentRejectEncoder.sessionIdEncodingOffset());
    }

    /**
     * The gateway lives.
     *
     * @param nextSeqNo of our next report
     */
    public void sequence(final long nextSeqNo) {
        final int body = claim(SequenceEncoder.BLOCK_LENGTH);
        new SequenceEncoder().wrapAndApplyHeader(out.buffer(), body, header).nextSeqNo(nextSeqNo);
    }

    /**
     * Client numbers will never be applied.
     *
     * @param fromSeqNo the first of them
     * @param count how many
     * @param reason why not
     */
    public void notApplied(final long fromSeqNo, final long count, final NotAppliedReason reason) {
        final int body = claim(NotAppliedEncoder.BLOCK_LENGTH);
        new NotAppliedEncoder()
                .wrapAndApplyHeader(out.buffer(), body, header)
                .fromSeqNo(fromSeqNo)
                .count(count)
                .reason(reason);
    }

    void queued(
            final long fromSeqNo,
            final long count,
            final long clOrdId,
            final long receiveTimeNs,
            final long queuedTimeNs,
            final QueuedStatus status) {
        final int body = claim(QueuedEncoder.BLOCK_LENGTH);
        queued.wrapAndApplyHeader(out.buffer(), body, header)
                .fromSeqNo(fromSeqNo)
                .clOrdID(clOrdId)
                .receiveTime(receiveTimeNs)
                .queuedTime(queuedTimeNs)
                .count(count)
                .status(status);
    }

    /** All that the client has sent was taken. */
    public void finishedReceiving() {
        final int body = claim(FinishedReceivingEncoder.BLOCK_LENGTH);
        new FinishedReceivingEncoder().wrapAndApplyHeader(out.buffer(), body, header);
        putSessionId(body, FinishedReceivingEncoder.sessionIdEncodingOffset());
    }

    /**
     * The connection ends.
     *
     * @param code why
     * @param reason short ASCII
     */
    public void terminate(final TerminationCode code, final String reason) {
        final int body = claim(TerminateEncoder.BLOCK_LENGTH + VAR_DATA_PREFIX + reason.length());
        new TerminateEncoder()
                .wrapAndApplyHeader(out.buffer(), body, header)
                .code(code)
                .reason(reason);
        putSessionId(body, TerminateEncoder.sessionIdEncodingOffset());
    }

    /**
     * A report, as the engine made it.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes
     */
    public void report(final DirectBuffer buffer, final int offset, final int length) {
        put(buffer, offset, length);
    }

    /** Sends a message as it is; returns where its SBE header stands now in {@link #buffer()}. */
    int put(final DirectBuffer message, final int offset, final int length) {
        final int frame = out.claim(Sofh.HEADER_LENGTH + length);
        Sofh.write(out.buffer(), frame, Sofh.HEADER_LENGTH + length);
        out.buffer().putBytes(frame + Sofh.HEADER_LENGTH, message, offset, length);
        spoke = true;
        return frame + Sofh.HEADER_LENGTH;
    }

    /**
     * Whether messages are about the session of an id.
     *
     * @param high its first 8 bytes, big-endian
     * @param low its last 8 bytes, big-endian
     * @return whether they are
     */
    public boolean isSession(final long high, final long low) {
        return idHigh == high && idLow == low;
    }

    /** The buffer of the frame that was claimed last. */
    MutableDirectBuffer buffer() {
        return out.buffer();
    }

    /** Claims a frame and returns where its SBE header goes. */
    int claim(final int bodyLength) {
        final int length = Sofh.BODY_OFFSET + bodyLength;
        final int frame = out.claim(length);
        Sofh.write(out.buffer(), frame, length);
        spoke = true;
        return frame + Sofh.HEADER_LENGTH;
    }

    /** Puts the session's id into a message at its field's offset. */
    void putSessionId(final int message, final int fieldOffset) {
        final int offset = message + Sofh.SBE_HEADER_LENGTH + fieldOffset;
        out.buffer().putLong(offset, idHigh, ByteOrder.BIG_ENDIAN);
        out.buffer().putLong(offset + Long.BYTES, idLow, ByteOrder.BIG_ENDIAN);
    }
}

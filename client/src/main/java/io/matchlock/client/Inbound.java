package io.matchlock.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.report.ReportDecoder;
import io.matchlock.protocol.report.ReportListener;
import io.matchlock.protocol.session.EstablishmentAckDecoder;
import io.matchlock.protocol.session.EstablishmentRejectDecoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.NegotiationRejectDecoder;
import io.matchlock.protocol.session.NegotiationResponseDecoder;
import io.matchlock.protocol.session.NotAppliedDecoder;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.RetransmissionDecoder;
import io.matchlock.protocol.session.RetransmitRejectDecoder;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.TerminateDecoder;
import io.matchlock.protocol.session.UnsequencedHeartbeatDecoder;
import org.agrona.DirectBuffer;

/** Decodes what the gateway sends and tells the {@link Dialogue}. Lengths are checked before anything is read. Owned by the session's thread. */
final class Inbound {
    private static final long NONE = 0;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NegotiationResponseDecoder negotiationResponse = new NegotiationResponseDecoder();
    private final NegotiationRejectDecoder negotiationReject = new NegotiationRejectDecoder();
    private final EstablishmentAckDecoder establishmentAck = new EstablishmentAckDecoder();
    private final EstablishmentRejectDecoder establishmentReject = new EstablishmentRejectDecoder();
    private final TerminateDecoder terminate = new TerminateDecoder();
    private final SequenceDecoder sequence = new SequenceDecoder();
    private final NotAppliedDecoder notApplied = new NotAppliedDecoder();
    private final QueuedDecoder queued = new QueuedDecoder();
    private final SecurityDefinitionDecoder securityDefinition = new SecurityDefinitionDecoder();
    private final ReportDecoder reports = new ReportDecoder();
    private final Reference reference = new Reference();
    private final Dialogue dialogue;
    private DirectBuffer buffer;
    private int body;
    private int bodyLength;

    Inbound(final Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** Takes one frame; returns false if it can't be understood. */
    boolean onFrame(final DirectBuffer source, final int frame, final int frameLength) {
        buffer = source;
        header.wrap(source, frame + Sofh.HEADER_LENGTH);
        body = frame + Sofh.BODY_OFFSET;
        bodyLength = frameLength - Sofh.BODY_OFFSET;
        if (header.blockLength() > bodyLength) {
            return false;
        }
        return header.schemaId() == QueuedDecoder.SCHEMA_ID
                ? onSessionMessage()
                : onApplicationMessage(frame, frameLength);
    }

    private boolean onSessionMessage() {
        return switch (header.templateId()) {
            case QueuedDecoder.TEMPLATE_ID -> has(QueuedDecoder.BLOCK_LENGTH) && onQueued();
            case SequenceDecoder.TEMPLATE_ID -> has(SequenceDecoder.BLOCK_LENGTH) && onSequence();
            case NotAppliedDecoder.TEMPLATE_ID -> has(NotAppliedDecoder.BLOCK_LENGTH) && onNotApplied();
            case NegotiationResponseDecoder.TEMPLATE_ID ->
                has(NegotiationResponseDecoder.BLOCK_LENGTH) && onNegotiationResponse();
            case NegotiationRejectDecoder.TEMPLATE_ID ->
                hasText(NegotiationRejectDecoder.BLOCK_LENGTH) && onNegotiationReject();
            case EstablishmentAckDecoder.TEMPLATE_ID ->
                has(EstablishmentAckDecoder.BLOCK_LENGTH) && onEstablishmentAck();
            case EstablishmentRejectDecoder.TEMPLATE_ID ->
                hasText(EstablishmentRejectDecoder.BLOCK_LENGTH) && onEstablishmentReject();
            case TerminateDecoder.TEMPLATE_ID -> hasText(TerminateDecoder.BLOCK_LENGTH) && onTerminate();
            case RetransmissionDecoder.TEMPLATE_ID -> has(RetransmissionDecoder.BLOCK_LENGTH);
            case RetransmitRejectDecoder.TEMPLATE_ID ->
                hasText(RetransmitRejectDecoder.BLOCK_LENGTH) && onRetransmitReject();
            case UnsequencedHeartbeatDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    private boolean onQueued() {
        queued.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onQueued(queued);
        return true;
    }

    private boolean onSequence() {
        sequence.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onSequence(sequence.nextSeqNo());
        return true;
    }

    private boolean onNotApplied() {
        notApplied.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onNotApplied(notApplied.fromSeqNo(), notApplied.count(), notApplied.reason());
        return true;
    }

    private boolean onNegotiationResponse() {
        negotiationResponse.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onNegotiated(negotiationResponse.requestTimestamp());
        return true;
    }

    private boolean onNegotiationReject() {
        negotiationReject.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onNegotiationReject(negotiationReject.code(), negotiationReject.reason());
        return true;
    }

    private boolean onEstablishmentAck() {
        establishmentAck.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onEstablishmentAck(establishmentAck);
        return true;
    }

    private boolean onEstablishmentReject() {
        establishmentReject.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onEstablishmentReject(establishmentReject.code(), establishmentReject.reason());
        return true;
    }

    private boolean onRetransmitReject() {
        dialogue.onRetransmitReject();
        return true;
    }

    private boolean onTerminate() {
        terminate.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onTerminate(terminate.code(), terminate.reason());
        return true;
    }

    private boolean onApplicationMessage(final int frame, final int frameLength) {
        if (header.schemaId() != SecurityDefinitionDecoder.SCHEMA_ID) {
            return false;
        }
        return header.templateId() == SecurityDefinitionDecoder.TEMPLATE_ID
                ? has(SecurityDefinitionDecoder.BLOCK_LENGTH) && onSecurityDefinition()
                : onReport(frame + Sofh.HEADER_LENGTH, frameLength - Sofh.HEADER_LENGTH);
    }

    /** A report of a template that only a newer client knows is delivered too: it has a number like any other. */
    private boolean onReport(final int offset, final int length) {
        reference.number = NONE;
        if (reports.decode(buffer, offset, length, reference) == MessageShape.BAD_SIZE || !has(Long.BYTES)) {
            return false;
        }
        final long reportNumber = buffer.getLong(body, LITTLE_ENDIAN);
        dialogue.onReport(reportNumber, Math.max(NONE, reference.number), header.templateId(), buffer, offset, length);
        return true;
    }

    private boolean onSecurityDefinition() {
        securityDefinition.wrap(buffer, body, header.blockLength(), header.version());
        dialogue.onSecurityDefinition(securityDefinition);
        return true;
    }

    private boolean has(final int blockLength) {
        return header.blockLength() >= blockLength;
    }

    private boolean hasText(final int blockLength) {
        final int text = header.blockLength();
        return has(blockLength)
                && text + Short.BYTES <= bodyLength
                && text + Short.BYTES + (buffer.getShort(body + text, LITTLE_ENDIAN) & 0xFFFF) <= bodyLength;
    }

    /** The client number that a report answers, as it says. */
    private static final class Reference implements ReportListener {
        private long number;

        @Override
        public void onExecution(final ExecutionReportDecoder report) {
            number = report.refSeqNum();
        }

        @Override
        public void onTrade(final ExecutionReportTradeDecoder trade) {
            number = trade.refSeqNum();
        }

        @Override
        public void onReject(final ExecutionReportRejectDecoder reject) {
            number = reject.refSeqNum();
        }

        @Override
        public void onCancelReject(final OrderCancelRejectDecoder reject) {
            number = reject.refSeqNum();
        }

        @Override
        public void onMassAction(final OrderMassActionReportDecoder report) {
            number = report.refSeqNum();
        }

        @Override
        public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
            number = reject.refSeqNum();
        }
    }
}

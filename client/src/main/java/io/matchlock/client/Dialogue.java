package io.matchlock.client;

import io.matchlock.client.logon.Refusals;
import io.matchlock.client.order.SendWindow;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.EstablishmentAckDecoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.TerminationCode;
import org.agrona.DirectBuffer;

/**
 * What each message of the gateway means for a session: which numbers are settled, which reports are new, whether a refusal
 * ends it. Tells the owner's listener. Owned by the session's thread.
 */
final class Dialogue {
    private final ClientSession session;
    private final ClientListener listener;
    private final SessionLink link;
    private final SendWindow window;
    private final ReportFlow reports;
    private boolean wasEstablished;

    Dialogue(
            final ClientSession session,
            final ClientListener listener,
            final SessionLink link,
            final SendWindow window,
            final ReportFlow reports) {
        this.session = session;
        this.listener = listener;
        this.link = link;
        this.window = window;
        this.reports = reports;
    }

    void onQueued(final QueuedDecoder queued) {
        final long last = queued.fromSeqNo() + queued.count() - 1;
        window.release(last);
        listener.onQueued(
                session,
                queued.fromSeqNo(),
                queued.count(),
                queued.clOrdID(),
                queued.receiveTime(),
                queued.queuedTime(),
                queued.status());
    }

    void onSequence(final long nextReportNumber) {
        reports.expect(nextReportNumber);
    }

    void onNotApplied(final long from, final long count, final NotAppliedReason reason) {
        final long end = Math.min(from + count, window.next());
        for (long number = Math.max(from, window.settled() + 1); number < end; number++) {
            if (window.kill(number)) {
                listener.onNotApplied(session, number, 1, reason);
            }
        }
    }

    void onNegotiated(final long requestTimestampNs) {
        link.onNegotiated(requestTimestampNs);
    }

    void onNegotiationReject(final NegotiationRejectCode code, final String reason) {
        link.onNegotiationRefused("Negotiate was rejected: " + code + " " + reason, Refusals.isPassing(code));
    }

    void onEstablishmentAck(final EstablishmentAckDecoder ack) {
        if (!link.onEstablished(ack)) {
            return;
        }
        wasEstablished = true;
        final long applied = Math.max(0, ack.lastIncomingSeqNo());
        final long released = window.released();
        final long last = Math.min(applied, window.next() - 1);
        window.restart(applied);
        listener.onEstablished(session, applied, ack.nextSeqNo());
        if (last > released) {
            listener.onSettled(session, released + 1, last - released);
        } else if (applied < released) {
            listener.onAcknowledgedLost(session, applied + 1, released - applied);
        }
        reports.onEstablished(ack.nextSeqNo());
    }

    void onEstablishmentReject(final EstablishmentRejectCode code, final String reason) {
        link.handshake().onRejected(code);
        link.refuse(
                "Establish was rejected: " + code + " " + reason,
                !link.handshake().isOver() && (Refusals.isPassing(code) || isLockedOut(code)));
    }

    /** Credentials that were accepted before are still right: wrong ones from the same address have locked it out for a while. */
    private boolean isLockedOut(final EstablishmentRejectCode code) {
        return code == EstablishmentRejectCode.Credentials && wasEstablished;
    }

    void onTerminate(final TerminationCode code, final String reason) {
        link.onTerminated("terminated: " + code + " " + reason, Refusals.isPassing(code));
    }

    void onReport(
            final long reportNumber,
            final long clientNumber,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        window.release(clientNumber);
        if (reports.take(reportNumber)) {
            listener.onReport(session, reportNumber, clientNumber, templateId, buffer, offset, length);
        }
    }

    void onRetransmitReject() {
        reports.onRefused();
    }

    void onSecurityDefinition(final SecurityDefinitionDecoder definition) {
        listener.onSecurityDefinition(session, definition);
    }
}

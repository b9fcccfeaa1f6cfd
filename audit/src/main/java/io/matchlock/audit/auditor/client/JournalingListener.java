package io.matchlock.audit.auditor.client;

import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.NotAppliedDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.QueuedStatus;
import io.matchlock.protocol.session.RetransmissionDecoder;
import io.matchlock.protocol.session.SequenceDecoder;
import org.agrona.DirectBuffer;

/**
 * Writes what a session sends and is told into a journal, and passes all on to another listener. It reads the
 * messages as they arrive, not as the session understands them, so that a mistake of the session is no mistake of the
 * journal's. On the session's thread.
 */
public final class JournalingListener implements ClientListener {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QueuedDecoder queued = new QueuedDecoder();
    private final NotAppliedDecoder notApplied = new NotAppliedDecoder();
    private final SequenceDecoder sequence = new SequenceDecoder();
    private final RetransmissionDecoder retransmission = new RetransmissionDecoder();
    private final ClientJournal journal;
    private final ClientListener next;

    /**
     * Stands between a session and its listener.
     *
     * @param journal to write
     * @param next that is told after
     */
    public JournalingListener(final ClientJournal journal, final ClientListener next) {
        this.journal = journal;
        this.next = next;
    }

    @Override
    public void onTaken(
            final ClientSession session,
            final long clientNumber,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        journal.onSent(clientNumber, buffer, offset, length);
        next.onTaken(session, clientNumber, buffer, offset, length);
    }

    @Override
    public void onReceived(final ClientSession session, final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        if (header.blockLength() <= length - HEADER) {
            if (header.schemaId() == ExecutionReportDecoder.SCHEMA_ID) {
                onApplicationMessage(buffer, offset, length);
            } else {
                onSessionMessage(buffer, offset + HEADER);
            }
        }
        next.onReceived(session, buffer, offset, length);
    }

    @Override
    public void onEstablished(final ClientSession session, final long lastApplied, final long nextReport) {
        journal.onEstablished(lastApplied, nextReport);
        next.onEstablished(session, lastApplied, nextReport);
    }

    @Override
    public void onDisconnected(final ClientSession session, final String reason) {
        journal.onDisconnected();
        next.onDisconnected(session, reason);
    }

    @Override
    public void onQueued(
            final ClientSession session,
            final long fromNumber,
            final long count,
            final long clOrdId,
            final long receiveTimeNs,
            final long queuedTimeNs,
            final QueuedStatus status) {
        next.onQueued(session, fromNumber, count, clOrdId, receiveTimeNs, queuedTimeNs, status);
    }

    @Override
    public void onNotApplied(
            final ClientSession session, final long fromNumber, final long count, final NotAppliedReason reason) {
        next.onNotApplied(session, fromNumber, count, reason);
    }

    @Override
    public void onSettled(final ClientSession session, final long fromNumber, final long count) {
        next.onSettled(session, fromNumber, count);
    }

    @Override
    public void onAcknowledgedLost(final ClientSession session, final long fromNumber, final long count) {
        next.onAcknowledgedLost(session, fromNumber, count);
    }

    @Override
    public void onReportGap(final ClientSession session, final long fromNumber, final long count) {
        next.onReportGap(session, fromNumber, count);
    }

    @Override
    public void onReportsLost(final ClientSession session, final long fromNumber, final long count) {
        next.onReportsLost(session, fromNumber, count);
    }

    @Override
    public void onReport(
            final ClientSession session,
            final long reportNumber,
            final long clientNumber,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        next.onReport(session, reportNumber, clientNumber, templateId, buffer, offset, length);
    }

    @Override
    public void onSecurityDefinition(final ClientSession session, final SecurityDefinitionDecoder definition) {
        next.onSecurityDefinition(session, definition);
    }

    private void onSessionMessage(final DirectBuffer buffer, final int body) {
        switch (header.templateId()) {
            case QueuedDecoder.TEMPLATE_ID -> {
                queued.wrap(buffer, body, header.blockLength(), header.version());
                journal.onQueued(queued.fromSeqNo(), queued.count(), queued.status());
            }
            case NotAppliedDecoder.TEMPLATE_ID -> {
                notApplied.wrap(buffer, body, header.blockLength(), header.version());
                journal.onNotApplied(notApplied.fromSeqNo(), notApplied.count());
            }
            case SequenceDecoder.TEMPLATE_ID -> {
                sequence.wrap(buffer, body, header.blockLength(), header.version());
                journal.onSequence(sequence.nextSeqNo());
            }
            case RetransmissionDecoder.TEMPLATE_ID -> {
                retransmission.wrap(buffer, body, header.blockLength(), header.version());
                journal.onRetransmission(retransmission.nextSeqNo(), retransmission.count());
            }
            default -> {
                // of the handshake, a heartbeat, or the end: what follows from it is told by other calls
            }
        }
    }

    /** The number of a report is the first field of its block; answers to queries have none. */
    private void onApplicationMessage(final DirectBuffer buffer, final int offset, final int length) {
        final int template = header.templateId();
        if (template != SecurityDefinitionDecoder.TEMPLATE_ID) {
            final long number = buffer.getLong(offset + HEADER, java.nio.ByteOrder.LITTLE_ENDIAN);
            journal.onReport(number, template, buffer, offset, length);
        }
    }
}

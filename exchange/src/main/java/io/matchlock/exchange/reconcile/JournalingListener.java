package io.matchlock.exchange.reconcile;

import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.QueuedStatus;
import org.agrona.DirectBuffer;

/** Writes what a session is told into a journal, and passes it on. On the session's thread. */
public final class JournalingListener implements ClientListener {
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
    public void onEstablished(final ClientSession session, final long lastApplied, final long nextReport) {
        next.onEstablished(session, lastApplied, nextReport);
    }

    @Override
    public void onDisconnected(final ClientSession session, final String reason) {
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
        journal.onQueued(fromNumber, count);
        next.onQueued(session, fromNumber, count, clOrdId, receiveTimeNs, queuedTimeNs, status);
    }

    @Override
    public void onNotApplied(final ClientSession session, final long fromNumber, final long count) {
        next.onNotApplied(session, fromNumber, count);
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
        journal.onReportGap(fromNumber, count);
        next.onReportGap(session, fromNumber, count);
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
        journal.onReport(reportNumber, templateId, buffer, offset, length);
        next.onReport(session, reportNumber, clientNumber, templateId, buffer, offset, length);
    }

    @Override
    public void onSecurityDefinition(final ClientSession session, final SecurityDefinitionDecoder definition) {
        next.onSecurityDefinition(session, definition);
    }
}

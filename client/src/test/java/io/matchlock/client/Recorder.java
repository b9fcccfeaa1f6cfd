package io.matchlock.client;

import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedStatus;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Writes down what a session tells, one line each. */
final class Recorder implements ClientListener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void onEstablished(final ClientSession session, final long lastApplied, final long nextReport) {
        lines.add("established " + lastApplied + " " + nextReport);
    }

    @Override
    public void onDisconnected(final ClientSession session, final String reason) {
        lines.add("disconnected " + reason);
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
        lines.add("queued " + fromNumber + " " + count);
    }

    @Override
    public void onNotApplied(
            final ClientSession session, final long fromNumber, final long count, final NotAppliedReason reason) {
        lines.add("not applied " + fromNumber + " " + count + " " + reason);
    }

    @Override
    public void onSettled(final ClientSession session, final long fromNumber, final long count) {
        lines.add("settled " + fromNumber + " " + count);
    }

    @Override
    public void onAcknowledgedLost(final ClientSession session, final long fromNumber, final long count) {
        lines.add("lost " + fromNumber + " " + count);
    }

    @Override
    public void onReportGap(final ClientSession session, final long fromNumber, final long count) {
        lines.add("gap " + fromNumber + " " + count);
    }

    @Override
    public void onReportsLost(final ClientSession session, final long fromNumber, final long count) {
        lines.add("reports lost " + fromNumber + " " + count);
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
        lines.add("report " + reportNumber + " to " + clientNumber + " template " + templateId);
    }
}

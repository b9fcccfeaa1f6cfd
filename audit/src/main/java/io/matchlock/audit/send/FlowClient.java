package io.matchlock.audit.send;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.client.JournalingListener;
import io.matchlock.audit.flow.OrderFlow;
import io.matchlock.audit.sink.OrderSink;
import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedStatus;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * One session of a flow: sends on schedule, journals what it is told, measures from the time at which a message was due.
 * Owned by the flow's thread.
 */
final class FlowClient implements ClientListener {
    private static final int SLOTS = 1 << 16;
    private static final int MAX_BURST = 64;

    private final OrderFlow flow;
    private final ClientJournal journal;
    private final ClientSession session;
    private final OrderSink sink;
    private final FlowFigures figures;
    private final long intervalNs;
    private final long[] dueNs = new long[SLOTS];
    private final long[] awaited = new long[SLOTS];
    private long nextDueNs;
    private long outstanding;

    FlowClient(
            final OrderFlow flow,
            final ClientSettings settings,
            final int account,
            final long intervalNs,
            final FlowFigures figures) {
        this.flow = flow;
        this.intervalNs = intervalNs;
        this.figures = figures;
        journal = new ClientJournal(settings.sessionId());
        session = new ClientSession(settings, new JournalingListener(journal, this));
        sink = OrderSink.of(session, account);
    }

    ClientSession session() {
        return session;
    }

    ClientJournal journal() {
        return journal;
    }

    /** Ends the connection, if it stands: nothing is waited for. */
    void end() {
        journal.onEnd();
        session.terminate();
    }

    void startAt(final long timeNs) {
        nextDueNs = timeNs;
    }

    /** Sends what is due; what the session doesn't take stays due. */
    int sendDue(final long nowNs) {
        int sent = 0;
        while (nowNs - nextDueNs >= 0 && sent < MAX_BURST) {
            final long number = flow.send(sink);
            if (number < 0) {
                return sent;
            }
            final int slot = (int) number & SLOTS - 1;
            outstanding += awaited[slot] == 0 ? 1 : 0;
            dueNs[slot] = nextDueNs;
            awaited[slot] = number;
            nextDueNs += intervalNs;
            sent++;
        }
        return sent;
    }

    /** Whether every message was acknowledged and answered. */
    boolean isSettled() {
        return outstanding == 0 && session.unacknowledged() == 0;
    }

    @Override
    public void onQueued(
            final ClientSession from,
            final long fromNumber,
            final long count,
            final long clOrdId,
            final long receiveTimeNs,
            final long queuedTimeNs,
            final QueuedStatus status) {
        final long nowNs = System.nanoTime();
        for (long number = fromNumber; number < fromNumber + count; number++) {
            final int slot = (int) number & SLOTS - 1;
            if (awaited[slot] == number) {
                FlowFigures.record(figures.acknowledgementNs, nowNs - dueNs[slot]);
            }
        }
        figures.acknowledged.add(count);
    }

    @Override
    public void onReport(
            final ClientSession from,
            final long reportNumber,
            final long clientNumber,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final int slot = (int) clientNumber & SLOTS - 1;
        if (clientNumber != 0 && awaited[slot] == clientNumber) {
            FlowFigures.record(figures.reportNs, System.nanoTime() - dueNs[slot]);
            answered(slot);
        }
        count(templateId, buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        flow.onReport(buffer, offset, length);
    }

    @Override
    public void onNotApplied(
            final ClientSession from, final long fromNumber, final long count, final NotAppliedReason reason) {
        figures.notApplied.add(count);
        for (long number = fromNumber; number < fromNumber + count; number++) {
            final int slot = (int) number & SLOTS - 1;
            if (awaited[slot] == number) {
                answered(slot);
            }
        }
        flow.onNotApplied(fromNumber, count);
    }

    @Override
    public void onReportGap(final ClientSession from, final long fromNumber, final long count) {
        figures.missed.add(count);
        Arrays.fill(awaited, 0);
        outstanding = 0;
        flow.onReportsMissed();
    }

    @Override
    public void onDisconnected(final ClientSession from, final String reason) {
        figures.disconnects.increment();
    }

    private void answered(final int slot) {
        awaited[slot] = 0;
        outstanding--;
    }

    private void count(final int templateId, final DirectBuffer buffer, final int body) {
        switch (templateId) {
            case ExecutionReportTradeDecoder.TEMPLATE_ID -> {
                final byte aggressor =
                        buffer.getByte(body + ExecutionReportTradeDecoder.aggressorIndicatorEncodingOffset());
                figures.trades.add(aggressor == BooleanType.True.value() ? 1 : 0);
            }
            case ExecutionReportRejectDecoder.TEMPLATE_ID,
                    OrderCancelRejectDecoder.TEMPLATE_ID,
                    BusinessMessageRejectDecoder.TEMPLATE_ID -> figures.rejected.increment();
            default -> figures.executions.increment();
        }
    }
}

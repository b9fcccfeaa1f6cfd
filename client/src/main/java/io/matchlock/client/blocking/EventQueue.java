package io.matchlock.client.blocking;

import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.client.SessionState;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedStatus;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies what a session tells into a bounded queue: written by the session's thread, read by the caller's. */
final class EventQueue implements ClientListener {
    private static final int CAPACITY = 64 * 1024;

    private final BlockingQueue<ClientEvent> events = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();

    BlockingQueue<ClientEvent> events() {
        return events;
    }

    long dropped() {
        return dropped.get();
    }

    @Override
    public void onEstablished(final ClientSession session, final long lastApplied, final long nextReport) {
        add(new ClientEvent.Established(System.nanoTime(), lastApplied, nextReport));
    }

    @Override
    public void onDisconnected(final ClientSession session, final String reason) {
        add(new ClientEvent.Disconnected(
                System.nanoTime(), reason, session.state() == SessionState.CLOSED, session.isOver()));
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
        add(new ClientEvent.Queued(System.nanoTime(), fromNumber, count, clOrdId));
    }

    @Override
    public void onNotApplied(
            final ClientSession session, final long fromNumber, final long count, final NotAppliedReason reason) {
        add(new ClientEvent.NotApplied(System.nanoTime(), fromNumber, count, reason));
    }

    @Override
    public void onReportGap(final ClientSession session, final long fromNumber, final long count) {
        add(new ClientEvent.ReportGap(System.nanoTime(), fromNumber, count));
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
        final byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        add(new ClientEvent.Report(System.nanoTime(), reportNumber, clientNumber, new UnsafeBuffer(message)));
    }

    @Override
    public void onSecurityDefinition(final ClientSession session, final SecurityDefinitionDecoder definition) {
        add(new ClientEvent.Instrument(
                System.nanoTime(),
                definition.securityReqID(),
                definition.securityID(),
                definition.symbol(),
                definition.priceScale(),
                definition.quantityScale(),
                definition.minPriceIncrement().mantissa(),
                definition.roundLot(),
                definition.lastFragment() == BooleanType.True));
    }

    private void add(final ClientEvent event) {
        if (!events.offer(event)) {
            dropped.incrementAndGet();
        }
    }
}

package io.matchlock.bench.load.session;

import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedStatus;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** One session of a load run: its flow, when each message was due, and what was answered. One thread. */
public final class LoadSession implements ClientListener {
    private static final int STAMPS = 1 << 16;
    private static final long DEFAULT_MID_TICKS = 10_000;

    private final LoadTally tally;
    private final long[] dueNs = new long[STAMPS];
    private final long[] stampedNumbers = new long[STAMPS];
    private final List<LoadInstrument> instruments = new ArrayList<>();
    private boolean instrumentsComplete;
    private boolean isEstablished;
    private LoadFlow flow;
    private long sent;
    private long acknowledged;
    private long answered;

    /**
     * Has neither instruments nor a flow.
     *
     * @param tally that all sessions of the run share
     */
    public LoadSession(final LoadTally tally) {
        this.tally = tally;
    }

    /**
     * Sets what is sent.
     *
     * @param newFlow of this session
     */
    public void useFlow(final LoadFlow newFlow) {
        flow = newFlow;
    }

    /** {@return the instruments that the gateway has named so far} */
    public List<LoadInstrument> instruments() {
        return instruments;
    }

    /** {@return whether the gateway has named all instruments} */
    public boolean knowsInstruments() {
        return instrumentsComplete;
    }

    /**
     * Offers the flow's next message.
     *
     * @param session of this listener
     * @param dueAtNs when it should have been sent
     * @return false if the session takes no more now
     */
    public boolean offer(final ClientSession session, final long dueAtNs) {
        final long number = flow.offerTo(session);
        if (number < 0) {
            return false;
        }
        final int slot = (int) number & (STAMPS - 1);
        dueNs[slot] = dueAtNs;
        stampedNumbers[slot] = number;
        sent++;
        return true;
    }

    /** {@return how many messages were sent} */
    public long sent() {
        return sent;
    }

    /** {@return how many messages are known to be durable, or not applied} */
    public long acknowledged() {
        return acknowledged;
    }

    /** {@return how many messages were answered by a report, or are known not to be applied} */
    public long answered() {
        return answered;
    }

    @Override
    public void onEstablished(final ClientSession session, final long lastAppliedNumber, final long nextReportNumber) {
        isEstablished = true;
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
        final long now = System.nanoTime();
        for (long number = fromNumber; number < fromNumber + count; number++) {
            final int slot = (int) number & (STAMPS - 1);
            if (stampedNumbers[slot] == number) {
                tally.onAcknowledged(now - dueNs[slot]);
            }
        }
        acknowledged += count;
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
        tally.onReport(templateId);
        final int slot = (int) clientNumber & (STAMPS - 1);
        if (clientNumber > 0 && stampedNumbers[slot] == clientNumber) {
            stampedNumbers[slot] = 0;
            answered++;
            tally.onAnswered(System.nanoTime() - dueNs[slot]);
        }
    }

    @Override
    public void onNotApplied(
            final ClientSession session, final long fromNumber, final long count, final NotAppliedReason reason) {
        tally.onNotApplied(count);
        answered += count;
        acknowledged += count;
    }

    @Override
    public void onDisconnected(final ClientSession session, final String reason) {
        if (isEstablished) {
            tally.onDisconnected(reason);
        } else {
            tally.onNotConnected(reason);
        }
        isEstablished = false;
    }

    @Override
    public void onSecurityDefinition(final ClientSession session, final SecurityDefinitionDecoder definition) {
        final long tick = definition.minPriceIncrement().mantissa();
        instruments.add(
                new LoadInstrument(definition.securityID(), tick, definition.roundLot(), midOf(definition, tick)));
        instrumentsComplete = instruments.size() >= definition.totNoRelatedSym();
    }

    private static long midOf(final SecurityDefinitionDecoder definition, final long tick) {
        final long low = Math.max(tick, definition.lowLimitPrice().mantissa());
        final long high = definition.highLimitPrice().mantissa();
        final long wanted = low + DEFAULT_MID_TICKS * tick;
        return wanted < high ? wanted / tick * tick : (low + (high - low) / 2) / tick * tick;
    }
}

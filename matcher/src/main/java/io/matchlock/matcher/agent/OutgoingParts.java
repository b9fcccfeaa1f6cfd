package io.matchlock.matcher.agent;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.matcher.events.PartSink;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.protocol.live.PartEnvelope;
import org.agrona.DirectBuffer;

/**
 * Sends each part both ways: to gateways, which may lose it, and to the journal, which may not. What the log held before the
 * start goes to the journal alone, to be compared. Owned by the agent.
 */
public final class OutgoingParts implements PartSink {
    private final PartSink journal;
    private final MatcherCounters counters;
    private final long publishAfterId;
    private Peers session;

    /**
     * No Aeron yet.
     *
     * @param journal takes all
     * @param publishAfterId entries up to this one are not published
     * @param counters to count in
     */
    public OutgoingParts(final PartSink journal, final long publishAfterId, final MatcherCounters counters) {
        this.journal = journal;
        this.publishAfterId = publishAfterId;
        this.counters = counters;
    }

    @Override
    public void onPart(final DirectBuffer buffer, final int offset, final int length) {
        if (buffer.getLong(offset + PartEnvelope.CAUSE_OFFSET, LITTLE_ENDIAN) > publishAfterId) {
            publish(buffer, offset, length);
        }
        journal.onPart(buffer, offset, length);
    }

    /** Publishes there from now on; null for nowhere. */
    void publishOn(final Peers current) {
        session = current;
    }

    private void publish(final DirectBuffer buffer, final int offset, final int length) {
        final boolean isTaken = session != null && session.offer(buffer, offset, length);
        counters.increment(isTaken ? MatcherCounter.PARTS_PUBLISHED : MatcherCounter.PARTS_DROPPED);
    }
}

package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.heal.Healer;
import io.matchlock.log.history.LogPosition;
import io.matchlock.log.report.ReportTail;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.segment.SegmentId;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;

/**
 * Polls the matchers' events, has gaps and silence healed from the log, and hands all to the loops in the log's order. An
 * agent of one thread; never touches a socket or Redis.
 */
public final class EventsPoller implements Agent {
    private static final int FRAGMENT_LIMIT = 64;
    private static final int HEALED_LIMIT = 64;
    private static final long GAP_NS = 500_000L;
    private static final long MIN_SILENCE_NS = 20_000_000L;
    private static final long MAX_SILENCE_NS = 250_000_000L;

    private final long segmentTag;
    private final PartSource link;
    private final Healer healer;
    private final NanoClock clock;
    private final EventsDispatcher dispatcher;
    private final EventsFollower follower;
    private final PartSource.Handler onFragment = this::onFragment;
    private final MessageHandler onHealed = this::onHealed;
    private final SeenHistory seen;
    private boolean asked;
    /** The start of the log's server that has all that was seen; events of no other are taken. */
    private long server;

    private long turnNs;
    private volatile long position;
    private volatile int liveOrders;
    private volatile long healed;
    private volatile long malformed;
    private volatile long foreign;

    /**
     * Begins after an entry.
     *
     * @param segmentId whose events these are
     * @param gatewayId of the gateway
     * @param start the last entry of the events stream at the start
     * @param link to poll
     * @param healer to ask
     * @param mailboxes of the loops
     * @param tail is told of each report
     * @param aheadBytes of parts that came before their time
     * @param clock monotonic
     */
    public EventsPoller(
            final SegmentId segmentId,
            final int gatewayId,
            final LogPosition start,
            final PartSource link,
            final Healer healer,
            final List<LoopMailbox> mailboxes,
            final ReportTail tail,
            final int aheadBytes,
            final NanoClock clock) {
        segmentTag = segmentId.tag();
        this.link = link;
        this.healer = healer;
        this.clock = clock;
        this.position = start.id();
        this.server = start.server();
        dispatcher = new EventsDispatcher(gatewayId, mailboxes, tail);
        turnNs = clock.nanoTime();
        seen = new SeenHistory(start, dispatcher);
        follower = new EventsFollower(start.id(), seen, aheadBytes, GAP_NS, MIN_SILENCE_NS, MAX_SILENCE_NS, turnNs);
    }

    @Override
    public int doWork() {
        turnNs = clock.nanoTime();
        int work = healer.poll(onHealed, HEALED_LIMIT);
        work += link.poll(onFragment, FRAGMENT_LIMIT);
        if (!asked && follower.wantsHealing(turnNs)) {
            ask();
        }
        if (work > 0) {
            dispatcher.wake();
            position = follower.completeId();
        }
        return work;
    }

    @Override
    public String roleName() {
        return "matchlock-gateway-events";
    }

    /** {@return the last entry whose events were handed over whole, packed; any thread} */
    public long position() {
        return position;
    }

    /** {@return how many orders live, as matchers have said last; any thread} */
    public int liveOrders() {
        return liveOrders;
    }

    /** {@return how many entries came from the log; any thread} */
    public long healed() {
        return healed;
    }

    /** {@return how many parts were no parts; any thread} */
    public long malformed() {
        return malformed;
    }

    /** {@return how many parts were of another segment; any thread} */
    public long foreign() {
        return foreign;
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length) {
        if (length < PartEnvelope.LENGTH) {
            countMalformed();
        } else if (buffer.getLong(offset + PartEnvelope.SEGMENT_TAG_OFFSET, LITTLE_ENDIAN) != segmentTag) {
            countForeign();
        } else if (buffer.getLong(offset + PartEnvelope.SERVER_OFFSET, LITTLE_ENDIAN) == server) {
            liveOrders = buffer.getInt(offset + PartEnvelope.LIVE_ORDERS_OFFSET, LITTLE_ENDIAN);
            onPart(buffer, offset, length);
        }
    }

    private void onHealed(final int type, final MutableDirectBuffer buffer, final int offset, final int length) {
        if (type == Healer.ENTRY) {
            onPart(buffer, offset, length);
        } else if (type == Healer.SERVER) {
            onServer(buffer.getLong(offset + Healer.STARTED_OFFSET), buffer.getLong(offset + Healer.VERIFIED_OFFSET));
        } else {
            final int entries = buffer.getInt(offset + Healer.ENTRIES_OFFSET);
            countHealed(entries);
            follower.onHealed(entries, turnNs);
            asked = buffer.getInt(offset + Healer.MORE_OFFSET) != 0;
            if (asked) {
                ask();
            }
        }
    }

    /** The log's server has started again, and has all up to an entry. If that is not the last one any more, it is asked again. */
    private void onServer(final long started, final long verifiedId) {
        if (verifiedId == seen.id()) {
            server = started;
            follower.forgetAhead();
        }
        ask();
    }

    private void ask() {
        asked = true;
        healer.ask(follower.completeId(), new LogPosition(seen.id(), seen.chainHash(), server));
    }

    private void onPart(final DirectBuffer buffer, final int offset, final int length) {
        final int partOffset = buffer.getInt(offset + PartEnvelope.PART_OFFSET_OFFSET, LITTLE_ENDIAN);
        final int bytes = offset + PartEnvelope.LENGTH;
        final int bytesLength = length - PartEnvelope.LENGTH;
        if (partOffset < 0 || !EventsDispatcher.isSound(partOffset, buffer, bytes, bytesLength)) {
            countMalformed();
            return;
        }
        follower.onPart(
                buffer.getLong(offset + PartEnvelope.CAUSE_OFFSET, LITTLE_ENDIAN),
                partOffset,
                (buffer.getShort(offset + PartEnvelope.FLAGS_OFFSET, LITTLE_ENDIAN) & PartEnvelope.LAST) != 0,
                buffer,
                bytes,
                bytesLength,
                turnNs);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void countHealed(final int entries) {
        healed += entries;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void countMalformed() {
        malformed++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void countForeign() {
        foreign++;
    }
}

package io.matchlock.matcher.agent;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.matchlock.engine.Engine;
import io.matchlock.log.heal.Healer;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.sequence.Arrival;
import io.matchlock.matcher.sequence.Sequencer;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;

/**
 * The matcher's one hot thread: takes entries from the log and from Aeron, brings them into order, has them applied. Its clock
 * serves to notice gaps and silence, and nothing else. It never blocks but for room in the journal's ring.
 */
public final class MatcherAgent implements Agent, FragmentHandler, MessageHandler {
    private static final int HEALED_A_TURN = 64;

    private final long segmentTag;
    private final Sequencer sequencer;
    private final EntryProcessor processor;
    private final Engine engine;
    private final Healer healer;
    private final OutgoingParts outgoing;
    private final NanoClock clock;
    private final Halt halt;
    private final MatcherCounters counters;
    private final AtomicReference<CompletableFuture<StateAt>> question = new AtomicReference<>();
    private Supplier<Peers> link;
    /** The start of the log's server that has all that was applied; entries of no other are taken. */
    private long server = LogHistory.NO_SERVER;

    private long nowNs;
    private volatile long appliedId;

    /**
     * Has done nothing; {@link #use} must follow.
     *
     * @param segmentId whose entries are taken; others are dropped and counted
     * @param sequencer for the order of entries
     * @param processor applies them
     * @param engine for its state hash
     * @param healer reads the log when asked
     * @param outgoing is told which Aeron client to use
     * @param clock monotonic
     * @param halt is set when an entry cannot be applied
     * @param counters to count in
     */
    public MatcherAgent(
            final SegmentId segmentId,
            final Sequencer sequencer,
            final EntryProcessor processor,
            final Engine engine,
            final Healer healer,
            final OutgoingParts outgoing,
            final NanoClock clock,
            final Halt halt,
            final MatcherCounters counters) {
        this.segmentTag = segmentId.tag();
        this.sequencer = sequencer;
        this.processor = processor;
        this.engine = engine;
        this.healer = healer;
        this.outgoing = outgoing;
        this.clock = clock;
        this.halt = halt;
        this.counters = counters;
        this.appliedId = sequencer.appliedId();
    }

    /**
     * Takes entries from gateways, too.
     *
     * @param peers gives the way to use in a turn, null for none; its handler is this agent
     */
    public void use(final Supplier<Peers> peers) {
        link = peers;
    }

    /** {@return the last entry applied; any thread may ask} */
    public long appliedId() {
        return appliedId;
    }

    /** {@return which start of the log's server has all that was applied, as {@link LogHistory#serverOf} tells it; for the agent's thread} */
    public long logServer() {
        return server;
    }

    /**
     * Asks for the state hash; answered when there is nothing else to do. Any thread may ask.
     *
     * @return completed on the agent's thread; cancelled if somebody else asks before the answer
     */
    public Future<StateAt> askStateHash() {
        final CompletableFuture<StateAt> asked = new CompletableFuture<>();
        final CompletableFuture<StateAt> displaced = question.getAndSet(asked);
        if (displaced != null) {
            displaced.cancel(false);
        }
        return asked;
    }

    @Override
    public String roleName() {
        return "matchlock-matcher";
    }

    @Override
    public int doWork() {
        nowNs = clock.nanoTime();
        final int work = healer.poll(this, HEALED_A_TURN) + pollAeron();
        if (halt.isHalted()) {
            throw new AgentTerminationException();
        }
        if (sequencer.isHealDue(nowNs)) {
            ask();
        }
        if (work == 0 && question.get() != null) {
            answer();
        }
        return work;
    }

    /** From Aeron: a hint that may be wrong; the log tells the truth. */
    @Override
    public void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        if (length <= BatchEnvelope.LENGTH) {
            counters.increment(MatcherCounter.MESSAGES_UNSOUND);
        } else if (buffer.getLong(offset + BatchEnvelope.SEGMENT_TAG_OFFSET, LITTLE_ENDIAN) != segmentTag) {
            counters.increment(MatcherCounter.MESSAGES_FOREIGN);
        } else if (buffer.getLong(offset + BatchEnvelope.SERVER_OFFSET, LITTLE_ENDIAN) != server) {
            counters.increment(MatcherCounter.MESSAGES_STALE);
        } else {
            onEntry(buffer, offset, length, false);
        }
    }

    /** From the log. */
    @Override
    public void onMessage(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        if (type == Healer.ENTRY) {
            onEntry(buffer, index, length, true);
        } else if (type == Healer.SERVER) {
            onServer(buffer.getLong(index + Healer.STARTED_OFFSET), buffer.getLong(index + Healer.VERIFIED_OFFSET));
        } else if (sequencer.answered()) {
            counters.increment(MatcherCounter.HEALS_IN_VAIN);
        }
    }

    private void ask() {
        if (!healer.isAsked()) {
            final long lastId = sequencer.appliedId();
            healer.ask(lastId, new LogPosition(lastId, processor.chainHash(), server));
            counters.increment(MatcherCounter.HEALS_ASKED);
            sequencer.asked();
        }
    }

    /** The log's server has started again, and has all up to an entry. If that is not the last one any more, it is asked again. */
    private void onServer(final long started, final long verifiedId) {
        if (verifiedId == sequencer.appliedId()) {
            server = started;
            processor.server(started);
            sequencer.forgetHeld();
        }
        ask();
    }

    private int pollAeron() {
        final Peers session = link.get();
        outgoing.publishOn(session);
        return session == null ? 0 : session.poll();
    }

    private void onEntry(final DirectBuffer buffer, final int offset, final int length, final boolean isFromLog) {
        if (halt.isHalted()) {
            return;
        }
        try {
            final long id = buffer.getLong(offset + BatchEnvelope.ENTRY_ID_OFFSET, LITTLE_ENDIAN);
            arrive(id, buffer, offset + BatchEnvelope.LENGTH, length - BatchEnvelope.LENGTH, isFromLog);
        } catch (final RuntimeException e) {
            halt.halt(Halt.describe(e));
        }
    }

    private void arrive(
            final long id, final DirectBuffer buffer, final int offset, final int length, final boolean isFromLog) {
        final Arrival arrival = sequencer.arrival(id, nowNs);
        switch (arrival) {
            case DUE -> {
                if (take(id, buffer, offset, length, isFromLog)) {
                    apply(id);
                    applyHeld();
                }
            }
            case EARLY -> {
                if (take(id, buffer, offset, length, isFromLog)) {
                    sequencer.hold(id, buffer, offset, length);
                    counters.increment(MatcherCounter.ENTRIES_HELD);
                }
            }
            case DUPLICATE -> counters.increment(MatcherCounter.ENTRIES_DUPLICATE);
            case TOO_FAR -> counters.increment(MatcherCounter.ENTRIES_TOO_FAR);
        }
    }

    private void applyHeld() {
        while (sequencer.isDueHeld()) {
            final long id = sequencer.dueId();
            if (take(id, sequencer.heldBuffer(), sequencer.heldOffset(), sequencer.heldLength(), true)) {
                apply(id);
            }
        }
    }

    private boolean take(
            final long id, final DirectBuffer buffer, final int offset, final int length, final boolean isFromLog) {
        final String fault = processor.take(buffer, offset, length);
        if (fault == null) {
            return true;
        }
        if (isFromLog) {
            throw new HaltException("orders entry " + EntryId.format(id) + " is corrupt: " + fault);
        }
        counters.increment(MatcherCounter.MESSAGES_UNSOUND);
        return false;
    }

    private void apply(final long id) {
        processor.apply(id);
        sequencer.applied(nowNs);
        appliedId = id;
    }

    private void answer() {
        final CompletableFuture<StateAt> asked = question.getAndSet(null);
        if (asked != null) {
            asked.complete(new StateAt(appliedId, engine.stateHash()));
        }
    }
}

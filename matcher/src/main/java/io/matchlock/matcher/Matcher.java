package io.matchlock.matcher;

import io.matchlock.engine.Engine;
import io.matchlock.log.LogConnection;
import io.matchlock.log.heal.Healer;
import io.matchlock.matcher.agent.AeronPeers;
import io.matchlock.matcher.agent.MatcherAgent;
import io.matchlock.matcher.agent.OutgoingParts;
import io.matchlock.matcher.agent.StateAt;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.heal.OrdersHealing;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.HaltListener;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.journal.Journal;
import io.matchlock.matcher.journal.JournalRing;
import io.matchlock.matcher.journal.JournalSettings;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.matcher.sequence.Sequencer;
import io.matchlock.matcher.snapshot.MatcherSnapshots;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

/**
 * A segment's matcher: begins with the newest snapshot that goes with the log, or with nothing, replays what comes behind it, then
 * follows the log live. One agent thread matches; a journal thread
 * writes events, a healer thread reads what Aeron did not bring, a link thread keeps the Aeron client alive. When it cannot go
 * on it halts and tells why; it never ends the process.
 */
public final class Matcher implements AutoCloseable {
    private static final int CLOSE_RETRY_MS = 2_000;

    private final MatcherCounters counters = new MatcherCounters();
    private final Halt halt;
    private final JournalRing journalRing;
    private final Journal journal;
    private final Healer healer;
    private final AeronPeers peers;
    private final MatcherAgent agent;
    private final AgentRunner runner;
    private final AgentInvoker invoker;

    private Matcher(final MatcherSettings settings, final SegmentDefinition segment, final HaltListener listener) {
        final Tuning tuning = settings.tuning();
        final SystemNanoClock clock = SystemNanoClock.INSTANCE;
        final Supplier<LogConnection> connections = () -> LogConnection.open(settings.log(), segment.id());
        halt = new Halt(listener);
        journalRing = new JournalRing(tuning.journalRingBytes(), tuning.idle().newStrategy(), halt, counters);
        journal = Journal.open(
                new JournalSettings(
                        settings.log(),
                        segment.id(),
                        tuning.gatherDelay(),
                        tuning.reconnectDelay(),
                        tuning.closeTimeout()),
                connections,
                clock,
                journalRing,
                halt,
                counters);
        final OutgoingParts outgoing = new OutgoingParts(journalRing, journal.storedAtStart(), counters);
        final EntryWriter events =
                new EntryWriter(segment.id(), settings.aeron().maxPartLengthBytes(), outgoing, clock);
        final EventsEncoder encoder = new EventsEncoder(events);
        final Optional<SnapshotFolder.Restored> restored =
                restore(settings, segment, () -> SegmentEngine.create(segment, encoder));
        final Engine engine =
                restored.map(SnapshotFolder.Restored::engine).orElseGet(() -> SegmentEngine.create(segment, encoder));
        final EntryProcessor processor = new EntryProcessor(engine, events, encoder, tuning.hashInterval(), counters);
        restored.map(SnapshotFolder.Restored::progress).ifPresent(progress -> {
            processor.goOn(progress);
            journal.goOn(progress.position(), progress.chainHash());
        });
        healer = OrdersHealing.healer(
                settings.log().segment(),
                connections,
                tuning.healRingBytes(),
                new BackoffIdleStrategy(10, 10, 10_000, 200_000),
                tuning.reconnectDelay(),
                halt,
                counters);
        agent = new MatcherAgent(
                segment.id(),
                new Sequencer(
                        processor.progress().position(),
                        tuning.earlySlots(),
                        tuning.gapTimeout().toNanos(),
                        tuning.silence().toNanos(),
                        clock.nanoTime()),
                processor,
                engine,
                healer,
                outgoing,
                clock,
                halt,
                counters);
        peers = new AeronPeers(settings.aeron(), agent, halt, counters);
        agent.use(peers::current);
        runner = tuning.ownThread()
                ? new AgentRunner(tuning.idle().newStrategy(), this::onAgentFailure, null, agent)
                : null;
        invoker = tuning.ownThread() ? null : new AgentInvoker(this::onAgentFailure, null, agent);
    }

    /**
     * Starts a matcher.
     *
     * @param settings of it
     * @param listener is told when it halts
     * @return a matcher that is replaying the log, or following it
     * @throws io.matchlock.log.entry.LogUnavailableException if the log cannot be reached
     * @throws io.matchlock.log.entry.LogCorruptException if the log has no sound genesis entry
     */
    public static Matcher launch(final MatcherSettings settings, final HaltListener listener) {
        final SegmentDefinition segment = readGenesis(settings);
        final Matcher matcher = new Matcher(settings, segment, listener);
        matcher.start();
        return matcher;
    }

    /**
     * Does one turn of work on the calling thread; only where the tuning gives the agent no thread.
     *
     * @return how much there was to do
     */
    public int invoke() {
        return invoker.invoke();
    }

    /** {@return the last orders entry applied, packed; {@link EntryId#NONE} for none} */
    public long appliedId() {
        return agent.appliedId();
    }

    /** {@return the last events entry known to be in the log, packed; {@link EntryId#NONE} for none} */
    public long journalledId() {
        return journal.writtenId();
    }

    /**
     * Asks for the state hash; the agent answers as soon as it has nothing else to do.
     *
     * @return the hash and its place in the log; cancelled if somebody else asks before the answer
     */
    public Future<StateAt> stateHash() {
        return agent.askStateHash();
    }

    /** {@return why it has halted, empty while all is well} */
    public Optional<String> haltReason() {
        return halt.reason();
    }

    /** {@return whether it has an Aeron client whose driver lives} */
    public boolean isAeronUp() {
        return peers.isUp();
    }

    /** {@return whether a gateway listens to its events} */
    public boolean isHeard() {
        return peers.isHeard();
    }

    /** {@return what Aeron complained of last} */
    public Optional<String> lastAeronError() {
        return peers.lastError();
    }

    /** {@return all counters as they are now} */
    public Map<MatcherCounter, Long> counters() {
        return counters.snapshot();
    }

    /** Stops matching, writes the events that are made as far as the log can be reached in time, and ends all threads. */
    @Override
    public void close() {
        if (runner != null) {
            runner.close(CLOSE_RETRY_MS, thread -> journalRing.closing());
        } else {
            invoker.close();
        }
        journal.close();
        healer.close();
        peers.close();
    }

    private void start() {
        journal.start();
        healer.start();
        peers.start();
        if (runner != null) {
            AgentRunner.startOnThread(runner);
        } else {
            invoker.start();
        }
    }

    private void onAgentFailure(final Throwable failure) {
        halt.halt("the matcher's agent failed: " + failure);
    }

    private Optional<SnapshotFolder.Restored> restore(
            final MatcherSettings settings, final SegmentDefinition segment, final Supplier<Engine> engines) {
        if (settings.snapshots().isEmpty()) {
            return Optional.empty();
        }
        try (LogConnection connection = LogConnection.open(settings.log(), segment.id())) {
            return new MatcherSnapshots(
                            settings.snapshots().get(),
                            segment.id(),
                            settings.tuning().hashInterval(),
                            journal.storedAtStart())
                    .restore(connection, engines);
        } catch (final RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static SegmentDefinition readGenesis(final MatcherSettings settings) {
        try (LogConnection connection = LogConnection.open(settings.log())) {
            return connection.readGenesis();
        }
    }
}

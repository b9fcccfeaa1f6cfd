package io.matchlock.audit.sim.actor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.net.Inbox;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.Turns;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.audit.sim.world.Host;
import io.matchlock.audit.sim.world.Patience;
import io.matchlock.audit.sim.world.World;
import io.matchlock.engine.Engine;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.heal.Healer;
import io.matchlock.matcher.agent.MatcherAgent;
import io.matchlock.matcher.agent.OutgoingParts;
import io.matchlock.matcher.agent.Peers;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.heal.OrdersHealing;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.journal.Journal;
import io.matchlock.matcher.journal.JournalRing;
import io.matchlock.matcher.journal.JournalSettings;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.matcher.sequence.Sequencer;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;

/** A matcher's machine: starts its process, again when it has ended, and puts the matcher's own parts together. */
public final class MatcherHost implements Host, Peers {
    /** A state hash goes into each entry whose sequence is a multiple of this. */
    public static final int HASH_INTERVAL = 64;

    /** The longest part of an events entry, with its envelope. */
    public static final int PART_LENGTH = 1_376;

    private static final long RETRY_NS = 300_000_000L;
    private static final long OPERATOR_NS = 1_000_000_000L;
    private static final long SILENCE_NS = 20_000_000L;
    private static final long GAP_NS = 200_000L;
    private static final long BUSY_NS = 10_000L;
    private static final long GATHER_NS = 1_000_000L;
    private static final long IDLE_NS = 50_000_000L;
    private static final Duration RECONNECT = Duration.ofMillis(200);
    private static final int EARLY_SLOTS = 8;
    private static final int HEAL_RING_BYTES = 1024 * 1024;
    private static final int JOURNAL_RING_BYTES = 256 * 1024;
    private static final int FRAGMENTS = 16;

    private final World world;
    private final Scheduler scheduler;
    private final String name;
    private final SimSnapshots snapshots;
    private final WallClock wallClock;
    private final UnsafeBuffer fragment = new UnsafeBuffer(0, 0);
    /** How often the log's server had crashed when the healer that runs connected to it last. */
    private int healedCrashes;

    private SimProcess process;
    private Inbox inbox;
    private MatcherAgent agent;
    private Engine engine;
    private Turns agentTurns;
    private Turns healerTurns;
    private Turns journalTurns;

    /**
     * A machine whose matcher is not started.
     *
     * @param world that it is part of
     * @param number of the matcher, from 1
     * @param snapshots folder of the archiver's snapshots, empty if there are none
     */
    public MatcherHost(final World world, final int number, final Optional<Path> snapshots) {
        this.world = world;
        this.snapshots = new SimSnapshots(world, snapshots);
        scheduler = world.scheduler();
        name = "matcher-" + number;
        wallClock = new WallClock(scheduler);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SimProcess process() {
        return process;
    }

    @Override
    public WallClock wallClock() {
        return wallClock;
    }

    @Override
    public List<Actor> threads() {
        return process.actors();
    }

    @Override
    public void start() {
        if (process == null || process.isDead()) {
            process = new SimProcess(scheduler, name, wallClock);
            agent = null;
            launch(process.actor("agent"));
        }
    }

    @Override
    public void kill() {
        process.kill();
    }

    /** {@return the last entry applied by the process that runs, packed; 0 before it has begun} */
    public long appliedId() {
        return agent == null ? EntryId.NONE : agent.appliedId();
    }

    /** {@return the hash of its engine's state} */
    public long stateHash() {
        return engine.stateHash();
    }

    @Override
    public int poll() {
        return inbox.poll(
                bytes -> {
                    fragment.wrap(bytes);
                    final long beforeId = agent.appliedId();
                    agent.onFragment(fragment, 0, bytes.length, null);
                    if (agent.appliedId() != beforeId
                            && healedCrashes == world.redis().crashes()
                            && agent.logServer() == world.redis().server()) {
                        world.requireInLog(fragment.getLong(BatchEnvelope.ENTRY_ID_OFFSET, LITTLE_ENDIAN), bytes, name);
                    }
                },
                FRAGMENTS);
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        return world.events().send(message);
    }

    private void launch(final Actor main) {
        if (world.mixup().isOn()) { // whoever starts it looks first
            scheduler.after(RETRY_NS, main, () -> launch(main));
            return;
        }
        try (LogConnection connection =
                world.redis().connections().waiting(main, world.log()).get()) {
            final SegmentDefinition segment = connection.readGenesis();
            run(process, main, segment);
        } catch (final LogUnavailableException e) {
            scheduler.trace(() -> name + " cannot start: " + e.getMessage());
            scheduler.after(RETRY_NS + main.owesNs(), main, () -> launch(main));
        }
    }

    private void run(final SimProcess mine, final Actor main, final SegmentDefinition segment) {
        final Actor journaling = mine.actor("journal");
        final Actor healing = mine.actor("healer");
        final MatcherCounters counters = new MatcherCounters();
        final Halt halt = new Halt(reason -> halted(mine, reason));
        final JournalRing ring = new JournalRing(
                JOURNAL_RING_BYTES, new Patience(world, main, () -> journalTurns.takeMeanwhile()), halt, counters);
        final Journal journal = Journal.open(
                new JournalSettings(world.log(), segment.id(), Duration.ofNanos(GATHER_NS), RECONNECT, Duration.ZERO),
                world.connections(journaling),
                mine.clock(),
                ring,
                halt,
                counters);
        final OutgoingParts outgoing = new OutgoingParts(ring, journal.storedAtStart(), counters);
        final EntryWriter events = new EntryWriter(segment.id(), PART_LENGTH, outgoing, mine.clock());
        final EventsEncoder encoder = new EventsEncoder(events);
        final Optional<SnapshotFolder.Restored> restored =
                snapshots.restore(name, main, journal, segment, () -> SegmentEngine.create(segment, encoder));
        engine = restored.map(SnapshotFolder.Restored::engine).orElseGet(() -> SegmentEngine.create(segment, encoder));
        final EntryProcessor processor = new EntryProcessor(engine, events, encoder, HASH_INTERVAL, counters);
        restored.map(SnapshotFolder.Restored::progress).ifPresent(progress -> {
            processor.goOn(progress);
            journal.goOn(progress.position(), progress.chainHash());
        });
        final Supplier<LogConnection> connections = world.connections(healing);
        final Healer healer = OrdersHealing.healer(
                world.log().segment(),
                () -> {
                    final LogConnection connection = connections.get();
                    healedCrashes = world.redis().crashes();
                    return connection;
                },
                HEAL_RING_BYTES,
                new Patience(world, healing, () -> agentTurns.takeMeanwhile()),
                RECONNECT,
                halt,
                counters);
        agent = new MatcherAgent(
                segment.id(),
                new Sequencer(
                        processor.progress().position(),
                        EARLY_SLOTS,
                        GAP_NS,
                        SILENCE_NS,
                        mine.clock().nanoTime()),
                processor,
                engine,
                healer,
                outgoing,
                mine.clock(),
                halt,
                counters);
        final Supplier<Peers> peers = () -> this;
        agent.use(peers);
        agentTurns = new Turns(scheduler, main, () -> turn(healer));
        healerTurns = new Turns(scheduler, healing, () -> {
            if (main.isWaiting()) {
                return IDLE_NS; // it would wait for the agent, whose own wait is below on the stack and could not end
            }
            final long restNs = halt.isHalted() ? -1 : guarded(halt, healer::turn);
            agentTurns.wake(healing.owesNs());
            return restNs;
        });
        journalTurns = new Turns(scheduler, journaling, () -> {
            final long restNs = halt.isHalted() ? -1 : guarded(halt, journal::turn);
            return restNs == Journal.IDLE ? IDLE_NS : restNs == 0 ? GATHER_NS : restNs;
        });
        inbox = new Inbox(scheduler, main, () -> agentTurns.wake(0));
        world.orders().join(inbox);
        agentTurns.wake(main.owesNs());
        healerTurns.wake(0);
        journalTurns.wake(0);
        scheduler.trace(() -> name + " runs");
    }

    private long turn(final Healer healer) {
        try {
            final boolean wasAsked = healer.isAsked();
            final int work = agent.doWork();
            if (!wasAsked && healer.isAsked()) {
                healerTurns.wake(0);
            }
            if (work > 0) {
                journalTurns.wake(GATHER_NS);
            }
            return work > 0 ? BUSY_NS : SILENCE_NS;
        } catch (final AgentTerminationException e) {
            return -1;
        }
    }

    private static long guarded(final Halt halt, final java.util.function.LongSupplier turn) {
        try {
            return turn.getAsLong();
        } catch (final Violation e) {
            throw e;
        } catch (final RuntimeException e) {
            halt.halt(Halt.describe(e));
            return -1;
        }
    }

    private void halted(final SimProcess mine, final String reason) {
        if (mine.isDead()) {
            return;
        }
        if (world.mayHalt(mine, reason)) {
            scheduler.trace(() -> name + " halts rightly: " + reason);
            kill();
            scheduler.after(OPERATOR_NS, null, this::start);
        } else {
            world.fail(name + " halted: " + reason);
        }
    }
}

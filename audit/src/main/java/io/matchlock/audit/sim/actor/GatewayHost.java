package io.matchlock.audit.sim.actor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.net.Listener;
import io.matchlock.audit.sim.net.SimLoop;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.audit.sim.world.Host;
import io.matchlock.audit.sim.world.Patience;
import io.matchlock.audit.sim.world.World;
import io.matchlock.gateway.events.EventsPoller;
import io.matchlock.gateway.events.LoopMailbox;
import io.matchlock.gateway.events.OrdersPublisher;
import io.matchlock.gateway.loop.GatewayLoop;
import io.matchlock.gateway.loop.LoopServices;
import io.matchlock.gateway.session.service.LogonGuard;
import io.matchlock.gateway.session.service.SegmentInfo;
import io.matchlock.gateway.settings.GatewaySettings;
import io.matchlock.gateway.settings.LoopEnvironment;
import io.matchlock.gateway.settings.LoopLimits;
import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.log.orders.GatewayHolder;
import io.matchlock.log.report.ReportTail;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.session.Durability;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/** A gateway's machine: starts its process, again when it has ended, and puts the gateway's own parts together. */
public final class GatewayHost implements Host {
    private static final long RETRY_NS = 300_000_000L;
    private static final long OPERATOR_NS = 1_000_000_000L;

    private final World world;
    private final Scheduler scheduler;
    private final int number;
    private final GatewaySettings settings;
    private final long maxWakeNs;
    private final WallClock wallClock;
    private final List<Actor> loopActors = new ArrayList<>();
    private final StoredEntries stored = new StoredEntries();
    private SimProcess process;
    private EventsPoller events;
    private boolean isWanted;

    /**
     * A machine whose gateway is not started.
     *
     * @param world that it is part of
     * @param number of the gateway, from 1
     * @param loops of the gateway
     * @param limits of each loop
     * @param sessions what clients are granted
     * @param maxWakeNs that a loop may take to begin a task
     */
    public GatewayHost(
            final World world,
            final int number,
            final int loops,
            final LoopLimits limits,
            final SessionLimits sessions,
            final long maxWakeNs) {
        this.maxWakeNs = maxWakeNs;
        this.world = world;
        this.number = number;
        scheduler = world.scheduler();
        wallClock = new WallClock(scheduler);
        settings = new GatewaySettings(
                number,
                loops,
                InetSocketAddress.createUnresolved("gateway", number),
                world.log(),
                null,
                sessions,
                limits,
                world.keys());
    }

    @Override
    public String name() {
        return "gateway-" + number;
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
        return loopActors;
    }

    @Override
    public void start() {
        if (process == null || process.isDead()) {
            isWanted = true;
            events = null;
            stored.clear();
            process = new SimProcess(scheduler, name(), wallClock);
            loopActors.clear();
            launch(process.actor("main"));
        }
    }

    @Override
    public void kill() {
        isWanted = false;
        process.kill();
        world.clients().reset(number);
    }

    /** {@return the last entry whose events the process that runs has seen whole, or that was stored for it; packed, 0 for none} */
    public long position() {
        return events == null ? EntryId.NONE : Math.max(events.position(), stored.lastId());
    }

    /**
     * The log has lost its end.
     *
     * @param lastId of the orders stream's that is left, packed
     */
    public void onLost(final long lastId) {
        stored.onLost(lastId);
    }

    /**
     * An orders entry was stored.
     *
     * @param chainId that it says it is of
     * @throws Violation if a loop of this gateway goes on though the log has lost what was stored for it
     */
    public void requireMayAppend(final int chainId) {
        if (stored.isAhead(chainId) && !process.isDead()) {
            throw new Violation(name() + " appends, though the log has lost what was stored for the same loop");
        }
    }

    private void launch(final Actor main) {
        if (world.mixup().isOn()) { // whoever starts it looks first
            scheduler.after(RETRY_NS, main, () -> launch(main));
            return;
        }
        final Supplier<LogConnection> connections = world.redis().connections().waiting(main, world.log());
        try (LogConnection connection = connections.get()) {
            final long lastOrdersId =
                    connection.lastId(Names.ordersKey(world.log().segment()));
            final SegmentDefinition segment = connection.readGenesis();
            final SegmentInfo info = new SegmentInfo(
                    segment.id(),
                    segment.instruments(),
                    EntryId.epoch(lastOrdersId),
                    world.isDurable() ? Durability.Fsync : Durability.EverySecond,
                    segment.gatewayFenceTicks());
            final LogPosition position = new LogHistory(connection, world.log().segment())
                    .position(connection.lastId(Names.eventsKey(world.log().segment())));
            scheduler.after(main.owesNs(), main, () -> run(segment, info, position));
        } catch (final LogUnavailableException e) {
            scheduler.trace(() -> name() + " cannot start: " + e.getMessage());
            scheduler.after(RETRY_NS, main, () -> launch(main));
        }
    }

    private void run(final SegmentDefinition segment, final SegmentInfo info, final LogPosition position) {
        final SimProcess mine = process;
        final EventsPoller[] poller = new EventsPoller[1];
        final ReportTail tail = new ReportTail();
        final ReportsThread reports = new ReportsThread(world, mine, tail, () -> poller[0].position());
        final LoopServices shared = new LoopServices(
                settings,
                new GatewayHolder(number, scheduler.random().nextLong()),
                info,
                new LogonGuard(
                        settings.keys(), settings.sessions().logonWindow().toNanos()),
                () -> poller[0].position(),
                () -> poller[0].liveOrders(),
                reports::source);
        final Actor polling = mine.actor("poller");
        final List<GatewayLoop> loops = new ArrayList<>();
        final List<LoopMailbox> mailboxes = new ArrayList<>();
        final List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < settings.loops(); i++) {
            final Actor actor = mine.actor("loop-" + i);
            final SimLoop eventLoop = new SimLoop(scheduler, actor, mine.clock(), maxWakeNs);
            final OrdersPublisher publisher = new OrdersPublisher(segment.id());
            publisher.use(this::publish);
            final GatewayLoop loop = new GatewayLoop(
                    shared,
                    i,
                    new LoopEnvironment(
                            eventLoop,
                            mine.clock(),
                            mine.wallClock(),
                            scheduler.random()::nextLong,
                            world.redis().connections().links(actor),
                            new Patience(world, polling, eventLoop::runMeanwhile)),
                    publisher,
                    notice -> scheduler.trace(() -> name() + " says: " + notice),
                    reason -> halted(mine, reason));
            loops.add(loop);
            mailboxes.add(loop.mailbox());
            loopActors.add(actor);
            listeners.add(new Listener(eventLoop, settings.sessions().sendBufferBytes(), loop::accept));
        }
        poller[0] = new EventsThreads(world, number, mine, reason -> halted(mine, reason))
                .follow(polling, segment.id(), position, mailboxes, tail);
        events = poller[0];
        reports.start();
        loops.forEach(GatewayLoop::start);
        world.clients().listen(number, listeners);
        scheduler.trace(() -> name() + " runs with " + loops.size() + " loops");
    }

    private boolean publish(final DirectBuffer envelope, final DirectBuffer entry, final int length) {
        stored.onStored(envelope.getLong(BatchEnvelope.ENTRY_ID_OFFSET, LITTLE_ENDIAN), entry, length);
        final byte[] message = new byte[BatchEnvelope.LENGTH + length];
        envelope.getBytes(0, message, 0, BatchEnvelope.LENGTH);
        entry.getBytes(0, message, BatchEnvelope.LENGTH, length);
        return world.orders().send(message);
    }

    private void halted(final SimProcess mine, final String reason) {
        if (!mine.isDead() && isWanted) {
            if (world.mayHalt(name(), reason)) {
                scheduler.trace(() -> name() + " halts rightly: " + reason);
                kill();
            } else if (world.mayHalt(mine, reason)) {
                scheduler.trace(() -> name() + " halts rightly: " + reason);
                kill();
                scheduler.after(OPERATOR_NS, null, this::start);
            } else {
                world.fail(name() + " halted: " + reason);
            }
        }
    }
}

package io.matchlock.gateway.loop;

import io.matchlock.gateway.append.BatchWriter;
import io.matchlock.gateway.append.ChainKeeper;
import io.matchlock.gateway.append.SessionRecords;
import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Chain;
import io.matchlock.gateway.chain.Lease;
import io.matchlock.gateway.connection.Connection;
import io.matchlock.gateway.connection.Connections;
import io.matchlock.gateway.connection.LoopClock;
import io.matchlock.gateway.events.LoopMailbox;
import io.matchlock.gateway.events.OrdersPublisher;
import io.matchlock.gateway.health.GatewayCounter;
import io.matchlock.gateway.health.GatewayCounters;
import io.matchlock.gateway.session.service.SegmentInfo;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.gateway.settings.GatewaySettings;
import io.matchlock.gateway.settings.LoopEnvironment;
import io.matchlock.gateway.settings.LoopLimits;
import io.matchlock.log.orders.OrdersAppender;
import io.matchlock.log.redis.RedisLinks;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.session.TerminationCode;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop of a gateway: its connections, its chain, its way to the log and its events. All of it is the loop's
 * thread's; only the mailbox and what is said to be for any thread is not.
 */
public final class GatewayLoop implements BatchWriter.Owner {
    private static final Logger LOGGER = LoggerFactory.getLogger(GatewayLoop.class);
    private static final long TIMER_MS = 10;
    private static final long SESSIONS_NS = 50_000_000L;
    private static final int MAILBOX_LIMIT = 4096;

    private final LoopServices shared;
    private final GatewaySettings settings;
    private final EventLoop eventLoop;
    private final NanoClock clock;
    private final LoopClock times;
    private final RedisLinks links;
    private final SegmentInfo segment;
    private final Consumer<String> onNotice;
    private final Consumer<String> onHalt;
    private final OrdersPublisher publisher;
    private final String connectionName;
    private final Admission admission;
    private final Connections connections;
    private final GatewayCounters counters = new GatewayCounters();
    private final Runnable turnEnd = guarded(this::endTurn);
    private final Runnable mailboxReader = guarded(this::readMailbox);
    private final Chain chain;
    private final BatchWriter writer;
    private final ChainKeeper keeper;
    private final SessionRecords sessionRecords;
    private final SessionServices services;
    private final LoopMailbox mailbox;
    private final EventsIntake intake;
    private LogWatch watch;
    private boolean turnEndScheduled;
    private long nextConnectionId;
    private long sessionsSeenNs;
    private volatile boolean ready;

    /**
     * Makes a loop, which does nothing before {@link #start()}.
     *
     * @param shared with the gateway's other loops
     * @param number of the loop, from 0
     * @param environment to live in
     * @param publisher of this loop
     * @param onNotice is told, in one sentence each, what an operator should know
     * @param onHalt is told if the loop can never go on
     */
    public GatewayLoop(
            final LoopServices shared,
            final int number,
            final LoopEnvironment environment,
            final OrdersPublisher publisher,
            final Consumer<String> onNotice,
            final Consumer<String> onHalt) {
        this.shared = shared;
        settings = shared.settings();
        segment = shared.segment();
        eventLoop = environment.eventLoop();
        clock = environment.clock();
        times = new LoopClock(clock, environment.wallClock());
        links = environment.links();
        nextConnectionId = clock.nanoTime();
        this.publisher = publisher;
        this.onNotice = onNotice;
        this.onHalt = onHalt;
        connectionName = shared.holder().connectionName(number);
        final int chainId = ChainId.of(settings.gatewayId(), number);
        final LoopLimits limits = settings.limits();
        admission = new Admission(settings.loops());
        final long leaseNs = Lease.ofFence(segment.fenceTicks());
        chain = new Chain(limits.maxInFlight(), leaseNs, limits.retryBackoff().toNanos());
        writer = new BatchWriter(
                segment.id(),
                shared.holder(),
                chainId,
                chain,
                limits,
                admission,
                publisher,
                environment,
                counters,
                this);
        keeper = new ChainKeeper(chainId, chain, writer, admission, leaseNs, environment);
        sessionRecords =
                new SessionRecords(keeper, writer, admission, counters, environment.wallClock(), this::isReady);
        services = shared.sessions(sessionRecords, work -> eventLoop.execute(guarded(work)));
        connections = new Connections(
                sessionRecords,
                counters,
                times,
                settings.sessions().closeLinger().toNanos(),
                this::scheduleTurnEnd);
        intake = new EventsIntake(this, connections, chain, keeper, writer, sessionRecords, counters, clock);
        mailbox = new LoopMailbox(limits.mailboxBytes(), eventLoop, mailboxReader, environment.mailboxFull());
    }

    /** {@return where the events poller puts what is for this loop} */
    public LoopMailbox mailbox() {
        return mailbox;
    }

    /** Connects to the log and begins; any thread. */
    public void start() {
        eventLoop.execute(() -> {
            final OrdersAppender appender = OrdersAppender.open(
                    links, clock, eventLoop, settings.log(), connectionName, segment.epoch(), writer);
            writer.start(appender);
            watch = new LogWatch(shared, admission, chain, connections, appender, clock.nanoTime(), onNotice);
        });
        final var unused =
                eventLoop.scheduleAtFixedRate(guarded(this::onTimer), TIMER_MS, TIMER_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a new connection; called on the loop.
     *
     * @param channel that is registered here
     */
    public void accept(final Channel channel) {
        if (connections.size() >= settings.sessions().maxConnections() || keeper.isHalted()) {
            final var unused = channel.close();
            return;
        }
        final Connection connection = new Connection(channel, nextConnectionId++, connections, times, services);
        connections.add(connection);
        channel.pipeline().addLast(connection);
    }

    /** {@return whether logons will be answered; any thread} */
    public boolean isReady() {
        return ready;
    }

    /** {@return what the loop has done; to be called on the loop} */
    public GatewayCounters snapshot() {
        counters.set(GatewayCounter.CONNECTIONS, connections.size());
        counters.set(GatewayCounter.SESSIONS, connections.sessions());
        counters.set(GatewayCounter.BATCHES_PUBLISHED, publisher.published());
        counters.set(GatewayCounter.BATCHES_DROPPED, publisher.dropped());
        counters.set(GatewayCounter.BATCHES_IN_FLIGHT, chain.inFlight());
        return counters.copy();
    }

    /** Ends all sessions; called on the loop. */
    public void terminateAll() {
        connections.terminateAll(TerminationCode.ServerShutdown, "this gateway ends: go on at another one");
        endTurn();
    }

    /** {@return whether all is appended and answered; to be called on the loop} */
    public boolean isDrained() {
        return !keeper.isOpen() || (sessionRecords.isEmpty() && writer.isEmpty() && chain.isIdle());
    }

    /** Closes everything; called on the loop. */
    public void close() {
        keeper.halt();
        ready = false;
        connections.closeAll();
        writer.close();
        mailbox.close();
    }

    /**
     * Stops for good: nothing is acknowledged any more; called on the loop.
     *
     * @param reason for the log file
     */
    public void halt(final String reason) {
        if (!keeper.isHalted()) {
            LOGGER.error("loop {} halts: {}", connectionName, reason);
            keeper.halt();
            ready = false;
            sessionRecords.clear();
            connections.terminateAll(TerminationCode.UnspecifiedError, "this gateway has halted: go on at another one");
            scheduleTurnEnd();
        }
    }

    @Override
    public void scheduleTurnEnd() {
        if (!turnEndScheduled) {
            turnEndScheduled = true;
            eventLoop.execute(turnEnd);
        }
    }

    @Override
    public void onLogConnected() {
        keeper.open();
        writer.endTurn();
    }

    @Override
    public void onHalt(final String reason) {
        halt(reason);
        onHalt.accept(reason);
    }

    @Override
    public void onEpochOver() {
        restartChain("a new epoch of the log has begun: connect again");
    }

    void restartChain(final String reason) {
        if (!keeper.isHalted()) {
            LOGGER.warn("{}: a new chain is opened, clients are told: {}", connectionName, reason);
            connections.terminateAll(TerminationCode.UnspecifiedError, reason);
            sessionRecords.clear();
            keeper.restart();
        }
    }

    /** A bug must not end the loop in silence. */
    private Runnable guarded(final Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (final Throwable e) {
                LOGGER.error("a bug in loop {}", connectionName, e);
                onHalt("a bug: " + e);
            }
        };
    }

    private void endTurn() {
        turnEndScheduled = false;
        if (connections.hasStalled()) {
            connections.resume();
        }
        sessionRecords.appendReleases();
        writer.endTurn();
        connections.flush();
    }

    private void readMailbox() {
        mailbox.onAwake();
        if (mailbox.read(intake, MAILBOX_LIMIT) == MAILBOX_LIMIT) {
            eventLoop.execute(mailboxReader);
        }
        scheduleTurnEnd();
    }

    private void onTimer() {
        times.read();
        final long now = times.nowNs();
        if (keeper.isHalted()) {
            connections.onTime(now);
            return;
        }
        if (watch != null) {
            writer.onTime(now);
            keeper.onTime(now);
            watch.onTime(now);
            ready = keeper.isOpen() && !watch.isStuck();
        }
        if (now - sessionsSeenNs >= SESSIONS_NS) {
            sessionsSeenNs = now;
            connections.onTime(now);
        }
        endTurn();
    }
}

package io.matchlock.gateway;

import io.matchlock.gateway.chain.Lease;
import io.matchlock.gateway.events.AeronParts;
import io.matchlock.gateway.events.EventsHealing;
import io.matchlock.gateway.events.EventsPoller;
import io.matchlock.gateway.events.LoopMailbox;
import io.matchlock.gateway.events.OrdersPublisher;
import io.matchlock.gateway.health.GatewayCounter;
import io.matchlock.gateway.health.GatewayCounters;
import io.matchlock.gateway.loop.GatewayLoop;
import io.matchlock.gateway.loop.LoopServices;
import io.matchlock.gateway.retransmit.RetransmitterThread;
import io.matchlock.gateway.session.service.LogonGuard;
import io.matchlock.gateway.settings.GatewaySettings;
import io.matchlock.gateway.settings.LoopEnvironment;
import io.matchlock.log.LogConnection;
import io.matchlock.log.heal.Healer;
import io.matchlock.log.orders.GatewayClaim;
import io.matchlock.log.report.ReportTail;
import io.matchlock.protocol.log.EntryId;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway: clients connect here by TCP, their messages go into the log, the matcher's reports come back to them. Launched
 * and closed by its owner's thread; counters may be read by any.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);
    /** What an operator should know at once: goes to the terminal, too. */
    private static final Logger NOTICES = LoggerFactory.getLogger("io.matchlock.notice");

    private static final long DRAIN_NS = 3_000_000_000L;
    private static final long LOOP_ANSWER_MS = 2_000L;
    private static final int HEALER_RING_BYTES = 4 * 1024 * 1024;
    private static final long HEALER_FULL_NS = 100_000L;
    private static final int AHEAD_BYTES = 16 * 1024 * 1024;
    private static final int IDLE_SPINS = 10;
    private static final int IDLE_YIELDS = 5;
    private static final long IDLE_MIN_PARK_NS = 1_000L;
    private static final long IDLE_MAX_PARK_NS = 50_000L;

    private final GatewayClaim claim;
    private final Duration lease;
    private final EventLoops eventLoops;
    private final List<EventLoop> threads = new ArrayList<>();
    private final List<GatewayLoop> loops = new ArrayList<>();
    private final Healer healer;
    private final AeronParts link;
    private final EventsPoller poller;
    private final AgentRunner pollerRunner;
    private final RetransmitterThread retransmitter;
    private final Consumer<String> onHalt;
    private final AtomicBoolean halted = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(
            final GatewaySettings settings,
            final GatewayClaim claim,
            final SegmentStart start,
            final Consumer<String> onHalt) {
        this.claim = claim;
        lease = Duration.ofNanos(Lease.ofFence(start.segment().fenceTicks()));
        this.onHalt = onHalt;
        eventLoops = new EventLoops(settings);
        healer = EventsHealing.healer(
                settings.log().segment(),
                () -> LogConnection.open(settings.log(), start.segment().id()),
                HEALER_RING_BYTES,
                new SleepingIdleStrategy(HEALER_FULL_NS),
                this::halt);
        final ReportTail tail = new ReportTail();
        retransmitter = new RetransmitterThread(
                () -> LogConnection.open(settings.log(), start.segment().id()),
                settings.log().archive(),
                tail,
                this::position);
        final LoopServices shared = new LoopServices(
                settings,
                claim.holder(),
                start.segment(),
                new LogonGuard(
                        settings.keys(), settings.sessions().logonWindow().toNanos()),
                this::position,
                this::liveOrders,
                retransmitter::source);
        final List<OrdersPublisher> publishers = new ArrayList<>();
        final List<LoopMailbox> mailboxes = new ArrayList<>();
        for (int number = 0; number < settings.loops(); number++) {
            final OrdersPublisher publisher =
                    new OrdersPublisher(start.segment().id());
            final EventLoop thread = eventLoops.next();
            final GatewayLoop loop = new GatewayLoop(
                    shared,
                    number,
                    LoopEnvironment.of(thread),
                    publisher,
                    number == 0 ? NOTICES::warn : notice -> {},
                    this::halt);
            publishers.add(publisher);
            mailboxes.add(loop.mailbox());
            threads.add(thread);
            loops.add(loop);
        }
        link = new AeronParts(settings.aeron(), publishers, this::halt);
        poller = new EventsPoller(
                start.segment().id(),
                settings.gatewayId(),
                start.position(),
                link,
                healer,
                mailboxes,
                tail,
                AHEAD_BYTES,
                SystemNanoClock.INSTANCE);
        pollerRunner = new AgentRunner(
                new BackoffIdleStrategy(IDLE_SPINS, IDLE_YIELDS, IDLE_MIN_PARK_NS, IDLE_MAX_PARK_NS),
                fault -> halt("the events poller failed: " + fault),
                null,
                poller);
    }

    /**
     * Starts a gateway. It takes connections at once; logons are answered when {@link #isReady()}.
     *
     * @param settings all that it needs to know
     * @return a running gateway
     * @throws GatewayStartException if the server does not promise what is required, or the port cannot be had
     * @throws io.matchlock.log.entry.LogUnavailableException if the log cannot be reached or another process is this gateway
     * @throws io.matchlock.log.entry.LogCorruptException if the segment's beginning is not sound
     */
    public static Gateway launch(final GatewaySettings settings) {
        return launch(settings, reason -> LOGGER.error("the gateway halts: {}", reason));
    }

    /**
     * Starts a gateway.
     *
     * @param settings all that it needs to know
     * @param onHalt is told, once and on a thread of the gateway's, if it can never go on; it must be closed by its owner
     * @return a running gateway
     * @throws GatewayStartException if the server does not promise what is required, or the port cannot be had
     * @throws io.matchlock.log.entry.LogUnavailableException if the log cannot be reached or another process is this gateway
     * @throws io.matchlock.log.entry.LogCorruptException if the segment's beginning is not sound
     */
    public static Gateway launch(final GatewaySettings settings, final Consumer<String> onHalt) {
        final GatewayClaim claim = GatewayClaim.claim(settings.log(), settings.gatewayId());
        Gateway gateway = null;
        try {
            gateway = new Gateway(settings, claim, SegmentStart.read(settings.log()), onHalt);
            gateway.start();
            return gateway;
        } catch (final RuntimeException e) {
            if (gateway == null) {
                claim.close();
            } else {
                gateway.close();
            }
            throw e;
        }
    }

    /** {@return for how long after a batch its reply from the log is trusted alone; very long where nobody is fenced} */
    public Duration lease() {
        return lease;
    }

    /** {@return the port that clients connect to} */
    public int port() {
        return eventLoops.port();
    }

    /** {@return whether all loops answer logons} */
    public boolean isReady() {
        return !halted.get() && loops.stream().allMatch(GatewayLoop::isReady);
    }

    /** {@return the last entry whose events were seen, packed} */
    public long position() {
        return poller == null ? EntryId.NONE : poller.position();
    }

    private int liveOrders() {
        return poller == null ? 0 : poller.liveOrders();
    }

    /** {@return what was done so far, all loops together} */
    public GatewayCounters counters() {
        final GatewayCounters sum = new GatewayCounters();
        for (int i = 0; i < loops.size(); i++) {
            final GatewayCounters counters = ask(i, GatewayLoop::snapshot);
            if (counters != null) {
                sum.addAll(counters);
            }
        }
        sum.set(GatewayCounter.ENTRIES_HEALED, poller.healed());
        sum.set(GatewayCounter.MESSAGES_FOREIGN, poller.foreign());
        return sum;
    }

    /** Ends all sessions, waits a little until the log has it, and closes everything. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        eventLoops.stopListening();
        for (int i = 0; i < loops.size(); i++) {
            ask(i, loop -> {
                loop.terminateAll();
                return true;
            });
        }
        awaitDrained();
        for (int i = 0; i < loops.size(); i++) {
            ask(i, loop -> {
                loop.close();
                return true;
            });
        }
        loops.forEach(loop -> loop.mailbox().close());
        pollerRunner.close();
        retransmitter.close();
        healer.close();
        link.close();
        eventLoops.close();
        claim.close();
    }

    private void start() {
        healer.start();
        link.start();
        AgentRunner.startOnThread(pollerRunner);
        retransmitter.start();
        loops.forEach(GatewayLoop::start);
        eventLoops.listen(
                channel -> loops.get(threads.indexOf(channel.eventLoop())).accept(channel));
    }

    private void halt(final String reason) {
        if (!halted.getAndSet(true)) {
            for (int i = 0; i < loops.size(); i++) {
                final GatewayLoop loop = loops.get(i);
                threads.get(i).execute(() -> loop.halt(reason));
            }
            onHalt.accept(reason);
        }
    }

    private void awaitDrained() {
        final long untilNs = System.nanoTime() + DRAIN_NS;
        for (int i = 0; i < loops.size(); i++) {
            while (!halted.get()
                    && System.nanoTime() - untilNs < 0
                    && Boolean.FALSE.equals(ask(i, GatewayLoop::isDrained))) {
                Thread.onSpinWait();
            }
        }
    }

    /** Asks a loop on its thread; null if it does not answer. */
    private <T> T ask(final int number, final Function<GatewayLoop, T> question) {
        final GatewayLoop loop = loops.get(number);
        try {
            return threads.get(number).submit(() -> question.apply(loop)).get(LOOP_ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final ExecutionException | TimeoutException e) {
            LOGGER.warn("loop {} does not answer", number, e);
        }
        return null;
    }
}

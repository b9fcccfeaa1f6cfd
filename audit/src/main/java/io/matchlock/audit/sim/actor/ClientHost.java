package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.check.SessionHistories;
import io.matchlock.audit.sim.check.ledger.Ledger;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.Turns;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.audit.sim.world.Host;
import io.matchlock.audit.sim.world.World;
import io.matchlock.client.ClientSession;
import io.matchlock.client.SessionState;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.protocol.session.CancelOnDisconnect;
import io.matchlock.protocol.session.QueuedMode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A client's machine: one session, with the client library, and a trader who sends at random. What it was told is in a ledger. */
public final class ClientHost implements Host {
    private static final long TURN_NS = 50_000_000L;
    private static final int WINDOW = 64;
    private static final int BUFFER_BYTES = 8 * 1024;

    private final World world;
    private final Scheduler scheduler;
    private final int number;
    private final SessionHistories histories;
    private final int gateways;
    private final ClientTraits traits;
    private final WallClock wallClock;
    private UUID id;
    private Ledger ledger;
    private Trader trader;
    private SimProcess process;
    private ClientSession session;
    private Turns turns;

    /**
     * A machine whose client is not started.
     *
     * @param world that it is part of
     * @param number of the client, from 0
     * @param gateways that it may connect to, numbered from 1
     * @param traits what it is like
     * @param histories is told what the client was told
     */
    public ClientHost(
            final World world,
            final int number,
            final int gateways,
            final ClientTraits traits,
            final SessionHistories histories) {
        this.world = world;
        this.number = number;
        this.gateways = gateways;
        this.traits = traits;
        scheduler = world.scheduler();
        wallClock = new WallClock(scheduler);
        this.histories = histories;
        takeNewSession();
    }

    private void takeNewSession() {
        id = new UUID(scheduler.random().nextLong(), number);
        ledger = new Ledger(scheduler, histories, id, name());
        trader = new Trader(scheduler, ledger, number, traits);
    }

    @Override
    public String name() {
        return "client-" + number;
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
            final boolean wasThere = ledger.wasEstablished() && !histories.hasSeenLost(id);
            if (process != null && !wasThere) {
                scheduler.trace(() -> name() + " has no session, or was told what the log has lost, and begins anew");
                takeNewSession();
            }
            process = new SimProcess(scheduler, name(), wallClock);
            final Actor actor = process.actor("main");
            ledger.onStart();
            session = new ClientSession(
                    settings(wasThere), ledger, wallClock, world.clients().of(actor, () -> turns.wake(0)));
            final SimProcess mine = process;
            turns = new Turns(scheduler, actor, () -> turn(mine));
            turns.wake(scheduler.between(0, 1_000_000_000L));
        }
    }

    @Override
    public void kill() {
        process.kill();
        session.close();
    }

    @Override
    public void mend() {
        Host.super.mend();
        deafen(false);
    }

    /** Loses the connection, without a word. */
    public void drop() {
        session.dropConnection();
    }

    /**
     * Does not read what comes, but goes on sending; or reads again.
     *
     * @param isDeaf whether it does not read
     */
    public void deafen(final boolean isDeaf) {
        world.clients().deafen(process.actors().get(0), isDeaf);
        turns.wake(0);
    }

    /** {@return what it was told} */
    public Ledger ledger() {
        return ledger;
    }

    /** Sends nothing of its own accord any more. */
    public void rest() {
        trader.rest();
    }

    /**
     * Sends one order now.
     *
     * @return whether it could
     */
    public boolean probe() {
        final boolean isSent = session.state() == SessionState.ESTABLISHED && trader.probe(session);
        turns.wake(0);
        return isSent;
    }

    /** {@return whether it is connected, and no report that the log has is still to come} */
    public boolean hasAllReports() {
        return session.state() == SessionState.ESTABLISHED && session.nextReport() > histories.reports(id);
    }

    private long turn(final SimProcess mine) {
        if (histories.hasSeenLost(id)) {
            kill();
            scheduler.after(0, null, this::start);
            return TURN_NS;
        }
        session.doWork(mine.clock().nanoTime());
        final long restNs = session.state() == SessionState.ESTABLISHED ? trader.trade(session) : TURN_NS;
        session.doWork(mine.clock().nanoTime());
        if (session.state() == SessionState.CLOSED && !histories.hasSeenLost(id)) {
            world.fail(name() + " was closed for good: " + ledger.lastReason());
        }
        return Math.min(restNs, TURN_NS);
    }

    private ClientSettings settings(final boolean wasEstablished) {
        final InetSocketAddress[] addresses = new InetSocketAddress[gateways];
        for (int i = 0; i < gateways; i++) {
            addresses[i] = InetSocketAddress.createUnresolved("gateway", 1 + (i + number) % gateways);
        }
        return ClientSettings.of(new ClientCredentials(World.key(number), 0, World.secret()), addresses)
                .withSession(id, wasEstablished)
                .withQueuedMode(traits.queuesRanges() ? QueuedMode.Cumulative : QueuedMode.Each)
                .withCancelOnDisconnect(
                        traits.cancelsOnDisconnect()
                                ? CancelOnDisconnect.OnDisconnectOrTerminate
                                : CancelOnDisconnect.None,
                        Duration.ofMillis(traits.cancelGraceMs()))
                .withTimes(
                        Duration.ofMillis(traits.keepaliveMs()),
                        Duration.ofMillis(traits.reconnectMs()),
                        Duration.ofSeconds(3))
                .withSizes(WINDOW, BUFFER_BYTES, BUFFER_BYTES);
    }
}

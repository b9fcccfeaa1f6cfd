package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.actor.ArchiverHost;
import io.matchlock.audit.sim.actor.ClientHost;
import io.matchlock.audit.sim.actor.GatewayHost;
import io.matchlock.audit.sim.actor.MatcherHost;
import io.matchlock.audit.sim.actor.PersisterHost;
import io.matchlock.audit.sim.check.LogAudit;
import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.check.ledger.LedgerAudit;
import io.matchlock.audit.sim.fault.Doubles;
import io.matchlock.audit.sim.fault.Faults;
import io.matchlock.audit.sim.redis.RedisLimits;
import io.matchlock.audit.sim.scenario.Scenario;
import io.matchlock.audit.sim.scenario.Segments;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.audit.sim.world.World;
import io.matchlock.log.LogConnection;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One run of a scenario, from the genesis entry until all orders are answered and all rows written, or a promise is
 * broken.
 */
public final class Simulation {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_S = 1_000 * NS_PER_MS;
    private static final long MAX_STEPS = 20_000_000;
    /** Longer than any fault that may have begun last leaves behind: back-offs, lockouts, a fence. */
    private static final long SETTLE_NS = 60 * NS_PER_S;

    /** By then every process that is ahead of the log, or found another one, has halted and was started again. */
    private static final long HALTED_NS = 10 * NS_PER_S;

    private static final long LEDGER_NS = 30 * NS_PER_S;
    private static final long ANSWER_NS = 10 * NS_PER_S;
    private static final long REPORT_NS = 300 * NS_PER_MS;
    private static final long LOOK_NS = 20 * NS_PER_MS;
    private static final int PROBES = 40;
    private static final int FIRST_QUICK_PROBE = 10;
    private static final long TIME_GOES_NS = 20 * NS_PER_S;
    private static final long TIME_WANTED_NS = 3 * NS_PER_S;
    private static final long MIN_FSYNC_NS = 100_000;

    private final Scenario scenario;
    private final Scheduler scheduler;
    private final World world;
    private final LogAudit audit;
    private final LedgerAudit ledger;
    private final Faults faults;
    private final List<GatewayHost> gateways = new ArrayList<>();
    private final List<MatcherHost> matchers = new ArrayList<>();
    private final List<PersisterHost> persisters = new ArrayList<>();
    private final List<ClientHost> clients = new ArrayList<>();
    private final ArchivedLog archived;
    private final List<ArchiverHost> archivers;

    private Simulation(final Scenario scenario, final ArchivedLog archived, final boolean isTracing) {
        this.scenario = scenario;
        this.archived = archived;
        scheduler = new Scheduler(scenario.seed(), isTracing);
        final var segment = Segments.of(scenario);
        world = new World(
                scheduler,
                segment,
                new RedisLimits(
                        scenario.memoryBytes(), MIN_FSYNC_NS, scenario.maxFsyncNs(), scenario.isLossy() ? NS_PER_S : 0),
                scenario.clients().size(),
                archived.folder());
        archivers = archived.archivers(world);
        audit = new LogAudit(scheduler, segment, world.redis().streams(), scenario.isLossy());
        world.redis().streams().watch(audit);
        ledger = new LedgerAudit(
                segment.name(), world.redis().streams(), world.postgres().tables(), scenario.isLossy());
        world.redis().streams().watch(ledger);
        world.postgres().watch(ledger::onCommit);
        world.postgres().watchEmptied(ledger::onEmptied);
        if (scenario.isLossy()) {
            world.redis().streams().watch(new LossWatch(world, gateways, matchers, persisters, archivers, ledger));
        }
        for (int i = 1; i <= scenario.gateways(); i++) {
            gateways.add(gateway(i));
        }
        for (int i = 1; i <= scenario.matchers(); i++) {
            matchers.add(new MatcherHost(world, i, archived.snapshots()));
        }
        for (int i = 1; i <= scenario.persisters(); i++) {
            persisters.add(new PersisterHost(world, i, scenario.persisters() == 1));
        }
        for (int i = 0; i < scenario.clients().size(); i++) {
            clients.add(new ClientHost(
                    world, i, scenario.gateways(), scenario.clients().get(i), audit.sessions()));
        }
        faults = new Faults(
                world,
                new Faults.Targets(gateways, matchers, persisters, archivers, clients),
                new Doubles(world, gateways, this::gateway),
                () -> audit.forgery().commission(this::forge),
                scenario.memoryBytes());
    }

    private GatewayHost gateway(final int number) {
        return new GatewayHost(
                world,
                number,
                scenario.loops(),
                GatewayLimits.ofLoops(scenario),
                GatewayLimits.ofSessions(scenario),
                scenario.maxWakeNs());
    }

    private boolean forge(final long id, final byte[] bytes) {
        final boolean isFirst =
                world.redis().store(Names.eventsKey(world.segment().name()), id, bytes);
        if (isFirst) {
            world.expectHaltAt(EntryId.format(id));
        }
        return isFirst;
    }

    /**
     * Runs a scenario.
     *
     * @param scenario to run
     * @param isTracing whether the last lines are wanted
     * @return how it went
     */
    public static Outcome run(final Scenario scenario, final boolean isTracing) {
        try (ArchivedLog archived = new ArchivedLog(scenario)) {
            return run(new Simulation(scenario, archived, isTracing));
        }
    }

    private static Outcome run(final Simulation simulation) {
        String broken = null;
        try {
            simulation.run();
        } catch (final World.RightlyHalted e) {
            simulation.scheduler.trace(() -> "the run ends: a matcher has halted, as it must");
        } catch (final Violation e) {
            broken = e.getMessage();
        } catch (final RuntimeException | LinkageError e) {
            broken = "a bug: " + Failures.describe(e);
        }
        return simulation.outcome(broken);
    }

    private void run() {
        createSegment();
        gateways.forEach(GatewayHost::start);
        matchers.forEach(MatcherHost::start);
        persisters.forEach(PersisterHost::start);
        archivers.forEach(ArchiverHost::start);
        clients.forEach(ClientHost::start);
        scenario.faults()
                .forEach(fault -> scheduler.after(fault.atNs(), null, () -> {
                    if (scheduler.nowNs() <= scenario.lengthNs()) {
                        faults.begin(fault);
                    }
                }));
        scheduler.after(scenario.lengthNs(), null, faults::mend);
        world.endAt(scenario.lengthNs() + SETTLE_NS);
        runUntil(scenario.lengthNs());
        if (scenario.isOthersWell()) {
            clients.stream().skip(1).forEach(client -> client.ledger().requireServed(REPORT_NS));
        }
        settle();
    }

    private void createSegment() {
        try (LogConnection connection = world.openLog()) {
            connection.createSegment(world.segment(), WallClock.BEGIN_NS);
        }
    }

    private void settle() {
        if (world.expectsHalt()) {
            await(
                    SETTLE_NS,
                    () -> false,
                    () -> "no matcher has halted, though the log has events that their cause does not give");
        }
        if (scenario.mayHalt()) {
            runUntil(scheduler.nowNs() + HALTED_NS);
        }
        clients.forEach(ClientHost::rest);
        final long acceptedId = audit.lastOrdersId();
        await(
                SETTLE_NS,
                () -> audit.lastEventsId() >= acceptedId,
                () -> "what was accepted is not carried out: events end at " + EntryId.format(audit.lastEventsId())
                        + ", orders ended at " + EntryId.format(acceptedId));
        world.redis().limit(0);
        await(SETTLE_NS, this::isAllKnown, this::whatIsUnknown);
        for (int i = 0; i < PROBES; i++) {
            probe(i >= FIRST_QUICK_PROBE);
        }
        final long fromNs = audit.engineTimeNs();
        await(
                TIME_GOES_NS,
                () -> audit.engineTimeNs() - fromNs >= TIME_WANTED_NS,
                () -> "engine time stands at " + (audit.engineTimeNs() - WallClock.BEGIN_NS)
                        + " ns after the beginning");
        await(ANSWER_NS, () -> !audit.isBusy(), () -> "unfinished work does not end");
        final long lastId = audit.lastOrdersId();
        await(ANSWER_NS, () -> audit.lastEventsId() >= lastId, () -> "the events lag behind the orders");
        audit.sessions().requireAllExecuted();
        await(
                ANSWER_NS,
                () -> clients.stream().allMatch(ClientHost::hasAllReports),
                () -> "a client lacks reports that the log has, and did not get them when it asked");
        requireSameStates();
        await(
                LEDGER_NS,
                () -> ledger.position() >= lastId,
                () -> "the ledger stands at " + EntryId.format(ledger.position()) + ", the log was at "
                        + EntryId.format(lastId));
        ledger.requireSame();
        await(LEDGER_NS, () -> archived.hasArchived(lastId), () -> archived.describe(lastId));
        archived.requireSame(world, lastId);
        world.losses().requireHalted();
    }

    private boolean isAllKnown() {
        return clients.stream().allMatch(client -> client.ledger().unanswered(1) == 0);
    }

    private String whatIsUnknown() {
        return clients.stream()
                .filter(client -> client.ledger().unanswered(1) != 0)
                .map(client -> "message " + client.ledger().unanswered(1) + " of " + client.name()
                        + " is not answered; the connection was lost last because: "
                        + client.ledger().lastReason())
                .findFirst()
                .orElse("");
    }

    /** Each client sends an order, which is answered soon: nothing goes wrong any more. */
    private void probe(final boolean isQuick) {
        final Probes probes = new Probes(clients);
        await(SETTLE_NS, probes::areSent, () -> "a session cannot trade: " + lastReasons());
        await(ANSWER_NS, () -> probes.areDone(!isQuick), () -> "an order is not answered within 10 s after all faults");
        if (isQuick) {
            probes.requireQuick(REPORT_NS);
        }
    }

    private String lastReasons() {
        final StringBuilder text = new StringBuilder();
        clients.forEach(client -> text.append(client.name())
                .append(": ")
                .append(client.ledger().lastReason())
                .append("; "));
        return text.toString();
    }

    private void requireSameStates() {
        for (final MatcherHost matcher : matchers) {
            if (matcher.appliedId() == audit.lastOrdersId() && matcher.stateHash() != audit.stateHash()) {
                throw new Violation(matcher.name() + " has another state than a replay gives");
            }
        }
    }

    private void await(
            final long timeoutNs, final BooleanSupplier condition, final java.util.function.Supplier<String> failure) {
        final long deadlineNs = scheduler.nowNs() + timeoutNs;
        while (!condition.getAsBoolean()) {
            if (scheduler.nowNs() >= deadlineNs) {
                throw new Violation(failure.get());
            }
            runUntil(scheduler.nowNs() + LOOK_NS);
        }
    }

    private void runUntil(final long timeNs) {
        while (scheduler.runNext(timeNs)) {
            if (scheduler.steps() > MAX_STEPS) {
                throw new Violation("no end in sight after " + MAX_STEPS + " steps");
            }
        }
    }

    private Outcome outcome(final String broken) {
        return new Outcome(
                scenario,
                scheduler.steps(),
                scheduler.nowNs(),
                audit.entries(),
                audit.voids(),
                clients.stream().mapToLong(client -> client.ledger().reports()).sum(),
                broken,
                scheduler.lastLines());
    }
}

package io.matchlock.audit.sim.fault;

import io.matchlock.audit.sim.actor.ClientHost;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.world.Host;
import io.matchlock.audit.sim.world.World;
import java.util.List;

/** Makes things go wrong, and right again. */
public final class Faults {
    private static final double LOSS_SHARE = 0.2;
    private static final double REFUSED_SHARE = 0.3;
    private static final double AERON_LOSS = 0.3;
    private static final double LATE_SHARE = 0.8;
    private static final double FOREIGN_SHARE = 0.2;
    private static final long MAX_LATE_NS = 3_000_000_000L;
    private static final long MAX_COPY_AGE_NS = 5_000_000_000L;
    private static final long MAX_CLOCK_ERROR_NS = 20_000_000_000L;

    private final World world;
    private final Scheduler scheduler;
    private final Targets targets;
    private final LedgerFaults ledger;
    private final Doubles doubles;
    private final Runnable forger;
    private final Epochs epochs;
    private final long memoryBytes;
    private boolean isMended;

    /**
     * Whom a fault may hit. The lists may still grow.
     *
     * @param gateways of the run
     * @param matchers of the run
     * @param persisters of the run
     * @param archivers of the run, at most one
     * @param clients of the run
     */
    public record Targets(
            List<? extends Host> gateways,
            List<? extends Host> matchers,
            List<? extends Host> persisters,
            List<? extends Host> archivers,
            List<ClientHost> clients) {}

    /**
     * No fault has begun.
     *
     * @param world of the run
     * @param targets to pick from
     * @param doubles starts a second gateway of a number
     * @param forger writes an events entry in a matcher's place
     * @param memoryBytes what the log's server may use while no fault takes it away
     */
    public Faults(
            final World world,
            final Targets targets,
            final Doubles doubles,
            final Runnable forger,
            final long memoryBytes) {
        this.doubles = doubles;
        this.forger = forger;
        epochs = new Epochs(world);
        this.world = world;
        scheduler = world.scheduler();
        this.targets = targets;
        ledger = new LedgerFaults(world.postgres());
        this.memoryBytes = memoryBytes;
    }

    /**
     * Begins a fault, which ends by itself after its time.
     *
     * @param fault of the scenario
     */
    public void begin(final Fault fault) {
        scheduler.trace(() -> "fault " + fault);
        switch (fault.kind()) {
            case KILL_GATEWAY -> kill(pick(targets.gateways(), fault), fault);
            case KILL_MATCHER -> kill(pick(targets.matchers(), fault), fault);
            case KILL_PERSISTER -> kill(pick(targets.persisters(), fault), fault);
            case KILL_ARCHIVER -> targets.archivers().forEach(host -> kill(host, fault));
            case STOP_ARCHIVER -> targets.archivers().forEach(host -> stop(host, fault));
            case STOP_PERSISTER -> stop(pick(targets.persisters(), fault), fault);
            case HOLD_PERSISTER_THREAD -> hold(pick(targets.persisters(), fault), fault);
            case STOP_POSTGRES, CRASH_POSTGRES, LOSE_COMMITS, CUT_POSTGRES, FULL_POSTGRES ->
                later(fault, ledger.begin(fault.kind()));
            case KILL_CLIENT -> kill(pick(targets.clients(), fault), fault);
            case STOP_GATEWAY -> stop(pick(targets.gateways(), fault), fault);
            case STOP_MATCHER -> stop(pick(targets.matchers(), fault), fault);
            case STOP_CLIENT -> stop(pick(targets.clients(), fault), fault);
            case HOLD_LOOP -> hold(pick(targets.gateways(), fault), fault);
            case HOLD_MATCHER_THREAD -> hold(pick(targets.matchers(), fault), fault);
            case DOUBLE_GATEWAY -> later(fault, doubles.begin(fault));
            case FORGED_EVENTS -> forger.run();
            case OPEN_EPOCH -> epochs.open(fault.forNs());
            case DROP_CLIENT -> pick(targets.clients(), fault).drop();
            case DEAF_CLIENT -> deafen(pick(targets.clients(), fault), fault);
            case DARK_NETWORK -> world.clients().goDark();
            case WRONG_CLOCK, STANDING_CLOCK -> setClock(fault);
            default -> beginAround(fault);
        }
    }

    /** All is as it should be from here on. */
    public void mend() {
        isMended = true;
        scheduler.trace(() -> "no more faults");
        world.redis().lose(0);
        world.redis().refuse(0);
        world.redis().limit(memoryBytes);
        world.redis().resume();
        world.redis().restart();
        world.mixup().end();
        world.orders().spoil(0, 0);
        world.events().spoil(0, 0);
        share(0);
        linger(0);
        doubles.endAll();
        epochs.end();
        targets.gateways().forEach(Host::mend);
        targets.matchers().forEach(Host::mend);
        ledger.mend();
        targets.persisters().forEach(Host::mend);
        targets.archivers().forEach(Host::mend);
        targets.clients().forEach(Host::mend);
    }

    private void beginAround(final Fault fault) {
        switch (fault.kind()) {
            case CRASH_REDIS -> {
                world.redis().crash(fault.target() % 2 == 0);
                later(fault, () -> world.redis().restart());
            }
            case RESTORE_REDIS -> {
                world.redis().restore(scheduler.between(0, MAX_COPY_AGE_NS));
                later(fault, () -> world.redis().restart());
            }
            case OTHER_LOG -> {
                world.mixup().begin();
                later(fault, world.mixup()::end);
            }
            case STOP_REDIS -> {
                world.redis().stop();
                later(fault, () -> world.redis().resume());
            }
            case LOSE_REDIS_ANSWERS -> {
                world.redis().lose(LOSS_SHARE);
                later(fault, () -> world.redis().lose(0));
            }
            case REFUSING_REDIS -> {
                world.redis().refuse(REFUSED_SHARE);
                later(fault, () -> world.redis().refuse(0));
            }
            case CUT_REDIS -> world.redis().cutAll();
            case OUT_OF_MEMORY -> {
                world.redis().limit(world.redis().streams().usedBytes() + 4096L * (fault.target() % 8));
                later(fault, () -> world.redis().limit(memoryBytes));
            }
            case SILENT_AERON -> spoil(fault, 1, 0);
            case LOSSY_AERON -> spoil(fault, AERON_LOSS, 0);
            case LATE_AERON -> {
                linger(MAX_LATE_NS);
                spoil(fault, 0, LATE_SHARE);
                later(fault, () -> linger(0));
            }
            case FOREIGN_AERON -> {
                share(FOREIGN_SHARE);
                later(fault, () -> share(0));
            }
            default -> spoil(fault, 0, AERON_LOSS);
        }
    }

    private void spoil(final Fault fault, final double loss, final double odd) {
        final boolean isOrders = fault.target() % 3 != 0;
        final boolean isEvents = fault.target() % 3 != 1;
        if (isOrders) {
            world.orders().spoil(loss, odd);
            later(fault, () -> world.orders().spoil(0, 0));
        }
        if (isEvents) {
            world.events().spoil(loss, odd);
            later(fault, () -> world.events().spoil(0, 0));
        }
    }

    private void linger(final long maxNs) {
        world.orders().linger(maxNs);
        world.events().linger(maxNs);
    }

    private void share(final double share) {
        world.orders().shareWithStranger(share);
        world.events().shareWithStranger(share);
    }

    private void deafen(final ClientHost client, final Fault fault) {
        client.deafen(true);
        later(fault, () -> client.deafen(false));
    }

    private void kill(final Host host, final Fault fault) {
        if (!host.process().isDead()) {
            host.kill();
            later(fault, host::start);
        }
    }

    private void stop(final Host host, final Fault fault) {
        host.process().stop();
        final var stopped = host.process();
        later(fault, stopped::resume);
    }

    private void hold(final Host host, final Fault fault) {
        if (!host.threads().isEmpty()) {
            final Actor thread = pick(host.threads(), fault);
            thread.hold(true);
            later(fault, () -> thread.hold(false));
        }
    }

    private void setClock(final Fault fault) {
        final Host host = pick(targets.gateways(), fault);
        if (fault.kind() == FaultKind.STANDING_CLOCK) {
            host.wallClock().stand();
        } else {
            host.wallClock().set(scheduler.between(-MAX_CLOCK_ERROR_NS, MAX_CLOCK_ERROR_NS));
        }
        later(fault, () -> host.wallClock().set(0));
    }

    private void later(final Fault fault, final Runnable end) {
        scheduler.after(fault.forNs(), null, () -> {
            if (!isMended) {
                scheduler.trace(() -> "end of fault " + fault);
                end.run();
            }
        });
    }

    private static <T> T pick(final List<T> all, final Fault fault) {
        return all.get(fault.target() % all.size());
    }
}

package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.store.SimStore;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.Turns;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.audit.sim.world.Host;
import io.matchlock.audit.sim.world.World;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.persister.PersisterSettings;
import io.matchlock.persister.Pipeline;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.log.EntryId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A persister's machine: starts its process, again when it has ended, and calls the persister's own turns. */
public final class PersisterHost implements Host {
    private static final long RETRY_NS = 300_000_000L;
    private static final long RESTART_NS = 3_000_000_000L;
    private static final long OPERATOR_NS = 1_000_000_000L;
    private static final long AT_ONCE_NS = 1_000;
    private static final long FOR_EVER = -1;
    private static final int BATCH_BYTES = 4 * 1024;

    private final World world;
    private final Scheduler scheduler;
    private final String name;
    private final WallClock wallClock;
    private final boolean isAlone;
    private final PersisterSettings settings;
    private SimProcess process;
    private SimStore store;
    private Pipeline pipeline;
    private Turns folds;
    private Turns writes;
    private boolean isFoldIdle;
    private boolean isWriteIdle;

    /**
     * A machine whose persister is not started.
     *
     * @param world that it is part of
     * @param number of the persister, from 1
     * @param isAlone whether no other one writes to the same ledger
     */
    public PersisterHost(final World world, final int number, final boolean isAlone) {
        this.world = world;
        this.isAlone = isAlone;
        scheduler = world.scheduler();
        name = "persister-" + number;
        wallClock = new WallClock(scheduler);
        settings = new PersisterSettings(
                world.log(),
                "simulated",
                null,
                null,
                Optional.empty(),
                (int) scheduler.between(1, 300),
                Duration.ofMillis(scheduler.between(1, 200)),
                PaceLimits.NEVER);
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
            run(process, process.actor("fold"), process.actor("copy"));
        }
    }

    /** Its kernel closes its connections. */
    @Override
    public void kill() {
        process.kill();
        store.close();
    }

    private void run(final SimProcess mine, final Actor folding, final Actor copying) {
        pipeline = null;
        isFoldIdle = false;
        isWriteIdle = false;
        store = new SimStore(world.postgres(), copying, () -> writes.wake(0));
        folds = new Turns(scheduler, folding, () -> fold(mine, folding));
        writes = new Turns(scheduler, copying, () -> pipeline == null ? launch(mine, folding) : write(mine));
        writes.wake(0);
    }

    private long launch(final SimProcess mine, final Actor folding) {
        if (world.mixup().isOn()) { // whoever starts it looks first
            return RETRY_NS;
        }
        final Pipeline.Outside outside = new Pipeline.Outside(
                world.redis().connections().waiting(folding, world.log()),
                store,
                "simulated",
                mine.clock(),
                mine.wallClock(),
                BATCH_BYTES);
        try {
            final long waits = store.turn(() -> {
                pipeline = Pipeline.open(outside, settings, reason -> halted(mine, reason));
                return 0;
            });
            if (waits == SimStore.WAITS) {
                return FOR_EVER;
            }
        } catch (final StoreException e) {
            if (e.getCause() instanceof SQLException) {
                scheduler.trace(() -> name + " cannot start: " + e.getMessage());
                return RETRY_NS;
            }
            halted(mine, "does not start: " + e.getMessage());
            return FOR_EVER;
        }
        scheduler.trace(
                () -> name + " runs from entry " + EntryId.format(pipeline.lag().committedId()));
        folds.wake(folding.owesNs());
        return 0;
    }

    private long fold(final SimProcess mine, final Actor folding) {
        final long restNs = guarded(mine, pipeline::fold);
        if (isWriteIdle) {
            isWriteIdle = false;
            writes.wake(folding.owesNs());
        }
        isFoldIdle = restNs == Pipeline.NO_BATCH;
        return isFoldIdle ? FOR_EVER : Math.max(AT_ONCE_NS, restNs);
    }

    private long write(final SimProcess mine) {
        final long restNs = store.turn(() -> guarded(mine, pipeline::write));
        if (restNs == SimStore.WAITS) {
            return FOR_EVER;
        }
        if (restNs == 0) {
            final long id = pipeline.lag().committedId();
            scheduler.trace(() -> name + " has written up to " + EntryId.format(id));
            if (isFoldIdle) {
                isFoldIdle = false;
                folds.wake(0);
            }
        }
        isWriteIdle = restNs == Pipeline.NO_BATCH;
        return isWriteIdle ? FOR_EVER : restNs;
    }

    private long guarded(final SimProcess mine, final java.util.function.LongSupplier turn) {
        if (mine.isDead()) {
            return FOR_EVER;
        }
        try {
            return turn.getAsLong();
        } catch (final RuntimeException e) {
            pipeline.halt(e);
            return FOR_EVER;
        }
    }

    /**
     * One of two persisters may halt because of the other one, and is started again. One whose ledger holds what the log has lost gets
     * an empty database. Nothing else is a reason to.
     */
    private void halted(final SimProcess mine, final String reason) {
        scheduler.trace(() -> name + " halted: " + reason);
        final boolean isAhead = world.losses().areSince(world.postgres().begunNs(), reason);
        if (isAhead || world.mayHalt(mine, reason)) {
            mine.kill();
            store.close();
            if (isAhead) {
                world.postgres().empty();
            }
            scheduler.after(OPERATOR_NS, null, this::start);
            return;
        }
        if (isAlone || !reason.contains("another persister moved the checkpoint")) {
            world.fail(name + " halted: " + reason);
        }
        mine.kill();
        store.close();
        scheduler.after(RESTART_NS, null, this::start);
    }
}

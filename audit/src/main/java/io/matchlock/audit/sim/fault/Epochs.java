package io.matchlock.audit.sim.fault;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.audit.sim.world.Patience;
import io.matchlock.audit.sim.world.World;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.epoch.EpochOpener;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import java.time.Duration;
import org.agrona.concurrent.IdleStrategy;

/** An operator, who opens new epochs of the log while others append, and tries again where that fails. */
final class Epochs {
    private static final long RETRY_NS = 300_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final int DOUBLINGS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final World world;
    private final Scheduler scheduler;
    private boolean isEnded;

    Epochs(final World world) {
        this.world = world;
        scheduler = world.scheduler();
    }

    /** Opens the next epoch; tries for a time. */
    void open(final long forNs) {
        final SimProcess process = new SimProcess(scheduler, "operator", new WallClock(scheduler));
        open(process, process.actor("main"), scheduler.nowNs() + forNs);
    }

    /** No more are opened. */
    void end() {
        isEnded = true;
    }

    private void open(final SimProcess process, final Actor thread, final long deadlineNs) {
        if (isEnded || (!world.mixup().isOn() && isOpened(process, thread)) || scheduler.nowNs() > deadlineNs) {
            return;
        }
        scheduler.after(RETRY_NS + thread.owesNs(), thread, () -> open(process, thread, deadlineNs));
    }

    private boolean isOpened(final SimProcess process, final Actor thread) {
        final IdleStrategy patience = new Patience(world, thread, () -> {});
        try (LogConnection connection = world.redis()
                .connections()
                .pausing(thread, world.log(), () -> pause(patience))
                .get()) {
            final EpochFence fence = new EpochOpener(connection, process.clock())
                    .open(LostEntries.No, "a drill", process.wallClock().nanoTime(), PATIENCE);
            scheduler.trace(() -> "epoch " + EntryId.epoch(fence.id()) + " is open");
            return true;
        } catch (final LogUnavailableException e) {
            scheduler.trace(() -> "no epoch is opened: " + e.getMessage());
            return false;
        }
    }

    /** Others go on between two commands. */
    private void pause(final IdleStrategy patience) {
        final long untilNs = scheduler.nowNs()
                + scheduler.between(0, NS_PER_MS << scheduler.random().nextInt(DOUBLINGS + 1));
        scheduler.after(untilNs - scheduler.nowNs(), null, () -> {});
        while (scheduler.nowNs() < untilNs) {
            patience.idle();
        }
    }
}

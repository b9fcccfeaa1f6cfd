package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.Turns;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.audit.sim.world.ArchiveDisk;
import io.matchlock.audit.sim.world.Host;
import io.matchlock.audit.sim.world.World;
import io.matchlock.log.archive.ArchiveSettings;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.matcher.archive.ArchiverSettings;
import io.matchlock.matcher.archive.Archiving;
import io.matchlock.matcher.archive.SnapshotSettings;
import io.matchlock.matcher.archive.TailLimits;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;
import java.util.List;

/** The archiver's machine: starts its process, again when it has ended, and calls the archiver's own turns. */
public final class ArchiverHost implements Host {
    private static final long RETRY_NS = 300_000_000L;
    private static final long OPERATOR_NS = 1_000_000_000L;
    private static final long REST_NS = 1_000_000L;
    private static final long FOR_EVER = -1;
    private static final long FILE_BYTES = 32 * 1024;
    private static final int BLOCK_BYTES = 4 * 1024;
    private static final int DOUBLINGS = 12;
    private static final int SNAPSHOT_DOUBLINGS = 9;

    private final World world;
    private final Scheduler scheduler;
    private final ArchiveDisk disk;
    private final WallClock wallClock;
    private final ArchiverSettings settings;
    private SimProcess process;
    private Archiving archiving;
    private long begunNs;

    /**
     * A machine whose archiver is not started.
     *
     * @param world that it is part of
     * @param disk of it
     * @param mayTrim whether what is archived leaves the streams
     */
    public ArchiverHost(final World world, final ArchiveDisk disk, final boolean mayTrim) {
        this.world = world;
        this.disk = disk;
        scheduler = world.scheduler();
        wallClock = new WallClock(scheduler);
        settings = new ArchiverSettings(
                world.log(),
                new ArchiveSettings(disk.archive(), FILE_BYTES, BLOCK_BYTES),
                MatcherHost.HASH_INTERVAL,
                Duration.ofMillis(anyMs()),
                Duration.ofMillis(anyMs()),
                mayTrim
                        ? new TailLimits(scheduler.between(1, 400) * 1024, Duration.ofMillis(anyMs()))
                        : new TailLimits(Long.MAX_VALUE, Duration.ofDays(1)),
                new SnapshotSettings(
                        disk.snapshots(),
                        1L << scheduler.random().nextInt(SNAPSHOT_DOUBLINGS),
                        Duration.ofMillis(anyMs())),
                PaceLimits.NEVER,
                Duration.ofNanos(RETRY_NS));
    }

    @Override
    public String name() {
        return "archiver";
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
            process = new SimProcess(scheduler, name(), wallClock);
            run(process);
        }
    }

    /** Its kernel lets go of its files; if the machine ends with it, what was not forced may be gone. */
    @Override
    public void kill() {
        process.kill();
        archiving.release();
        if (scheduler.random().nextBoolean()) {
            disk.cut(scheduler);
        }
    }

    /** {@return the last entry that its archive has on disk, packed} */
    public long archivedId() {
        return archiving.forcedId();
    }

    /** {@return the last entry that its engine has applied, packed} */
    public long appliedId() {
        return archiving.appliedId();
    }

    /** 1 ms to 4 s, short ones as often as long ones. */
    private long anyMs() {
        return 1L << scheduler.random().nextInt(DOUBLINGS + 1);
    }

    private void run(final SimProcess mine) {
        final Actor thread = mine.actor("archiver");
        archiving = new Archiving(
                settings, world.redis().connections().waiting(thread, world.log()), mine.clock(), () -> false);
        new Turns(scheduler, thread, () -> turn(mine, archiving)).wake(0);
    }

    private long turn(final SimProcess mine, final Archiving turning) {
        if (mine.isDead()) {
            return FOR_EVER;
        }
        try {
            final long beforeId = turning.forcedId();
            turning.turn();
            if (turning.forcedId() != beforeId) {
                disk.onForced();
                scheduler.trace(() -> "archived up to " + EntryId.format(turning.forcedId()));
            }
            return REST_NS;
        } catch (final LogUnavailableException | ArchiveException e) {
            scheduler.trace(() -> "the archiver waits: " + disk.anonymous(e.getMessage()));
            turning.release();
            return RETRY_NS;
        } catch (final Violation e) {
            throw e;
        } catch (final RuntimeException e) {
            halted(mine, turning, disk.anonymous(String.valueOf(e.getMessage())));
            return FOR_EVER;
        }
    }

    /** One whose archive holds what the log has lost gets an empty disk. Nothing else is a reason to halt. */
    private void halted(final SimProcess mine, final Archiving turning, final String reason) {
        if (!world.losses().areSince(begunNs, reason)) {
            turning.tellAlarm();
            world.fail("the archiver halted: " + reason);
        }
        scheduler.trace(() -> "the archiver halts rightly: " + reason);
        mine.kill();
        turning.release();
        disk.empty();
        begunNs = scheduler.nowNs();
        scheduler.after(OPERATOR_NS, null, this::start);
    }
}

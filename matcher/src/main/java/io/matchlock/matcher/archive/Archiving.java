package io.matchlock.matcher.archive;

import io.matchlock.log.LogConnection;
import io.matchlock.log.PairReader;
import io.matchlock.log.archive.ArchiveReader;
import io.matchlock.log.archive.ArchiveWriter;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.trim.StreamTrimmer;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.ReplayProgress;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an archiver does, turn by turn: its engine goes through the archive first, then through the streams; what the archive
 * lacks is appended, and forced a while later; what is on disk and older than the tail is trimmed off the streams. Where it is can
 * be asked by any thread, all else belongs to one.
 */
public final class Archiving {
    private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);
    private static final Duration BLOCK = Duration.ofMillis(100);

    private final ArchiverSettings settings;
    private final Supplier<LogConnection> connections;
    private final NanoClock clock;
    private final BooleanSupplier isClosing;
    private final LogTail tail;
    private final SnapshotTaker snapshots;
    private final BurstRest rest;
    private final ForceDelay delay;
    private final AlarmKeeper alarms = new AlarmKeeper();
    private LogConnection connection;
    private PairReader pairs;
    private ArchiveWriter archive;
    private SecondEngine engine;
    private StreamTrimmer trimmer;
    private boolean hasRead;
    private long trimTo = EntryId.NONE;
    private volatile boolean isInHurry;
    private volatile long forcedId = EntryId.NONE;

    /**
     * Has done nothing.
     *
     * @param settings of the archiver
     * @param connections makes one to the log
     * @param clock monotonic
     * @param isClosing whether a turn should end soon
     */
    public Archiving(
            final ArchiverSettings settings,
            final Supplier<LogConnection> connections,
            final NanoClock clock,
            final BooleanSupplier isClosing) {
        this.settings = settings;
        this.connections = connections;
        this.clock = clock;
        this.isClosing = isClosing;
        tail = new LogTail(settings.tail());
        rest = new BurstRest(settings.pace());
        delay = new ForceDelay(settings, clock.nanoTime());
        snapshots = new SnapshotTaker(settings.snapshots(), clock.nanoTime());
    }

    /** {@return the last entry that is in the archive for good, packed; {@code EntryId.NONE} before there is one} */
    public long forcedId() {
        return forcedId;
    }

    /** {@return the last entry that its engine has applied, packed; {@code EntryId.NONE} before any} */
    public long appliedId() {
        return engine == null ? EntryId.NONE : engine.position();
    }

    /**
     * Takes what there is, or waits a moment for it.
     *
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer: {@link #release}, and try again later
     * @throws io.matchlock.log.archive.format.ArchiveException if the archive can't be written now: the same
     * @throws HaltException if an entry's events are not what its orders give
     */
    public void turn() {
        try {
            work();
            alarms.onRight(connection, appliedId());
        } catch (final HaltException e) {
            alarms.onWrong(EntryId.next(appliedId()), e.getMessage());
            throw e;
        }
    }

    /**
     * Tells the gateways why it has halted, if they must not acknowledge anything for that; to be called until there is nothing left
     * to tell.
     *
     * @return whether that is so
     */
    public boolean tellAlarm() {
        if (alarms.isDue()) {
            try {
                connection = connection == null ? connections.get() : connection;
                alarms.raise(connection);
            } catch (final LogUnavailableException e) {
                release();
            }
        }
        return !alarms.isDue();
    }

    private void work() {
        prepare();
        if (isClosing.getAsBoolean()) {
            return;
        }
        if (!isInHurry && rest.isDue(connection, hasRead, clock.nanoTime())) {
            LockSupport.parkNanos(BLOCK.toNanos());
        } else {
            final long before = archive.lastId();
            hasRead = pairs.read(before, BLOCK, this::onPair) != before;
        }
        forcedId = archive.forcedId(); // a file that was closed meanwhile is on disk
        final long nowNs = clock.nanoTime();
        if (!archive.isBehind()) {
            delay.onForced(nowNs);
        } else if (isInHurry || delay.isOver(nowNs)) {
            force();
        }
        if (snapshots.isDue(engine.position(), nowNs)) {
            takeSnapshot();
        }
        trim();
    }

    /** Has the next turn force what it reads, as if each entry were urgent; any thread. */
    public void hurry() {
        isInHurry = true;
    }

    /** Forces what was read, and keeps the state, so that the next start is a short one. */
    public void finish() {
        if (archive == null) {
            return;
        }
        force();
        if (snapshots.isBehind(engine.position())) {
            takeSnapshot();
        }
    }

    /** Lets go of log and archive; the next turn takes both again, and goes on. */
    public void release() {
        CloseHelper.quietClose(connection);
        CloseHelper.quietClose(archive);
        connection = null;
        archive = null;
    }

    private void prepare() {
        if (connection == null) {
            connection = connections.get();
            alarms.look(connection);
        }
        if (archive == null) {
            final SegmentDefinition segment = connection.readGenesis();
            trimmer = new StreamTrimmer(connection);
            archive = ArchiveWriter.open(settings.archive(), segment.id(), EntryId.before(firstIdInLog()));
            forcedId = archive.forcedId();
            if (engine == null) {
                engine = beginEngine(segment);
            }
            goThroughArchive();
            requireSameLog();
            pairs = new PairReader(connection, settings.log().segment());
            delay.onForced(clock.nanoTime());
        }
    }

    private SecondEngine beginEngine(final SegmentDefinition segment) {
        final LogHistory history = new LogHistory(connection, settings.log().segment());
        final SecondEngine begun = new SecondEngine(
                segment,
                settings.hashInterval(),
                (id, isUsable, engines) -> snapshots
                        .folder()
                        .restore(
                                id,
                                progress -> isUsable.test(progress)
                                        && progress.position() <= archive.lastId()
                                        && history.has(progress.position(), progress.chainHash()),
                                engines));
        snapshots.begin(begun.position());
        return begun;
    }

    private void takeSnapshot() {
        force();
        if (engine.position() == forcedId) {
            snapshots.take(engine, clock.nanoTime());
        }
    }

    /** Computes what the archive has and the engine has not seen, on the way to the streams. */
    private void goThroughArchive() {
        final long first = engine.position();
        final ReplayProgress progress = new ReplayProgress("the archiver", first, clock);
        try (ArchiveReader reader = new ArchiveReader(settings.archive().folder())) {
            while (engine.position() < archive.lastId() && !isClosing.getAsBoolean()) {
                final long before = engine.position();
                if (reader.read(before, this::onArchived) == before) {
                    throw new HaltException("the archive has no entry " + EntryId.format(EntryId.next(before))
                            + ", though it ends at " + EntryId.format(archive.lastId()));
                }
                progress.at(engine.position(), archive.lastId());
            }
        }
        if (engine.position() > first) {
            LOG.info(
                    "the archive up to {} was computed once more, and is what it was, in {} ms",
                    EntryId.format(engine.position()),
                    progress.elapsedMs());
        }
    }

    private void requireSameLog() {
        if (engine.position() != EntryId.NONE && !isClosing.getAsBoolean()) {
            new LogHistory(connection, settings.log().segment())
                    .require(engine.position(), engine.chainHash(), "this archiver");
        }
    }

    private void onArchived(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        engine.apply(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength);
        tail.add(id, ordersLength + eventsLength, engine.turnTimeNs());
    }

    private void onPair(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        final boolean isNew = id > engine.position(); // a disk that failed may have left the archive behind the engine
        if (isNew) {
            engine.apply(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength);
            tail.add(id, ordersLength + eventsLength, engine.turnTimeNs());
        }
        if (delay.onAppend(orders, ordersOffset, ordersLength)) {
            archive.endBlock();
        }
        archive.append(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength);
        if (isNew && archive.chainHash() != engine.chainHash()) {
            throw new HaltException("orders entry " + EntryId.format(id) + " gives another chain hash in the archive, "
                    + Long.toHexString(archive.chainHash()) + ", than in the engine, "
                    + Long.toHexString(engine.chainHash()));
        }
    }

    /** Some entries a turn, so that reading goes on meanwhile. */
    private void trim() {
        final long first = tail.firstId(forcedId);
        if (first != EntryId.NONE) {
            trimTo = first;
        }
        if (trimTo != EntryId.NONE && trimmer.trim(trimTo) == 0) {
            trimTo = EntryId.NONE;
        }
    }

    private long firstIdInLog() {
        final long first = trimmer.firstId();
        return first == EntryId.NONE ? EntryId.GENESIS : first;
    }

    private void force() {
        archive.force();
        forcedId = archive.forcedId();
        delay.onForced(clock.nanoTime());
    }
}

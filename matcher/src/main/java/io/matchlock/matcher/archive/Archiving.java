package io.matchlock.matcher.archive;

import io.matchlock.log.LogConnection;
import io.matchlock.log.PairReader;
import io.matchlock.log.archive.ArchiveReader;
import io.matchlock.log.archive.ArchiveWriter;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.pace.BurstPace;
import io.matchlock.log.server.ServerLoad;
import io.matchlock.log.trim.StreamTrimmer;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an archiver does, turn by turn: its engine goes through the archive first, then through the streams; what the archive
 * lacks is appended, and forced a while later; what is on disk and older than the tail is trimmed off the streams. Where it is can be asked by any thread, all else belongs to one.
 */
final class Archiving {
    private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);
    private static final Duration BLOCK = Duration.ofMillis(100);
    /** Of the log's memory, that may fill before the archiver works through a burst as well. */
    private static final double SHARE_TO_FILL = 0.4;

    /** So many ticks are worth a block of their own, in which each takes less. */
    private static final int TICKS_OF_A_BLOCK = 8;

    private static final long PROGRESS_NS = 5_000_000_000L;

    private final ArchiverSettings settings;
    private final BooleanSupplier isClosing;
    private LogConnection connection;
    private PairReader pairs;
    private ArchiveWriter archive;
    private SecondEngine engine;
    private StreamTrimmer trimmer;
    private final LogTail tail;
    private final SnapshotTaker snapshots;
    private final BurstPace pace;
    private boolean hasRead;
    private boolean hasRoom;
    private long trimTo = EntryId.NONE;
    private final Ticks ticks = new Ticks();
    private boolean hasMoreThanTicks;
    private int waitingTicks;
    private volatile boolean isInHurry;
    private long forcedNs;
    private volatile long forcedId = EntryId.NONE;

    Archiving(final ArchiverSettings settings, final BooleanSupplier isClosing) {
        this.settings = settings;
        this.isClosing = isClosing;
        tail = new LogTail(settings.tail());
        pace = new BurstPace(settings.pace());
        snapshots = new SnapshotTaker(settings.snapshots(), System.nanoTime());
    }

    /** The last entry that is in the archive for good, packed. */
    long forcedId() {
        return forcedId;
    }

    /** Takes what there is, or waits a moment for it. */
    void turn() {
        prepare();
        if (isClosing.getAsBoolean()) {
            return;
        }
        if (mustStandBack()) {
            LockSupport.parkNanos(BLOCK.toNanos());
        } else {
            final long before = archive.lastId();
            hasRead = pairs.read(before, BLOCK, this::onPair) != before;
        }
        forcedId = archive.forcedId(); // a file that was closed meanwhile is on disk
        final long nowNs = System.nanoTime();
        if (!archive.isBehind()) {
            forcedNs = nowNs;
        } else if (nowNs - forcedNs >= forceDelayNs()) {
            force();
        }
        if (snapshots.isDue(engine.position(), nowNs)) {
            takeSnapshot();
        }
        trim();
    }

    /** Has the next turn force what it reads, as if each entry were urgent; any thread. */
    void hurry() {
        isInHurry = true;
    }

    /** Forces what was read, and keeps the state, so that the next start is a short one. */
    void finish() {
        if (archive == null) {
            return;
        }
        force();
        if (snapshots.isBehind(engine.position())) {
            takeSnapshot();
        }
    }

    /** Lets go of log and archive; the next turn takes both again, and goes on. */
    void release() {
        CloseHelper.quietClose(connection);
        CloseHelper.quietClose(archive);
        connection = null;
        archive = null;
    }

    private void prepare() {
        if (connection == null) {
            connection = LogConnection.open(settings.log());
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
            forcedNs = System.nanoTime();
        }
    }

    /** Ticks alone may wait, so that they share a block. */
    private long forceDelayNs() {
        if (isInHurry) {
            return 0;
        }
        return (hasMoreThanTicks ? settings.forceDelay() : settings.quietForceDelay()).toNanos();
    }

    private SecondEngine beginEngine(final SegmentDefinition segment) {
        final SecondEngine begun = new SecondEngine(
                segment,
                settings.hashInterval(),
                (id, isUsable, engines) -> snapshots
                        .folder()
                        .restore(
                                id,
                                progress -> isUsable.test(progress) && progress.position() <= archive.lastId(),
                                engines));
        snapshots.begin(begun.position());
        return begun;
    }

    /** Whether more comes in than this thread should work against, and the log has room for it. */
    private boolean mustStandBack() {
        if (isInHurry) {
            return false;
        }
        final long nowNs = System.nanoTime();
        if ((hasRead || pace.mustYield(nowNs)) && pace.wantsSample(nowNs)) {
            final ServerLoad load = connection.load();
            pace.onSample(load.inputBytes(), nowNs);
            hasRoom = load.memory().share() < SHARE_TO_FILL;
        }
        return hasRoom && pace.mustYield(nowNs);
    }

    private void takeSnapshot() {
        force();
        if (engine.position() == forcedId) {
            snapshots.take(engine, System.nanoTime());
        }
    }

    /** Computes what the archive has and the engine has not seen, on the way to the streams. */
    private void goThroughArchive() {
        final long startNs = System.nanoTime();
        final long first = engine.position();
        long toldNs = startNs;
        try (ArchiveReader reader = new ArchiveReader(settings.archive().folder())) {
            while (engine.position() < archive.lastId() && !isClosing.getAsBoolean()) {
                final long before = engine.position();
                if (reader.read(before, this::onArchived) == before) {
                    throw new HaltException("the archive has no entry " + EntryId.format(EntryId.next(before))
                            + ", though it ends at " + EntryId.format(archive.lastId()));
                }
                if (System.nanoTime() - toldNs > PROGRESS_NS) {
                    toldNs = System.nanoTime();
                    LOG.info(
                            "the archiver is at {} of {} in the archive",
                            EntryId.format(engine.position()),
                            EntryId.format(archive.lastId()));
                }
            }
        }
        if (engine.position() > first) {
            LOG.info(
                    "the archive up to {} was computed once more, and is what it was, in {} ms",
                    EntryId.format(engine.position()),
                    (System.nanoTime() - startNs) / 1_000_000);
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
        final boolean isTick = ticks.isTick(orders, ordersOffset, ordersLength);
        if (!isTick && !hasMoreThanTicks && waitingTicks >= TICKS_OF_A_BLOCK) {
            archive.endBlock();
        }
        archive.append(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength);
        hasMoreThanTicks = hasMoreThanTicks || !isTick;
        waitingTicks++;
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
        forcedNs = System.nanoTime();
        hasMoreThanTicks = false;
        waitingTicks = 0;
    }
}

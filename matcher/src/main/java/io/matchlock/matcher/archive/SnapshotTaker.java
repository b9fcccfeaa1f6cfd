package io.matchlock.matcher.archive;

import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the snapshots of an archiver's engine when they are due, or when somebody asks by making a file. A disk that fails is tried
 * again a while later; nothing else waits for it. One thread.
 */
final class SnapshotTaker {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
    private static final long LOOK_INTERVAL_NS = 500_000_000;
    private static final long RETRY_NS = 10_000_000_000L;
    private static final long NS_PER_MS = 1_000_000;

    private final SnapshotSettings settings;
    private final SnapshotFolder folder;
    private long takenId;
    private long takenNs;
    private long lookedNs;
    private long failedNs;
    private boolean hasFailed;

    SnapshotTaker(final SnapshotSettings settings, final long nowNs) {
        this.settings = settings;
        folder = new SnapshotFolder(settings.folder());
        takenNs = nowNs;
        lookedNs = nowNs;
    }

    SnapshotFolder folder() {
        return folder;
    }

    /** The engine begins here: either with a snapshot or with nothing. */
    void begin(final long position) {
        takenId = position;
    }

    boolean isDue(final long position, final long nowNs) {
        if (hasFailed && nowNs - failedNs < RETRY_NS) {
            return false;
        }
        final long applied = EntryId.distance(takenId, position);
        final boolean isTime = nowNs - takenNs >= settings.interval().toNanos();
        return (applied >= settings.entries() && isTime) || isAsked(nowNs);
    }

    /** Whether the newest snapshot is of another position. */
    boolean isBehind(final long position) {
        return takenId != position;
    }

    /** Takes one; the archive has all up to the engine's position on disk. */
    void take(final SecondEngine engine, final long nowNs) {
        try {
            final long startNs = System.nanoTime();
            final Path file = engine.snapshot(folder);
            folder.answer();
            takenId = engine.position();
            hasFailed = false;
            LOG.info("snapshot {} was taken in {} ms", file, (System.nanoTime() - startNs) / NS_PER_MS);
        } catch (final IOException e) {
            LOG.warn("no snapshot could be taken in {}: {}; tried again in 10 s", settings.folder(), e.toString());
            hasFailed = true;
            failedNs = nowNs;
        }
        takenNs = nowNs;
    }

    private boolean isAsked(final long nowNs) {
        if (nowNs - lookedNs < LOOK_INTERVAL_NS) {
            return false;
        }
        lookedNs = nowNs;
        return folder.isAsked();
    }
}

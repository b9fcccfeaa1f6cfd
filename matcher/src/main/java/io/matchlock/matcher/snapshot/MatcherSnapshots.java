package io.matchlock.matcher.snapshot;

import io.matchlock.engine.Engine;
import io.matchlock.log.LogConnection;
import io.matchlock.log.history.LogHistory;
import io.matchlock.matcher.process.LogProgress;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The snapshots that a matcher may begin with: those of its own segment, whose events are all stored, and whose history is the
 * log's. One with a later position would let a matcher append events behind a hole; one of another history would give other events.
 *
 * @param folder of the files
 * @param segment whose log it is
 * @param hashInterval by which the matcher puts state hashes into its events, in entries
 * @param storedId the last events entry that the log has, packed
 */
public record MatcherSnapshots(Path folder, SegmentId segment, long hashInterval, long storedId) {
    /**
     * Restores the newest one.
     *
     * @param connection to the log
     * @param engines makes one for each attempt
     * @return nothing if there is none: the log must be replayed from its beginning
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public Optional<SnapshotFolder.Restored> restore(final LogConnection connection, final Supplier<Engine> engines) {
        final LogHistory history = new LogHistory(connection, connection.segment());
        return new SnapshotFolder(folder).restore(segment, progress -> isUsable(progress, history), engines);
    }

    private boolean isUsable(final LogProgress progress, final LogHistory history) {
        return progress.hashInterval() == hashInterval
                && progress.position() <= storedId
                && history.has(progress.position(), progress.chainHash());
    }
}

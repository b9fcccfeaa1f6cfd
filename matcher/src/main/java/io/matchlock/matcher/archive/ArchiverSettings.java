package io.matchlock.matcher.archive;

import io.matchlock.log.LogSettings;
import io.matchlock.log.archive.ArchiveSettings;
import io.matchlock.log.pace.PaceLimits;
import java.time.Duration;

/**
 * How a segment is archived.
 *
 * @param log to follow
 * @param archive to write
 * @param hashInterval by which the segment's matcher puts state hashes into its events, in entries
 * @param forceDelay how long what was read may not be on disk yet, at least 1 ms
 * @param quietForceDelay the same, of a quiet segment's ticks
 * @param tail what stays in the streams once it is archived
 * @param snapshots where and how often the engine's state is kept
 * @param pace when it leaves the machine to those whom clients wait for
 * @param retryDelay between attempts to reach the log, or to write to a disk that failed
 */
public record ArchiverSettings(
        LogSettings log,
        ArchiveSettings archive,
        long hashInterval,
        Duration forceDelay,
        Duration quietForceDelay,
        TailLimits tail,
        SnapshotSettings snapshots,
        PaceLimits pace,
        Duration retryDelay) {}

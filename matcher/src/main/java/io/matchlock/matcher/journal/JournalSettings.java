package io.matchlock.matcher.journal;

import io.matchlock.log.LogSettings;
import io.matchlock.protocol.segment.SegmentId;
import java.time.Duration;

/**
 * How events are written.
 *
 * @param log where to
 * @param segmentId whose log it is
 * @param gatherDelay how long an entry may wait for others before they are flushed together; zero for not at all
 * @param reconnectDelay between attempts to reach the log
 * @param closeTimeout how long closing waits for what has not been written
 */
public record JournalSettings(
        LogSettings log, SegmentId segmentId, Duration gatherDelay, Duration reconnectDelay, Duration closeTimeout) {}

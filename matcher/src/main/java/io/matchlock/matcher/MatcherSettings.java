package io.matchlock.matcher;

import io.matchlock.log.LogSettings;
import io.matchlock.transport.AeronSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a matcher is told.
 *
 * @param log where the segment's log is
 * @param aeron its part in Aeron
 * @param tuning how it uses the machine
 * @param snapshots the folder of the archiver's snapshots, which need not be there; empty to replay the log from its beginning
 */
public record MatcherSettings(LogSettings log, AeronSettings aeron, Tuning tuning, Optional<Path> snapshots) {}

package io.matchlock.matcher;

import io.matchlock.log.LogSettings;

/**
 * All that a matcher is told.
 *
 * @param log where the segment's log is
 * @param transport its part in Aeron
 * @param tuning how it uses the machine
 */
public record MatcherSettings(LogSettings log, TransportSettings transport, Tuning tuning) {}

package io.matchlock.matcher;

import io.matchlock.log.LogSettings;
import io.matchlock.transport.AeronSettings;

/**
 * All that a matcher is told.
 *
 * @param log where the segment's log is
 * @param aeron its part in Aeron
 * @param tuning how it uses the machine
 */
public record MatcherSettings(LogSettings log, AeronSettings aeron, Tuning tuning) {}

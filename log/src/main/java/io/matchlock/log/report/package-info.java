/**
 * Finds a session's reports in the log by their numbers: in the indexes of the archive's files, and behind them in an index that is kept
 * while the log is followed. The bytes always come from the log. May not see who asks.
 */
package io.matchlock.log.report;

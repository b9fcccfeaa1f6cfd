/** What came out of a replay beside what the record says. */
package io.matchlock.audit.replay.tally;

/** What came out of a replay beside what the record says. */
package io.matchlock.exchange.replay.tally;

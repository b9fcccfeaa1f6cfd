/**
 * Applies orders entries: makes a segment's engine, hands it the records of one entry after the other, and hashes along the log. Pure;
 * what stands where in an entry is {@code message}'s.
 */
package io.matchlock.matcher.process;

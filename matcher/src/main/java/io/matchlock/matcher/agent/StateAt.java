package io.matchlock.matcher.agent;

/**
 * The hash of all engine state at a place of the log.
 *
 * @param entryId the last entry applied, packed
 * @param hash of the state after it
 */
public record StateAt(long entryId, long hash) {}

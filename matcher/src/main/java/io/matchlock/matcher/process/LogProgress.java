package io.matchlock.matcher.process;

import io.matchlock.protocol.segment.SegmentId;

/**
 * What the next entry needs to know of those before, beside the engine's state.
 *
 * @param segment whose log it is
 * @param position of the last entry applied, packed
 * @param chainHash over all orders entries up to it
 * @param hashInterval by which state hashes go into events, in entries
 * @param rollingHash over the slices of the state that were taken since the last of these
 */
public record LogProgress(SegmentId segment, long position, long chainHash, long hashInterval, long rollingHash) {}

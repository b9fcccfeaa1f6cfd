package io.matchlock.persister.store;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;

/**
 * The position of a ledger in the log, and which log that is.
 *
 * @param position packed id of the last entry whose rows are there, {@link EntryId#NONE} if there is none
 * @param segmentId of the log; null if the ledger does not name it
 * @param chainHash over all orders entries up to the position; null if the ledger does not name it
 */
public record Checkpoint(long position, SegmentId segmentId, Long chainHash) {}

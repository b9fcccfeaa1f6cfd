package io.matchlock.protocol.live;

import io.matchlock.protocol.segment.SegmentId;

/**
 * How an events entry travels over Aeron and to the journal: in parts of at most one datagram, little-endian. A record
 * is never cut. The parts of an entry, put one behind the other, are the entry.
 *
 * <pre>
 *    0       cause id        int64    packed entry id
 *    8       part offset     int32    of this part in the entry, bytes
 *   12       flags           uint16   1: last part
 *   14       reserved        uint16
 *   16       chain           int32    of the cause
 *   20       live orders     int32    in the engine when the cause was begun
 *   24       incarnation     int64    of the cause
 *   32       batch number    int64    of the cause
 *   40       matched         int64    ns, monotonic clock of the matcher's host
 *   48       published       int64    ns, the same clock
 *   56       segment tag     int64    {@link SegmentId#tag()}: receivers drop what belongs to another segment
 *   64       server          int64    the start of the log's server that held all causes up to this one
 *   72       bytes of the entry
 * </pre>
 */
public final class PartEnvelope {
    public static final int CAUSE_OFFSET = 0;
    public static final int PART_OFFSET_OFFSET = CAUSE_OFFSET + Long.BYTES;
    public static final int FLAGS_OFFSET = PART_OFFSET_OFFSET + Integer.BYTES;
    public static final int CHAIN_OFFSET = FLAGS_OFFSET + Integer.BYTES;
    public static final int LIVE_ORDERS_OFFSET = CHAIN_OFFSET + Integer.BYTES;
    public static final int INCARNATION_OFFSET = LIVE_ORDERS_OFFSET + Integer.BYTES;
    public static final int BATCH_NUMBER_OFFSET = INCARNATION_OFFSET + Long.BYTES;
    public static final int MATCHED_OFFSET = BATCH_NUMBER_OFFSET + Long.BYTES;
    public static final int PUBLISHED_OFFSET = MATCHED_OFFSET + Long.BYTES;
    public static final int SEGMENT_TAG_OFFSET = PUBLISHED_OFFSET + Long.BYTES;
    public static final int SERVER_OFFSET = SEGMENT_TAG_OFFSET + Long.BYTES;
    /** Length in bytes. */
    public static final int LENGTH = SERVER_OFFSET + Long.BYTES;

    /** Flag: the entry ends with this part. */
    public static final int LAST = 1;

    private PartEnvelope() {}
}

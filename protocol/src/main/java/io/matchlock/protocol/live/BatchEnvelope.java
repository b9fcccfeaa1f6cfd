package io.matchlock.protocol.live;

import io.matchlock.protocol.segment.SegmentId;

/**
 * How an orders entry travels over Aeron, little-endian. Larger ones are fragmented by Aeron itself.
 *
 * <pre>
 *    0       entry id        int64    packed
 *    8       published       int64    ns, monotonic clock of the sending host
 *   16       segment tag     int64    {@link SegmentId#tag()}: receivers drop what belongs to another segment
 *   24       server          int64    which start of the log's server has stored it: one that starts again may have lost it
 *   32       the entry, as stored
 * </pre>
 */
public final class BatchEnvelope {
    public static final int ENTRY_ID_OFFSET = 0;
    public static final int PUBLISHED_OFFSET = ENTRY_ID_OFFSET + Long.BYTES;
    public static final int SEGMENT_TAG_OFFSET = PUBLISHED_OFFSET + Long.BYTES;
    public static final int SERVER_OFFSET = SEGMENT_TAG_OFFSET + Long.BYTES;
    /** Length in bytes. */
    public static final int LENGTH = SERVER_OFFSET + Long.BYTES;

    private BatchEnvelope() {}
}

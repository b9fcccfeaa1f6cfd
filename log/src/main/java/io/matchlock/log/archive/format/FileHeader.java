package io.matchlock.log.archive.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.segment.SegmentId;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands at the beginning of an archive file, little-endian.
 *
 * <pre>
 *    0    magic              8 bytes   "MLARCHV1"
 *    8    segment id         2 × int64
 *   24    file's number      int64     from 0
 *   32    first entry's id   int64     packed
 *   40    chain hash         int64     over all orders entries before the first
 *   48    digest             32 bytes  SHA-256 of the file before; zeros in the first
 *   80    zeros
 *  124    CRC32C             uint32    of these 124 bytes
 * </pre>
 *
 * @param segment whose log it is
 * @param number of the file
 * @param firstId of the first entry, packed
 * @param chainHash before it
 * @param previousDigest of the file before
 */
public record FileHeader(SegmentId segment, long number, long firstId, long chainHash, Digest previousDigest) {
    public static final int LENGTH = 128;

    private static final long MAGIC = 0x3156484352414C4DL;
    private static final int CRC_OFFSET = LENGTH - Integer.BYTES;

    public ByteBuffer encode() {
        final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putLong(segment.high()).putLong(segment.low());
        bytes.putLong(number).putLong(firstId).putLong(chainHash).put(previousDigest.bytes());
        return bytes.putInt(CRC_OFFSET, crc(bytes)).rewind();
    }

    /** Reads a header; null if these bytes are none. */
    public static FileHeader decode(final ByteBuffer source) {
        final ByteBuffer bytes = source.duplicate().order(LITTLE_ENDIAN);
        if (bytes.remaining() < LENGTH || bytes.getLong(0) != MAGIC || bytes.getInt(CRC_OFFSET) != crc(bytes)) {
            return null;
        }
        bytes.getLong();
        final SegmentId segment = new SegmentId(bytes.getLong(), bytes.getLong());
        return new FileHeader(segment, bytes.getLong(), bytes.getLong(), bytes.getLong(), Digest.read(bytes));
    }

    private static int crc(final ByteBuffer bytes) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }
}

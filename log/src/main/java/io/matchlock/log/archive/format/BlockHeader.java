package io.matchlock.log.archive.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before a block of entries, little-endian. The block's entries follow, compressed by Zstandard, padded with zeros
 * to a multiple of 8 bytes.
 *
 * <pre>
 *    0   magic            int32    "MLBK"
 *    4   entries          int32    in each stream
 *    8   first id         int64    packed
 *   16   last id          int64
 *   24   chain hash       int64    over all orders entries up to the last
 *   32   raw length       int32    bytes before compression
 *   36   stored length    int32    bytes after it, without padding
 *   40   raw CRC32C       uint32
 *   44   stored CRC32C    uint32
 *   48   alike            int32    1: the entries are in the form for those that are all alike
 *   52   zeros
 *   60   CRC32C           uint32   of these 60 bytes
 *
 *   raw, for each id:
 *    0   orders length    int32
 *    4   events length    int32
 *    8   the orders entry, the events entry
 * </pre>
 */
public record BlockHeader(
        int entries,
        long firstId,
        long lastId,
        long chainHash,
        int rawLength,
        int storedLength,
        int rawCrc,
        int storedCrc,
        boolean isUniform) {
    public static final int LENGTH = 64;
    /** Bytes that precede the two entries of an id. */
    public static final int LENGTHS = 2 * Integer.BYTES;

    private static final int MAGIC = 0x4B424C4D;
    private static final int CRC_OFFSET = LENGTH - Integer.BYTES;
    private static final int ALIGNMENT = 8;

    public void encode(final ByteBuffer target) {
        final int start = target.position();
        final ByteBuffer bytes = target.slice(start, LENGTH).order(LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(entries).putLong(firstId).putLong(lastId).putLong(chainHash);
        bytes.putInt(rawLength).putInt(storedLength).putInt(rawCrc).putInt(storedCrc);
        bytes.putInt(isUniform ? 1 : 0).putLong(0L).putInt(crc(bytes));
        target.position(start + LENGTH);
    }

    /** Reads a header; null if these bytes are none. */
    public static BlockHeader decode(final ByteBuffer source) {
        final ByteBuffer bytes = source.duplicate().order(LITTLE_ENDIAN);
        if (bytes.remaining() < LENGTH || bytes.getInt(0) != MAGIC || bytes.getInt(CRC_OFFSET) != crc(bytes)) {
            return null;
        }
        bytes.getInt();
        return new BlockHeader(
                bytes.getInt(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt() == 1);
    }

    /** Bytes that the block takes in its file, with this header. */
    public long lengthInFile() {
        return (long) LENGTH + paddedLength(storedLength);
    }

    public static int paddedLength(final int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    public static int checksum(final ByteBuffer bytes) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    private static int crc(final ByteBuffer bytes) {
        return checksum(bytes.duplicate().position(0).limit(CRC_OFFSET));
    }
}

package io.matchlock.log.archive.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/**
 * What stands at the end of a closed archive file, little-endian.
 *
 * <pre>
 *    0   magic           int32    "MLIX"
 *    4   blocks          int32
 *    8   last id         int64    packed
 *   16   chain hash      int64    over all orders entries up to the last
 *   24   raw bytes       int64    of all entries, before compression
 *   32   for each block: the first entry's id (int64), the block's offset in the file (int64)
 *        digest          32 bytes SHA-256 of the file up to here, which has the digest of the file before
 *        offset          int64    of this
 *        magic           8 bytes  "MLARCEND"
 * </pre>
 *
 * @param blocks where they begin
 * @param lastId of the file, packed
 * @param chainHash up to it
 * @param rawBytes of all entries
 */
public record FileEnd(BlockTable blocks, long lastId, long chainHash, long rawBytes) {
    /** Bytes of the digest and what follows it. */
    public static final int TRAILER_LENGTH = Digest.LENGTH + 2 * Long.BYTES;

    private static final int MAGIC = 0x58494C4D;
    private static final long TRAILER_MAGIC = 0x444E454352414C4DL;
    private static final int FIXED_LENGTH = 32;
    private static final int ROW_LENGTH = 2 * Long.BYTES;

    /** What the digest covers of it. */
    public ByteBuffer encode() {
        final ByteBuffer bytes =
                ByteBuffer.allocate(FIXED_LENGTH + blocks.size() * ROW_LENGTH).order(LITTLE_ENDIAN);
        bytes.putInt(MAGIC)
                .putInt(blocks.size())
                .putLong(lastId)
                .putLong(chainHash)
                .putLong(rawBytes);
        for (int i = 0; i < blocks.size(); i++) {
            bytes.putLong(blocks.firstId(i)).putLong(blocks.offset(i));
        }
        return bytes.flip();
    }

    public static ByteBuffer encodeTrailer(final Digest digest, final long offset) {
        final ByteBuffer bytes = ByteBuffer.allocate(TRAILER_LENGTH).order(LITTLE_ENDIAN);
        return bytes.put(digest.bytes()).putLong(offset).putLong(TRAILER_MAGIC).flip();
    }

    /** Where the end begins, by the trailer; -1 if these bytes are no trailer. */
    public static long offset(final ByteBuffer trailer) {
        final ByteBuffer bytes = trailer.duplicate().order(LITTLE_ENDIAN);
        return bytes.getLong(Digest.LENGTH + Long.BYTES) == TRAILER_MAGIC ? bytes.getLong(Digest.LENGTH) : -1;
    }

    /** Reads the end; null if these bytes are none. */
    public static FileEnd decode(final ByteBuffer source) {
        final ByteBuffer bytes = source.duplicate().order(LITTLE_ENDIAN);
        if (bytes.remaining() < FIXED_LENGTH || bytes.getInt() != MAGIC) {
            return null;
        }
        final int count = bytes.getInt();
        final long lastId = bytes.getLong();
        final long chainHash = bytes.getLong();
        final long rawBytes = bytes.getLong();
        if (count < 0 || bytes.remaining() != (long) count * ROW_LENGTH) {
            return null;
        }
        final BlockTable blocks = new BlockTable();
        for (int i = 0; i < count; i++) {
            blocks.add(bytes.getLong(), bytes.getLong());
        }
        return new FileEnd(blocks, lastId, chainHash, rawBytes);
    }
}

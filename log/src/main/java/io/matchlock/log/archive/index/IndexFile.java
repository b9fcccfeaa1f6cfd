package io.matchlock.log.archive.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.github.luben.zstd.Zstd;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/**
 * The index of a closed archive file, in a file beside it, {@code 00000012.reports}. It follows from the archive: one that is missing or
 * damaged is made again.
 *
 * <pre>
 *    0   magic         8 bytes   "MLREPTS2"
 *    8   segment id    2 × int64
 *   24   file's number int64
 *   32   length        int32     of what follows the CRC, before compression
 *   36   CRC32C        uint32    of what follows the CRC, and of these 36 bytes
 *   40   compressed by Zstandard, all int64: last entry's id; pieces, and of each its first id; sessions with reports here, and of each
 *        session, rows, and of each row piece and first number; mask of sessions' places; places, and of each its latest session and
 *        next number; sessions that gave way here, and of each session and the number behind its last
 * </pre>
 */
public final class IndexFile {
    private static final long MAGIC = 0x32535450_45524C4DL;
    private static final int HEADER_LENGTH = 40;
    private static final int CRC_OFFSET = HEADER_LENGTH - Integer.BYTES;
    private static final int LEVEL = 1;
    private static final int MAX_LENGTH = 1 << 28;

    private IndexFile() {}

    /**
     * Writes an index.
     *
     * @param folder of the archive
     * @param segment whose log it is
     * @param number of the archive file
     * @param index of that file
     * @throws IOException if it cannot be written
     */
    public static void write(final Path folder, final SegmentId segment, final long number, final ReportIndex index)
            throws IOException {
        final byte[] content = content(index);
        final byte[] stored = Zstd.compress(content, LEVEL);
        final byte[] all = new byte[HEADER_LENGTH + stored.length];
        final ByteBuffer bytes = ByteBuffer.wrap(all).order(LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putLong(segment.high()).putLong(segment.low()).putLong(number);
        bytes.putInt(content.length).putInt(0).put(stored);
        bytes.putInt(CRC_OFFSET, crc(bytes));
        final Path file = path(folder, number);
        final Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, all);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads an index.
     *
     * @param folder of the archive
     * @param segment whose log it must be
     * @param number of the archive file
     * @return the index; empty if it is missing, damaged or another archive's
     * @throws ArchiveException if the disk fails
     */
    public static Optional<ReportIndex> read(final Path folder, final SegmentId segment, final long number) {
        final ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(path(folder, number))).order(LITTLE_ENDIAN);
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new ArchiveException("the index " + path(folder, number) + " cannot be read: " + e, e);
        }
        final boolean isSound = bytes.capacity() > HEADER_LENGTH
                && bytes.getInt(CRC_OFFSET) == crc(bytes)
                && bytes.getLong() == MAGIC
                && bytes.getLong() == segment.high()
                && bytes.getLong() == segment.low()
                && bytes.getLong() == number;
        final int length = isSound ? bytes.getInt() : -1;
        if (length < 0 || length > MAX_LENGTH) {
            return Optional.empty();
        }
        final byte[] stored = new byte[bytes.capacity() - HEADER_LENGTH];
        bytes.get(HEADER_LENGTH, stored);
        return Optional.of(
                index(ByteBuffer.wrap(Zstd.decompress(stored, length)).order(LITTLE_ENDIAN)));
    }

    /**
     * Whether there is one, sound or not.
     *
     * @param folder of the archive
     * @param number of the archive file
     * @return whether there is a file of its name
     */
    public static boolean exists(final Path folder, final long number) {
        return Files.exists(path(folder, number));
    }

    static Path path(final Path folder, final long number) {
        return folder.resolve(String.format(Locale.ROOT, "%08d.reports", number));
    }

    private static byte[] content(final ReportIndex index) {
        final LongArrayList firstIds = index.pieces().firstIds();
        final Int2ObjectHashMap<LongArrayList> all = index.pieces().rows();
        long words =
                6L + firstIds.size() + 2L * (index.next().size() + index.ends().size());
        for (final LongArrayList rows : all.values()) {
            words += 2L + rows.size();
        }
        final byte[] content = new byte[Math.toIntExact(words * Long.BYTES)];
        final ByteBuffer bytes = ByteBuffer.wrap(content).order(LITTLE_ENDIAN);
        bytes.putLong(index.lastId());
        bytes.putLong(firstIds.size());
        firstIds.forEachOrderedLong(bytes::putLong);
        bytes.putLong(all.size());
        all.forEach((session, rows) -> {
            bytes.putLong(session).putLong(rows.size());
            rows.forEachOrderedLong(bytes::putLong);
        });
        bytes.putLong(index.next().placeMask());
        bytes.putLong(index.next().size());
        index.next().forEach((session, number) -> bytes.putLong(session).putLong(number));
        bytes.putLong(index.ends().size());
        index.ends().forEachLong((session, number) -> bytes.putLong(session).putLong(number));
        return content;
    }

    private static ReportIndex index(final ByteBuffer bytes) {
        final long lastId = bytes.getLong();
        final LongArrayList firstIds = longs(bytes, bytes.getLong());
        final Int2ObjectHashMap<LongArrayList> rows = new Int2ObjectHashMap<>();
        for (long left = bytes.getLong(); left > 0; left--) {
            final int session = (int) bytes.getLong();
            rows.put(session, longs(bytes, bytes.getLong()));
        }
        final NextNumbers next = new NextNumbers();
        next.placeMask((int) bytes.getLong());
        for (long left = bytes.getLong(); left > 0; left--) {
            next.set((int) bytes.getLong(), bytes.getLong());
        }
        final ReportIndex index = new ReportIndex(lastId, next, new Pieces(firstIds, rows));
        for (long left = bytes.getLong(); left > 0; left--) {
            index.ends().put(bytes.getLong(), bytes.getLong());
        }
        return index;
    }

    private static LongArrayList longs(final ByteBuffer bytes, final long count) {
        final LongArrayList longs = new LongArrayList();
        for (long left = count; left > 0; left--) {
            longs.addLong(bytes.getLong());
        }
        return longs;
    }

    private static int crc(final ByteBuffer bytes) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CRC_OFFSET));
        crc.update(bytes.duplicate().position(HEADER_LENGTH).limit(bytes.capacity()));
        return (int) crc.getValue();
    }
}

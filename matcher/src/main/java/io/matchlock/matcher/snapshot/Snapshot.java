package io.matchlock.matcher.snapshot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.engine.Engine;
import io.matchlock.engine.StateRegion;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.matcher.process.LogProgress;
import io.matchlock.protocol.segment.SegmentId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * All that applying the next entry needs, as a file: the engine's state, and how far the log was applied.
 *
 * <pre>
 *   header, 128 bytes, little endian
 *     0   magic           8 bytes  "SNPSHOT2"
 *     8   state layout    int32
 *    12   regions         int32
 *    16   position        int64    packed
 *    24   state hash      int64
 *    32   limits          12 of int32
 *    80   segment id      2 of int64
 *    96   chain hash      int64
 *   104   hash interval   int64
 *   112   rolling hash    int64
 *   120   zero            int32
 *   124   CRC of this     int32
 *   then each region: name (32 bytes ASCII), used bytes (8), CRC of them (4), zero (16), CRC of these 60 bytes (4);
 *   the used bytes
 * </pre>
 *
 * <p>Every checksum is CRC32C. A file is written beside its name, forced, renamed, and its folder forced: what bears the name is
 * whole. Reading checks everything, the state hash last, and leaves an engine that must be thrown away when it fails.
 */
public final class Snapshot {
    private static final long MAGIC = 0x32544f4853504e53L; // "SNPSHOT2"
    /** What a file's name ends with before the file is whole. */
    static final String UNFINISHED = ".tmp";

    private static final int HEADER_BYTES = 128;
    private static final int HEADER_CRC_OFFSET = 124;
    private static final int POSITION_OFFSET = 16;
    private static final int STATE_HASH_OFFSET = 24;
    private static final int LIMITS_OFFSET = 32;
    private static final int SEGMENT_OFFSET = 80;
    private static final int REGION_BYTES = 64;
    private static final int NAME_BYTES = 32;
    private static final int REGION_CRC_OFFSET = 60;

    private Snapshot() {}

    /**
     * Writes the state as it is between two entries.
     *
     * @param engine whose owner calls this
     * @param progress of who applies entries to it
     * @param file to be there afterwards, replaced if it was
     * @throws IOException if it cannot be written; {@code file} is then as it was
     */
    public static void write(final Engine engine, final LogProgress progress, final Path file) throws IOException {
        final Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, header(engine, progress));
            for (final StateRegion region : engine.regions()) {
                final ByteBuffer bytes = region.bytes(region.usedBytes());
                writeFully(channel, regionHeader(region, checksum(bytes)));
                writeFully(channel, bytes);
            }
            channel.force(true);
        } catch (final IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    /**
     * Takes a state over.
     *
     * @param file to read
     * @param engine newly made, with the limits of the one that was written
     * @return how far the log was applied to it
     * @throws SnapshotException if the file is not a sound snapshot, or one of other limits or of another layout
     * @throws IOException if it cannot be read
     */
    public static LogProgress read(final Path file, final Engine engine) throws SnapshotException, IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            final ByteBuffer header = readHeader(channel, file);
            checkLimits(header, engine.limits(), file);
            final List<StateRegion> regions = engine.regions();
            require(header.getInt(12) == regions.size(), file, "has " + header.getInt(12) + " regions");
            for (final StateRegion region : regions) {
                readRegion(channel, region, file);
            }
            require(channel.position() == channel.size(), file, "has bytes behind its last region");
            require(
                    engine.stateHash() == header.getLong(STATE_HASH_OFFSET),
                    file,
                    "gives another state than was written");
            return progress(header);
        } catch (final EOFException e) {
            throw new SnapshotException("snapshot " + file + " is cut off");
        }
    }

    /**
     * Reads how far the log was applied to a state, and nothing else.
     *
     * @param file to read
     * @return what its header says
     * @throws SnapshotException if the header is not sound, or of another layout
     * @throws IOException if it cannot be read
     */
    public static LogProgress readProgress(final Path file) throws SnapshotException, IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return progress(readHeader(channel, file));
        } catch (final EOFException e) {
            throw new SnapshotException("snapshot " + file + " is cut off");
        }
    }

    /**
     * Reads which state hash a file says it has, and nothing else.
     *
     * @param file to read
     * @return what its header says
     * @throws SnapshotException if the header is not sound, or of another layout
     * @throws IOException if it cannot be read
     */
    public static long readStateHash(final Path file) throws SnapshotException, IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return readHeader(channel, file).getLong(STATE_HASH_OFFSET);
        } catch (final EOFException e) {
            throw new SnapshotException("snapshot " + file + " is cut off");
        }
    }

    private static LogProgress progress(final ByteBuffer header) {
        final ByteBuffer fields = header.duplicate().order(LITTLE_ENDIAN).position(SEGMENT_OFFSET);
        final SegmentId segment = new SegmentId(fields.getLong(), fields.getLong());
        return new LogProgress(
                segment, header.getLong(POSITION_OFFSET), fields.getLong(), fields.getLong(), fields.getLong());
    }

    private static ByteBuffer header(final Engine engine, final LogProgress progress) {
        final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(LITTLE_ENDIAN);
        header.putLong(MAGIC)
                .putInt(Engine.STATE_LAYOUT)
                .putInt(engine.regions().size());
        header.putLong(progress.position()).putLong(engine.stateHash());
        for (final int limit : values(engine.limits())) {
            header.putInt(limit);
        }
        header.position(SEGMENT_OFFSET);
        header.putLong(progress.segment().high()).putLong(progress.segment().low());
        header.putLong(progress.chainHash()).putLong(progress.hashInterval()).putLong(progress.rollingHash());
        header.putInt(HEADER_CRC_OFFSET, checksum(header.duplicate().position(0).limit(HEADER_CRC_OFFSET)));
        return header.position(0);
    }

    private static int[] values(final EngineLimits limits) {
        return new int[] {
            limits.maxOrders(),
            limits.maxDetailedOrders(),
            limits.maxPriceLevels(),
            limits.maxSessions(),
            limits.maxChains(),
            limits.maxInstruments(),
            limits.maxAccounts(),
            limits.maxPositions(),
            limits.maxTouchedOrders(),
            limits.maxDeferredRecords(),
            limits.gatewayFenceTicks(),
            limits.sessionIdleTicks()
        };
    }

    private static ByteBuffer regionHeader(final StateRegion region, final int crc) {
        final ByteBuffer header = ByteBuffer.allocate(REGION_BYTES).order(LITTLE_ENDIAN);
        header.put(name(region)).putLong(region.usedBytes()).putInt(crc);
        header.putInt(REGION_CRC_OFFSET, checksum(header.duplicate().position(0).limit(REGION_CRC_OFFSET)));
        return header.position(0);
    }

    private static byte[] name(final StateRegion region) {
        final byte[] name = new byte[NAME_BYTES];
        final byte[] text = region.name().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, name, 0, text.length);
        return name;
    }

    private static ByteBuffer readHeader(final FileChannel channel, final Path file)
            throws IOException, SnapshotException {
        final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(LITTLE_ENDIAN);
        readFully(channel, header);
        require(header.getLong(0) == MAGIC, file, "is none");
        final int crc = checksum(header.duplicate().position(0).limit(HEADER_CRC_OFFSET));
        require(header.getInt(HEADER_CRC_OFFSET) == crc, file, "has a damaged header");
        require(
                header.getInt(8) == Engine.STATE_LAYOUT,
                file,
                "is of layout " + header.getInt(8) + ", this build reads layout " + Engine.STATE_LAYOUT
                        + ": let the log be replayed");
        return header;
    }

    private static void checkLimits(final ByteBuffer header, final EngineLimits limits, final Path file)
            throws SnapshotException {
        int offset = LIMITS_OFFSET;
        for (final int limit : values(limits)) {
            require(
                    header.getInt(offset) == limit,
                    file,
                    "was made with a limit of " + header.getInt(offset) + ", not " + limit);
            offset += Integer.BYTES;
        }
    }

    private static void readRegion(final FileChannel channel, final StateRegion region, final Path file)
            throws IOException, SnapshotException {
        final ByteBuffer header = ByteBuffer.allocate(REGION_BYTES).order(LITTLE_ENDIAN);
        readFully(channel, header);
        final int headerCrc = checksum(header.duplicate().position(0).limit(REGION_CRC_OFFSET));
        require(header.getInt(REGION_CRC_OFFSET) == headerCrc, file, "is damaged before region " + region.name());
        final byte[] name = new byte[NAME_BYTES];
        header.get(0, name);
        require(Arrays.equals(name, name(region)), file, "lacks region " + region.name());
        final long used = header.getLong(NAME_BYTES);
        require(used >= 0 && used <= region.capacityBytes(), file, "has too large a region " + region.name());
        final ByteBuffer bytes = region.bytes(used);
        readFully(channel, bytes);
        require(
                checksum(bytes.position(0)) == header.getInt(NAME_BYTES + Long.BYTES),
                file,
                "is damaged in region " + region.name());
    }

    private static void require(final boolean good, final Path file, final String otherwise) throws SnapshotException {
        if (!good) {
            throw new SnapshotException("snapshot " + file + " " + otherwise);
        }
    }

    private static int checksum(final ByteBuffer bytes) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    private static void writeFully(final FileChannel channel, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void readFully(final FileChannel channel, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException();
            }
        }
    }
}

package io.matchlock.log.archive;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.matchlock.log.archive.file.BlockBuilder;
import io.matchlock.log.archive.file.BlockReader;
import io.matchlock.log.archive.file.ClosedFile;
import io.matchlock.log.archive.file.OpenFile;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.archive.format.Digest;
import io.matchlock.log.archive.format.FileHeader;
import io.matchlock.log.archive.index.IndexFile;
import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.log.entry.Entries;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EntryOrder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Appends both streams of a segment's log, entry by entry, to the files of its archive. What counts is what was forced: after a
 * crash at any point the archive has all of that, and perhaps more, and a new writer goes on from there. A writer that has
 * thrown must be closed; a new one finds the archive whole. One writer for a folder, one thread.
 */
public final class ArchiveWriter implements AutoCloseable {
    private final ArchiveSettings settings;
    private final SegmentId segment;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final BlockBuilder block = new BlockBuilder();
    private final OrdersEntryDecoder entry = new OrdersEntryDecoder();
    private OpenFile file;
    private ReportIndex reports;
    private long lastId;
    private long forcedId;
    private long chainHash;

    private ArchiveWriter(
            final ArchiveSettings settings, final SegmentId segment, final FileChannel lockFile, final FileLock lock) {
        this.settings = settings;
        this.segment = segment;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Opens an archive of a log that still has all its entries, or makes one.
     *
     * @param settings where and how
     * @param segment whose log it is
     * @return the writer, behind the last whole entry
     * @throws ArchiveException as below
     */
    public static ArchiveWriter open(final ArchiveSettings settings, final SegmentId segment) {
        return open(settings, segment, EntryId.NONE);
    }

    /**
     * Opens an archive, or makes one.
     *
     * @param settings where and how
     * @param segment whose log it is
     * @param requiredId packed, the last entry that the log no longer has; {@code EntryId.NONE} if it has them all
     * @return the writer, behind the last whole entry
     * @throws ArchiveException if another process writes it, it is another segment's, a file is missing or damaged, the disk
     *     fails, or the archive ends before {@code requiredId}; the files are then as they were
     */
    public static ArchiveWriter open(final ArchiveSettings settings, final SegmentId segment, final long requiredId) {
        try {
            Files.createDirectories(settings.folder());
            final FileChannel lockFile = FileChannel.open(settings.folder().resolve("lock"), CREATE, WRITE);
            final ArchiveWriter writer =
                    new ArchiveWriter(settings, segment, lockFile, lock(lockFile, settings.folder()));
            writer.begin(requiredId);
            return writer;
        } catch (final IOException e) {
            throw failed(settings.folder(), e);
        }
    }

    /** {@return the last entry that was appended, packed; {@code EntryId.NONE} if there is none} */
    public long lastId() {
        return lastId;
    }

    /** {@return the last entry that is on disk for certain, packed; {@code EntryId.NONE} if there is none} */
    public long forcedId() {
        return forcedId;
    }

    /** {@return the chain hash over all orders entries up to the last} */
    public long chainHash() {
        return chainHash;
    }

    /** {@return whether something was appended that was not forced} */
    public boolean isBehind() {
        return forcedId != lastId;
    }

    /**
     * Appends an entry of each stream.
     *
     * @param id packed, the one after {@link #lastId}
     * @param orders holds the orders entry
     * @param ordersOffset in {@code orders}
     * @param ordersLength in bytes
     * @param events holds the events entry
     * @param eventsOffset in {@code events}
     * @param eventsLength in bytes
     * @throws io.matchlock.log.entry.LogCorruptException if the orders entry is not sound
     * @throws ArchiveException if the disk fails
     */
    public void append(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        if (!EntryOrder.follows(id, lastId, orders, ordersOffset, ordersLength)) {
            throw new IllegalArgumentException(
                    "entry " + EntryId.format(id) + " does not follow " + EntryId.format(lastId));
        }
        Entries.requireSound(entry, id, orders, ordersOffset, ordersLength);
        if (EntryId.isFence(id)) {
            endBlock(); // ids of a block are consecutive
        }
        chainHash =
                ChainHash.next(chainHash, id, entry.crc(), entry.chainId(), entry.incarnation(), entry.batchNumber());
        block.add(id, chainHash, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength);
        reports.add(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength);
        lastId = id;
        if (block.rawLength() >= settings.blockBytes()) {
            endBlock();
        }
    }

    /**
     * Writes what was appended as a block of its own, without waiting for the disk.
     *
     * @throws ArchiveException if the disk fails
     */
    public void endBlock() {
        try {
            if (!block.isEmpty()) {
                writeBlock();
            }
        } catch (final IOException e) {
            throw failed(settings.folder(), e);
        }
    }

    /**
     * Writes what was appended, and has the disk keep it.
     *
     * @throws ArchiveException if the disk fails
     */
    public void force() {
        try {
            endBlock();
            if (isBehind()) {
                file.force();
                forcedId = lastId;
            }
        } catch (final IOException e) {
            throw failed(settings.folder(), e);
        }
    }

    /** Leaves the archive as it is; what was not forced may be missing. */
    @Override
    public void close() {
        final OpenFile last = file;
        try (lockFile;
                lock;
                block;
                last) {
            file = null;
        } catch (final IOException e) {
            throw failed(settings.folder(), e);
        }
    }

    private void begin(final long requiredId) throws IOException {
        try {
            resume(ArchiveName.list(settings.folder()), requiredId);
        } catch (final IOException | RuntimeException e) {
            close();
            throw e;
        }
        lastId = file.lastId();
        forcedId = lastId;
        chainHash = file.chainHash();
    }

    private void resume(final List<ArchiveName> names, final long requiredId) throws IOException {
        FileHeader next = new FileHeader(
                segment, 0, EntryId.GENESIS, ChainHash.first(segment.high(), segment.low()), Digest.NONE);
        final int count = names.size();
        final boolean isOpen = count > 0 && !names.get(count - 1).isClosed();
        final int closed = isOpen ? count - 1 : count;
        if (closed > 0) {
            next = after(names.get(closed - 1));
        }
        reports = new FileIndexes(settings.folder(), segment).begin(next);
        if (!isOpen) {
            OpenFile.requireReached(settings.folder(), EntryId.before(next.firstId()), requiredId);
            file = OpenFile.create(settings.folder(), next);
            return;
        }
        final Path path = names.get(count - 1).in(settings.folder());
        final FileHeader header = header(path);
        if (!next.equals(header)) {
            throw new ArchiveException("archive file " + path + " does not follow the one before: it is " + header
                    + ", and " + next + " belongs there");
        }
        file = OpenFile.resume(
                settings.folder(),
                header,
                requiredId,
                (id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength) ->
                        reports.add(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength));
    }

    /** The header of the file that comes after a closed one. */
    private FileHeader after(final ArchiveName name) {
        final Path path = name.in(settings.folder());
        final ClosedFile before = ClosedFile.read(path);
        if (!before.header().segment().equals(segment)) {
            throw new ArchiveException(
                    "archive file " + path + " is of segment " + before.header().segment() + ", not of " + segment);
        }
        return new FileHeader(
                segment,
                name.number() + 1,
                EntryId.next(before.end().lastId()),
                before.end().chainHash(),
                before.digest());
    }

    private static FileHeader header(final Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            final ByteBuffer bytes = ByteBuffer.allocate(FileHeader.LENGTH);
            final FileHeader header = BlockReader.fill(channel, bytes, 0) ? FileHeader.decode(bytes) : null;
            if (header == null) {
                throw new ArchiveException("archive file " + path + " has a damaged header");
            }
            return header;
        }
    }

    private void writeBlock() throws IOException {
        final long firstId = block.firstId();
        final int raw = block.rawLength();
        file.append(firstId, block.lastId(), block.chainHash(), raw, block.finish());
        if (file.length() >= settings.fileBytes()) {
            final FileHeader header = file.header();
            final Digest digest = file.seal();
            forcedId = lastId;
            IndexFile.write(settings.folder(), segment, header.number(), reports);
            reports = new ReportIndex(lastId, reports.next());
            file = OpenFile.create(
                    settings.folder(),
                    new FileHeader(segment, header.number() + 1, EntryId.next(lastId), chainHash, digest));
        }
    }

    private static FileLock lock(final FileChannel lockFile, final Path folder) throws IOException {
        try {
            final FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (final OverlappingFileLockException e) {
            // this process has it
        }
        lockFile.close();
        throw new ArchiveException("the archive in " + folder + " is being written by another process");
    }

    private static ArchiveException failed(final Path folder, final IOException e) {
        return new ArchiveException("the archive in " + folder + " cannot be written: " + e, e);
    }
}

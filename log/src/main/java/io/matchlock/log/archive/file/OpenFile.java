package io.matchlock.log.archive.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.archive.format.BlockHeader;
import io.matchlock.log.archive.format.BlockTable;
import io.matchlock.log.archive.format.Digest;
import io.matchlock.log.archive.format.FileEnd;
import io.matchlock.log.archive.format.FileHeader;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/**
 * The file of an archive that is being written. Each step leaves a folder from which writing goes on: a file bears its name only
 * when its header is forced, the last block that is not whole is cut off, and a file is closed by renaming it once its end is
 * forced. One thread.
 */
public final class OpenFile implements AutoCloseable {
    private final Path folder;
    private final ArchiveName name;
    private final FileHeader header;
    private final FileChannel channel;
    private final MessageDigest digest = Digest.start();
    private final BlockTable blocks = new BlockTable();
    private long length;
    private long lastId;
    private long chainHash;
    private long rawBytes;

    private OpenFile(final Path folder, final FileHeader header, final FileChannel channel) {
        this.folder = folder;
        this.header = header;
        this.channel = channel;
        name = new ArchiveName(header.number(), false);
        chainHash = header.chainHash();
        digest.update(header.encode());
        length = FileHeader.LENGTH;
    }

    /** Begins a file. */
    public static OpenFile create(final Path folder, final FileHeader header) throws IOException {
        final Path file = new ArchiveName(header.number(), false).in(folder);
        final Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        final FileChannel channel = FileChannel.open(unfinished, CREATE, READ, WRITE, TRUNCATE_EXISTING);
        try {
            writeFully(channel, header.encode(), 0);
            channel.force(true);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(folder);
            return new OpenFile(folder, header, channel);
        } catch (final IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /**
     * Goes on with a file: whatever stands behind its last whole block is cut off. The handler takes what the file
     * has.
     *
     * @throws ArchiveException if the whole blocks end before the entry that is required; nothing is cut off then
     */
    public static OpenFile resume(
            final Path folder, final FileHeader header, final long requiredId, final PairHandler handler)
            throws IOException {
        final FileChannel channel = FileChannel.open(new ArchiveName(header.number(), false).in(folder), READ, WRITE);
        final OpenFile file = new OpenFile(folder, header, channel);
        try {
            file.scan(requiredId, handler);
            return file;
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Appends a block; the bytes are taken. */
    public void append(
            final long firstId, final long newLastId, final long newChainHash, final int raw, final ByteBuffer block)
            throws IOException {
        final int bytes = block.remaining();
        digest.update(block.duplicate());
        writeFully(channel, block, length);
        add(firstId, newLastId, newChainHash, raw, bytes);
    }

    public void force() throws IOException {
        channel.force(false);
    }

    /** Ends the file and gives it the name of a closed one. */
    public Digest seal() throws IOException {
        final ByteBuffer end = new FileEnd(blocks, lastId, chainHash, rawBytes).encode();
        digest.update(end.duplicate());
        final long offset = length;
        final Digest result = new Digest(digest.digest());
        final int bytes = end.remaining();
        writeFully(channel, end, offset);
        writeFully(channel, FileEnd.encodeTrailer(result, offset), offset + bytes);
        channel.force(true);
        channel.close();
        Files.move(name.in(folder), name.closed().in(folder), StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folder);
        return result;
    }

    public FileHeader header() {
        return header;
    }

    public long length() {
        return length;
    }

    /** The last id in the file; the one before its first if it has none. */
    public long lastId() {
        return blocks.size() == 0 ? EntryId.before(header.firstId()) : lastId;
    }

    public long chainHash() {
        return chainHash;
    }

    public boolean isEmpty() {
        return blocks.size() == 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void scan(final long requiredId, final PairHandler handler) throws IOException {
        final long size = channel.size();
        try (BlockReader reader = new BlockReader()) {
            BlockHeader block = reader.read(channel, length, size);
            while (block != null
                    && EntryId.mayFollow(block.firstId(), lastId())
                    && reader.open() == null
                    && reader.forEach(EntryId.NONE, handler) == null) {
                digest.update(reader.headerBytes());
                digest.update(reader.storedBytes());
                add(block.firstId(), block.lastId(), block.chainHash(), block.rawLength(), block.lengthInFile());
                block = reader.read(channel, length, size);
            }
        }
        requireReached(name.in(folder), lastId(), requiredId);
        if (length < size) {
            channel.truncate(length);
        }
        channel.force(true); // what counts from now on may be in the page cache only, of a process that was killed
    }

    private void add(
            final long firstId, final long newLastId, final long newChainHash, final int raw, final long bytesInFile) {
        blocks.add(firstId, length);
        length += bytesInFile;
        lastId = newLastId;
        chainHash = newChainHash;
        rawBytes += raw;
    }

    /**
     * Requires that an archive has all that the log no longer has.
     *
     * @param where the archive ends, for the message
     * @param lastId packed, of the archive
     * @param requiredId packed, {@code EntryId.NONE} for nothing
     */
    public static void requireReached(final Path where, final long lastId, final long requiredId) {
        if (lastId < requiredId) {
            throw new ArchiveException("the archive is whole up to entry " + EntryId.format(lastId) + " only, in "
                    + where + ", and the log no longer has the entries up to " + EntryId.format(requiredId)
                    + ": bring that file back from a backup");
        }
    }

    private static void forceFolder(final Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        }
    }

    private static void writeFully(final FileChannel channel, final ByteBuffer bytes, final long offset)
            throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}

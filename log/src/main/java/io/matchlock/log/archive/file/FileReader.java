package io.matchlock.log.archive.file;

import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.archive.format.BlockHeader;
import io.matchlock.log.archive.format.BlockTable;
import io.matchlock.log.archive.format.FileHeader;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads one file of an archive, which may still grow. One thread. */
public final class FileReader implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final FileHeader header;
    private final BlockTable blocks;
    private final boolean isClosed;
    private long end;
    private long lastId;

    private FileReader(final Path path, final FileChannel channel, final FileHeader header, final ClosedFile closed) {
        this.path = path;
        this.channel = channel;
        this.header = header;
        isClosed = closed != null;
        blocks = isClosed ? closed.end().blocks() : new BlockTable();
        end = isClosed ? closed.endOffset() : FileHeader.LENGTH;
        lastId = isClosed ? closed.end().lastId() : EntryId.before(header.firstId());
    }

    public static FileReader open(final Path folder, final ArchiveName name) throws IOException {
        final Path path = name.in(folder);
        final ClosedFile closed = name.isClosed() ? ClosedFile.read(path) : null;
        final FileChannel channel = FileChannel.open(path);
        try {
            final ByteBuffer bytes = ByteBuffer.allocate(FileHeader.LENGTH);
            final FileHeader header = BlockReader.fill(channel, bytes, 0) ? FileHeader.decode(bytes) : null;
            if (header == null) {
                throw new ArchiveException("archive file " + path + " has a damaged header");
            }
            return new FileReader(path, channel, header, closed);
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public FileHeader header() {
        return header;
    }

    public boolean isClosed() {
        return isClosed;
    }

    public long lastId() {
        return lastId;
    }

    /** Looks how far the file reaches now. */
    public void refresh(final BlockReader reader) throws IOException {
        if (isClosed) {
            return;
        }
        final long size = channel.size();
        BlockHeader block = reader.read(channel, end, size);
        while (block != null && EntryId.mayFollow(block.firstId(), lastId)) {
            blocks.add(block.firstId(), end);
            end += block.lengthInFile();
            lastId = block.lastId();
            block = reader.read(channel, end, size);
        }
    }

    /** Hands on the entries of the block that has the one after an entry; the last one's id. */
    public long read(final BlockReader reader, final long afterId, final PairHandler handler) throws IOException {
        final int index = blocks.find(EntryId.next(afterId));
        final long last = index < 0 ? afterId : read(reader, index, afterId, handler);
        return last > afterId ? last : read(reader, index + 1, afterId, handler); // a fence begins a block
    }

    private long read(final BlockReader reader, final int index, final long afterId, final PairHandler handler)
            throws IOException {
        final BlockHeader block = reader.isOpen(channel, blocks.offset(index))
                ? reader.header()
                : reader.read(channel, blocks.offset(index), end);
        String fault = block == null ? "is damaged" : reader.open();
        if (fault == null) {
            fault = reader.forEach(afterId, handler);
        }
        if (fault != null) {
            throw new ArchiveException("archive file " + path + ": the block from entry "
                    + EntryId.format(blocks.firstId(index)) + " on " + fault);
        }
        return block.lastId();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

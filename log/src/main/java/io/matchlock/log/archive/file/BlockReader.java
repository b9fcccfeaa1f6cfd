package io.matchlock.log.archive.file;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.matchlock.log.archive.format.BlockHeader;
import io.matchlock.log.entry.PairHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads blocks of entries out of a file, checks them, and hands the entries on. Reusable, one thread. */
public final class BlockReader implements AutoCloseable {
    private static final int INITIAL_CAPACITY = 512 * 1024;

    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private final ByteBuffer headerBytes =
            ByteBuffer.allocateDirect(BlockHeader.LENGTH).order(LITTLE_ENDIAN);
    private final UnsafeBuffer entries = new UnsafeBuffer();
    private ByteBuffer stored = ByteBuffer.allocateDirect(INITIAL_CAPACITY);
    private final UniformEntries form = new UniformEntries();
    private ByteBuffer raw = ByteBuffer.allocateDirect(INITIAL_CAPACITY);
    private ByteBuffer uniform = ByteBuffer.allocateDirect(0);
    private BlockHeader header;
    /** The header of the block that is decompressed. */
    private BlockHeader opened;

    private FileChannel readFrom;
    private long readAt;

    /**
     * Reads a block as it is stored.
     *
     * @return its header; null if no whole and sound block is there
     */
    public BlockHeader read(final FileChannel channel, final long offset, final long end) throws IOException {
        header = null;
        opened = null;
        readFrom = channel;
        readAt = offset;
        if (offset + BlockHeader.LENGTH > end || !fill(channel, headerBytes.clear(), offset)) {
            return null;
        }
        final BlockHeader found = BlockHeader.decode(headerBytes);
        if (found == null || found.storedLength() < 0 || found.lengthInFile() > end - offset) {
            return null;
        }
        final int padded = BlockHeader.paddedLength(found.storedLength());
        if (stored.capacity() < padded) {
            stored = ByteBuffer.allocateDirect(padded);
        }
        if (!fill(channel, stored.clear().limit(padded), offset + BlockHeader.LENGTH)) {
            return null;
        }
        if (BlockHeader.checksum(stored.duplicate().limit(found.storedLength())) != found.storedCrc()
                || !hasZerosFrom(found.storedLength())) {
            return null;
        }
        header = found;
        return found;
    }

    /** The checksum does not say anything of what fills a block up. */
    private boolean hasZerosFrom(final int length) {
        int at = length;
        while (at < stored.limit() && stored.get(at) == 0) {
            at++;
        }
        return at == stored.limit();
    }

    /** What was read, for a digest: first the header's bytes, then what follows. */
    public ByteBuffer headerBytes() {
        return headerBytes.duplicate().clear();
    }

    public ByteBuffer storedBytes() {
        return stored.duplicate();
    }

    /**
     * Decompresses the block that was read.
     *
     * @return null, or what is wrong with it
     */
    public String open() {
        if (opened != null) {
            return null;
        }
        if (raw.capacity() < header.rawLength()) {
            raw = ByteBuffer.allocateDirect(header.rawLength());
        }
        if (header.isUniform() && uniform.capacity() < header.rawLength()) {
            uniform = ByteBuffer.allocateDirect(header.rawLength());
        }
        final ByteBuffer decompressed = (header.isUniform() ? uniform : raw).clear();
        try {
            decompressor.decompress(decompressed, stored.duplicate().limit(header.storedLength()));
        } catch (final ZstdException e) {
            return "can't be decompressed: " + e.getMessage();
        }
        decompressed.flip();
        if (header.isUniform() && !restore()) {
            return "has other bytes than were written";
        }
        if (raw.limit() != header.rawLength() || BlockHeader.checksum(raw) != header.rawCrc()) {
            return "has other bytes than were written";
        }
        entries.wrap(raw, 0, raw.limit());
        opened = header;
        return null;
    }

    private boolean restore() {
        raw.clear().limit(header.rawLength());
        return form.decode(
                new UnsafeBuffer(uniform),
                uniform.limit(),
                header.firstId(),
                new UnsafeBuffer(raw),
                header.rawLength());
    }

    /** Whether the block at a place in a file is the one that was read and decompressed last. */
    public boolean isOpen(final FileChannel channel, final long offset) {
        return opened != null && readFrom == channel && readAt == offset;
    }

    /** The header of the block that was read last. */
    public BlockHeader header() {
        return header;
    }

    /** Hands on the entries of the opened block that come after one; null, or what is wrong with them. */
    public String forEach(final long afterId, final PairHandler handler) {
        int offset = 0;
        long id = header.firstId();
        for (int i = 0; i < header.entries(); i++) {
            if (offset + BlockHeader.LENGTHS > entries.capacity()) {
                return "has fewer entries than it says";
            }
            final int ordersLength = entries.getInt(offset, LITTLE_ENDIAN);
            final int eventsLength = entries.getInt(offset + Integer.BYTES, LITTLE_ENDIAN);
            final int orders = offset + BlockHeader.LENGTHS;
            if (ordersLength < 0
                    || eventsLength < 0
                    || (long) orders + ordersLength + eventsLength > entries.capacity()) {
                return "has an entry that reaches beyond it";
            }
            if (id > afterId) {
                handler.onPair(id, entries, orders, ordersLength, entries, orders + ordersLength, eventsLength);
            }
            offset = orders + ordersLength + eventsLength;
            id++;
        }
        return offset == entries.capacity() && id - 1 == header.lastId() ? null : "has bytes behind its last entry";
    }

    @Override
    public void close() {
        decompressor.close();
    }

    /** Reads until the buffer is full, and flips it; false if the file ends before. */
    public static boolean fill(final FileChannel channel, final ByteBuffer target, final long offset)
            throws IOException {
        long at = offset;
        while (target.hasRemaining()) {
            final int read = channel.read(target, at);
            if (read < 0) {
                return false;
            }
            at += read;
        }
        target.flip();
        return true;
    }
}

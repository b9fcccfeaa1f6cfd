package io.matchlock.log.archive.file;

import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.Digest;
import io.matchlock.log.archive.format.FileEnd;
import io.matchlock.log.archive.format.FileHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What the header and the end of a closed file say. */
public record ClosedFile(FileHeader header, FileEnd end, long endOffset, Digest digest) {
    private static final int MAX_END_LENGTH = 64 << 20;

    /**
     * Reads them.
     *
     * @throws ArchiveException if the file is none, or is damaged there
     */
    public static ClosedFile read(final Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(file, channel);
        } catch (final IOException e) {
            throw new ArchiveException("archive file " + file + " cannot be read: " + e, e);
        }
    }

    private static ClosedFile read(final Path file, final FileChannel channel) throws IOException {
        final FileHeader header = FileHeader.decode(bytes(channel, 0, FileHeader.LENGTH, file));
        require(header != null, file, "has a damaged header");
        final long trailerOffset = channel.size() - FileEnd.TRAILER_LENGTH;
        require(trailerOffset >= FileHeader.LENGTH, file, "is cut off");
        final ByteBuffer trailer = bytes(channel, trailerOffset, FileEnd.TRAILER_LENGTH, file);
        final long endOffset = FileEnd.offset(trailer);
        final boolean isPlausible = endOffset >= FileHeader.LENGTH
                && endOffset <= trailerOffset
                && trailerOffset - endOffset <= MAX_END_LENGTH;
        require(isPlausible, file, "is cut off or damaged at its end");
        final FileEnd end = FileEnd.decode(bytes(channel, endOffset, (int) (trailerOffset - endOffset), file));
        require(end != null, file, "is damaged at its end");
        return new ClosedFile(header, end, endOffset, Digest.read(trailer));
    }

    private static ByteBuffer bytes(final FileChannel channel, final long offset, final int length, final Path file)
            throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(length);
        require(BlockReader.fill(channel, bytes, offset), file, "is cut off");
        return bytes;
    }

    private static void require(final boolean isSound, final Path file, final String otherwise) {
        if (!isSound) {
            throw new ArchiveException("archive file " + file + " " + otherwise);
        }
    }
}

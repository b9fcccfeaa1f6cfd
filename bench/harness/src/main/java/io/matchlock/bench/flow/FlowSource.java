package io.matchlock.bench.flow;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tukaani.xz.XZInputStream;

/** The bytes of a flow's file: header first, then records. A plain file is mapped, one that xz made is unpacked off-heap. */
final class FlowSource implements Closeable {
    private static final long MAX_RECORDS_BYTES = Integer.MAX_VALUE;
    private static final int XZ_MAGIC = 0xFD377A58;

    private final Path path;
    private final FileChannel file;
    private final ReadableByteChannel unpacked;

    private FlowSource(final Path path, final FileChannel file, final ReadableByteChannel unpacked) {
        this.path = path;
        this.file = file;
        this.unpacked = unpacked;
    }

    static FlowSource open(final Path path) throws IOException {
        final FileChannel file;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
        } catch (final NoSuchFileException e) {
            throw new FlowException("there is no file " + path + ": name an order flow.", e);
        }
        final boolean isPacked = isPacked(file);
        file.position(0);
        final InputStream stream = Channels.newInputStream(file);
        return new FlowSource(
                path,
                file,
                isPacked ? Channels.newChannel(new XZInputStream(new BufferedInputStream(stream, 1 << 16))) : null);
    }

    private static boolean isPacked(final FileChannel file) throws IOException {
        final ByteBuffer start = ByteBuffer.allocate(Integer.BYTES);
        file.read(start, 0);
        return !start.hasRemaining() && start.getInt(0) == XZ_MAGIC;
    }

    ByteBuffer header() throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(FlowFile.HEADER_BYTES);
        fill(header);
        if (header.hasRemaining()) {
            throw new FlowException(path + " is no order flow, for it ends within the header: name a flow file.");
        }
        return header.flip();
    }

    ByteBuffer records(final int count) throws IOException {
        final long lengthBytes = (long) count * FlowFile.RECORD_BYTES;
        if (lengthBytes > MAX_RECORDS_BYTES) {
            throw new FlowException(path + " has " + count + " records, and at most "
                    + MAX_RECORDS_BYTES / FlowFile.RECORD_BYTES + " can be run: split it.");
        }
        return unpacked == null ? map(count, lengthBytes) : unpack(count, (int) lengthBytes);
    }

    private ByteBuffer map(final int count, final long lengthBytes) throws IOException {
        final long presentBytes = file.size() - FlowFile.HEADER_BYTES;
        if (presentBytes < lengthBytes) {
            throw cutOff(count, presentBytes);
        }
        return file.map(FileChannel.MapMode.READ_ONLY, FlowFile.HEADER_BYTES, lengthBytes);
    }

    private ByteBuffer unpack(final int count, final int lengthBytes) throws IOException {
        final ByteBuffer records = ByteBuffer.allocateDirect(lengthBytes);
        fill(records);
        if (records.hasRemaining()) {
            throw cutOff(count, records.position());
        }
        return records.flip();
    }

    private FlowException cutOff(final int count, final long presentBytes) {
        return new FlowException(path + " ends after " + presentBytes / FlowFile.RECORD_BYTES + " of " + count
                + " records: it is cut off; copy it again.");
    }

    /** Leaves room in the buffer if the file ends before. */
    private void fill(final ByteBuffer buffer) throws IOException {
        final ReadableByteChannel channel = unpacked == null ? file : unpacked;
        try {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        } catch (final EOFException e) {
            return; // xz's way to say that its file is cut off; what came before is in the buffer
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.matchlock.log.backup;

import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.EntryHandler;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file of a backup with the orders entries whose events were not stored yet: of each its id, its length and its bytes. Each has
 * a CRC of its own.
 */
final class OrdersTail {
    private final Path file;

    OrdersTail(final Path folder) {
        file = folder.resolve("orders.tail");
    }

    /** Takes entries. */
    interface Source {
        /** Hands on all entries. */
        void read(EntryHandler handler);
    }

    void write(final Source source) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            source.read((id, buffer, offset, length) -> {
                try {
                    out.writeLong(id);
                    out.writeInt(length);
                    out.write(bytes(buffer, offset, length));
                } catch (final IOException e) {
                    throw new ArchiveException(file + " cannot be written: " + e, e);
                }
            });
        }
    }

    void read(final EntryHandler handler) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            while (in.available() > 0) {
                final long id = in.readLong();
                final byte[] entry = new byte[in.readInt()];
                in.readFully(entry);
                handler.onEntry(id, new UnsafeBuffer(entry), 0, entry.length);
            }
        }
    }

    private static byte[] bytes(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}

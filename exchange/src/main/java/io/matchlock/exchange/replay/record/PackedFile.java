package io.matchlock.exchange.replay.record;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** The bytes of a recorded file, unpacked as they are read where its name ends in {@code .gz} or {@code .xz}. */
public final class PackedFile {
    private static final int BUFFER_BYTES = 1 << 18;

    private PackedFile() {}

    /**
     * Opens a file.
     *
     * @param path of the file
     * @return its bytes, buffered
     * @throws RecordException if it can't be opened
     */
    @SuppressWarnings("resource") // the stream that is returned closes the one below
    public static InputStream open(final Path path) {
        try {
            final InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
            final String name = path.getFileName().toString();
            if (name.endsWith(".xz")) {
                return new BufferedInputStream(new XZInputStream(bytes), BUFFER_BYTES);
            }
            return name.endsWith(".gz")
                    ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER_BYTES), BUFFER_BYTES)
                    : bytes;
        } catch (final IOException e) {
            throw new RecordException("the record " + path + " can't be opened: " + e.getMessage());
        }
    }
}

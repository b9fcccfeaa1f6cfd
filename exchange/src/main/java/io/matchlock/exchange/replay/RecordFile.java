package io.matchlock.exchange.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.tukaani.xz.XZInputStream;

/** The lines of a recorded file, unpacked where its name ends in {@code .xz}. One thread. */
final class RecordFile implements AutoCloseable {
    private final Path path;
    private final BufferedReader lines;
    private long number;

    RecordFile(final Path path) {
        this.path = path;
        try {
            final InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
            final boolean isPacked = path.getFileName().toString().endsWith(".xz");
            lines = new BufferedReader(new InputStreamReader(isPacked ? new XZInputStream(bytes) : bytes, UTF_8));
        } catch (final IOException e) {
            throw new RecordException("the record " + path + " can't be opened: " + e.getMessage());
        }
    }

    /** The next line, null at the end. */
    String next() {
        try {
            number++;
            return lines.readLine();
        } catch (final IOException e) {
            throw fault("can't be read: " + e.getMessage());
        }
    }

    RecordException fault(final String what) {
        return new RecordException(path + ", line " + number + ": " + what);
    }

    @Override
    public void close() {
        CloseHelper.quietClose(lines);
    }
}

package io.matchlock.exchange.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.agrona.CloseHelper;

/** The lines of a recorded file, unpacked as {@link PackedFile} does. One thread. */
public final class RecordFile implements AutoCloseable {
    private final Path path;
    private final BufferedReader lines;
    private long number;

    /**
     * Opens a file.
     *
     * @param path of the file
     * @throws RecordException if it can't be opened
     */
    public RecordFile(final Path path) {
        this.path = path;
        lines = new BufferedReader(new InputStreamReader(PackedFile.open(path), UTF_8));
    }

    /**
     * Reads on.
     *
     * @return the next line, null at the end
     * @throws RecordException if it can't be read
     */
    public String next() {
        try {
            number++;
            return lines.readLine();
        } catch (final IOException e) {
            throw fault("can't be read: " + e.getMessage());
        }
    }

    /**
     * What is wrong with the line read last.
     *
     * @param what for people
     * @return to be thrown; names the file and the line
     */
    public RecordException fault(final String what) {
        return new RecordException(path + ", line " + number + ": " + what);
    }

    @Override
    public void close() {
        CloseHelper.quietClose(lines);
    }
}

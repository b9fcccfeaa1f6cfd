package io.matchlock.audit.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.agrona.CloseHelper;

/**
 * The lines of a recorded file, unpacked as {@link PackedFile} does. A byte order mark is not part of the first one. One thread.
 */
public final class RecordFile implements AutoCloseable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

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
        this(path, "");
    }

    /**
     * Opens a file.
     *
     * @param path of the file
     * @param part of the name of the file in an archive of several
     * @throws RecordException if it can't be opened
     */
    public RecordFile(final Path path, final String part) {
        this.path = path;
        lines = new BufferedReader(new InputStreamReader(PackedFile.open(path, part), UTF_8));
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
            final String line = lines.readLine();
            return number == 1 && line != null && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        } catch (final IOException e) {
            throw fault(Failure.describe(e));
        }
    }

    /**
     * Reads on to the next line of comma-separated values. Empty lines, lines that begin with {@code #} and a first line that begins
     * with a letter, which names the columns, are passed over.
     *
     * @return the values, without blanks around them; null at the end
     * @throws RecordException if it can't be read
     */
    public String[] nextValues() {
        String line = next();
        while (line != null && isPassedOver(line)) {
            line = next();
        }
        return line == null ? null : split(line);
    }

    private static String[] split(final String line) {
        final String[] values = line.split(",", -1);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i].strip();
        }
        return values;
    }

    private boolean isPassedOver(final String line) {
        return line.isBlank() || line.startsWith("#") || (number == 1 && Character.isLetter(line.charAt(0)));
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

    /**
     * The file has been read and doesn't have what was asked for.
     *
     * @param symbol that was asked for
     * @param similar that it has, null for none
     * @return to be thrown
     */
    public RecordException none(final String symbol, final String similar) {
        return RecordException.none(path, symbol, similar);
    }

    @Override
    public void close() {
        CloseHelper.quietClose(lines);
    }
}

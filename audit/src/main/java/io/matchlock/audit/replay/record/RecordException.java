package io.matchlock.audit.replay.record;

import java.nio.file.Path;

/** A record can't be read; the message is a sentence that names the file and the line. */
public final class RecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A sentence.
     *
     * @param message for people
     */
    public RecordException(final String message) {
        super(message);
    }

    /**
     * A file has been read and doesn't have what was asked for.
     *
     * @param path of the file
     * @param symbol that was asked for
     * @param similar that it has, null for none
     * @return to be thrown
     */
    public static RecordException none(final Path path, final String symbol, final String similar) {
        return new RecordException(
                path + " has no symbol " + symbol + (similar == null ? "" : "; did you mean " + similar + "?"));
    }
}

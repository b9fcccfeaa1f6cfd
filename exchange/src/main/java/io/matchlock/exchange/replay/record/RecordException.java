package io.matchlock.exchange.replay.record;

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
}

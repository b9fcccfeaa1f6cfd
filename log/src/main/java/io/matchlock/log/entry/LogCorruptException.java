package io.matchlock.log.entry;

/**
 * A stream holds what it never may: a gap, a foreign id, an entry that fails its checks. The reader must halt; the message names the entry.
 */
public final class LogCorruptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message one sentence
     */
    public LogCorruptException(final String message) {
        super(message);
    }

    /**
     * Says what happened.
     *
     * @param message one sentence
     * @param cause what was thrown
     */
    public LogCorruptException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

package io.matchlock.log.events;

/**
 * The events stream holds other bytes under an id than this writer would write there. The writer must halt; the message names the entry.
 */
public final class LogDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message one sentence
     */
    public LogDivergedException(final String message) {
        super(message);
    }

    /**
     * Says what happened.
     *
     * @param message one sentence
     * @param cause what was thrown
     */
    public LogDivergedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

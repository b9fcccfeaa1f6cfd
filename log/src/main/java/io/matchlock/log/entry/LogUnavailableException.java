package io.matchlock.log.entry;

/**
 * Redis cannot be reached, does not answer in time, or refuses: whether the last command had an effect is unknown. The
 * message is one sentence for the operator.
 */
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message one sentence
     */
    public LogUnavailableException(final String message) {
        super(message);
    }

    /**
     * Says what happened.
     *
     * @param message one sentence
     * @param cause what was thrown
     */
    public LogUnavailableException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

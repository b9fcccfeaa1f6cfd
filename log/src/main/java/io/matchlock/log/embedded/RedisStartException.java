package io.matchlock.log.embedded;

/** An embedded Redis could not be started. The message is one sentence for the operator. */
public final class RedisStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message one sentence
     */
    public RedisStartException(final String message) {
        super(message);
    }

    /**
     * Says why.
     *
     * @param message one sentence
     * @param cause what was thrown
     */
    public RedisStartException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

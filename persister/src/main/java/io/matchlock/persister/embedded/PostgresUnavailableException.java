package io.matchlock.persister.embedded;

/** The embedded Postgres could not be started. The message is one sentence for the operator. */
public final class PostgresUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With a cause.
     *
     * @param message one sentence that names what failed and where to look
     * @param cause may be null
     */
    public PostgresUnavailableException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

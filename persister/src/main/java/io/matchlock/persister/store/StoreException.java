package io.matchlock.persister.store;

/** Postgres says something that no retry will change: the persister must halt. The message is one sentence. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message one sentence for the operator
     */
    public StoreException(final String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message one sentence for the operator
     * @param cause what Postgres or its driver said
     */
    public StoreException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

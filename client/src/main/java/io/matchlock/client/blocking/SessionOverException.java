package io.matchlock.client.blocking;

/** The segment does not know the session any more, or has ended it: the client begins a new one, under a new id. */
public final class SessionOverException extends ClientException {
    private static final long serialVersionUID = 1L;

    SessionOverException(final String message) {
        super(message);
    }
}

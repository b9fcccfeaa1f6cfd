package io.matchlock.client.blocking;

/** The exchange can't be reached or refuses the session; the message is a sentence for people. */
public class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A sentence.
     *
     * @param message for people
     */
    public ClientException(final String message) {
        super(message);
    }
}

package io.matchlock.matcher.health;

/** Going on would be a guess: the log, or what was made of it, is not what it must be. The message names the entry. */
public final class HaltException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message one sentence that names the entry
     */
    public HaltException(final String message) {
        super(message);
    }

    /**
     * Says what happened.
     *
     * @param message one sentence that names the entry
     * @param cause what was thrown
     */
    public HaltException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

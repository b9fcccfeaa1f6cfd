package io.matchlock.log.archive.format;

/** An archive is not what it must be; the message is one sentence that names the file. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one sentence
     */
    public ArchiveException(final String message) {
        super(message);
    }

    /**
     * Says what is wrong, and why.
     *
     * @param message one sentence
     * @param cause that made it known
     */
    public ArchiveException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

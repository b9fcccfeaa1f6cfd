package io.matchlock.matcher.snapshot;

/** A snapshot that cannot be taken over; the message names the file and says why. */
public final class SnapshotException extends Exception {
    private static final long serialVersionUID = 1L;

    SnapshotException(final String message) {
        super(message);
    }
}

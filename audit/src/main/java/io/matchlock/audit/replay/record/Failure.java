package io.matchlock.audit.replay.record;

import java.io.EOFException;
import java.io.IOException;

/** The sentence about a file that can't be read. */
public final class Failure {
    private Failure() {}

    /**
     * A packed file that ends too early fails with an exception that says so, or nothing at all.
     *
     * @param failure of a read
     * @return for people
     */
    public static String describe(final IOException failure) {
        if (failure instanceof EOFException) {
            return "the file is cut off";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}

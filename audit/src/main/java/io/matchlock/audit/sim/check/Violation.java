package io.matchlock.audit.sim.check;

/** A promise was broken. This is an error, not an exception, so that no code under test catches it. */
public final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    /**
     * Says which.
     *
     * @param what one sentence
     */
    public Violation(final String what) {
        super(what);
    }
}

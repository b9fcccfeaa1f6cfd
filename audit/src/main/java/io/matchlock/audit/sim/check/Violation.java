package io.matchlock.audit.sim.check;

/** A promise was broken. No exception, so that no code under test takes it for one of its own. */
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

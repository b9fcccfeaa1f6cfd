package io.matchlock.audit.sim.store;

/** Ends a turn of a thread that waits for an answer; the turn is taken again once it is there. No code under test may catch it. */
final class NoAnswerYet extends Error {
    private static final long serialVersionUID = 1L;

    NoAnswerYet() {
        super("waits for an answer", null, false, false);
    }
}

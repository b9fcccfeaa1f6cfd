package io.matchlock.audit.sim.store;

/**
 * Ends the turn of a thread that has to wait for an answer. The turn is taken again once the answer is there. No code
 * under test may catch this.
 */
final class NoAnswerYet extends Error {
    private static final long serialVersionUID = 1L;

    NoAnswerYet() {
        super("waits for an answer", null, false, false);
    }
}

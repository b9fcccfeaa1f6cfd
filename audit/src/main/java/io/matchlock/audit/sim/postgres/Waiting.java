package io.matchlock.audit.sim.postgres;

/** Ends a turn of a thread that waits for an answer; the turn is taken again once it is there. No code under test may catch it. */
final class Waiting extends Error {
    private static final long serialVersionUID = 1L;

    Waiting() {
        super("waits for an answer", null, false, false);
    }
}

package io.matchlock.audit.sim.postgres;

/** What becomes of a commit whose answer does not come, because the connection is lost at that moment. */
public enum CommitFate {
    /** It is done at once. */
    DONE,
    /** It is still on its way, and done later. */
    LATE,
    /** It never arrives, and the server learns of the loss at once. */
    NEVER,
    /** It never arrives, and the server waits for it for some time. */
    NEVER_UNNOTICED
}

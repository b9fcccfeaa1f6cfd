package io.matchlock.matcher.sequence;

/** How an entry has come, measured by the one that is due. */
public enum Arrival {
    /** It is the next. */
    DUE,
    /** It was applied before, or waits already. */
    DUPLICATE,
    /** It is early, and there is room for it to wait. */
    EARLY,
    /** It is too early to wait: the log will give it again. */
    TOO_FAR
}

package io.matchlock.log.server;

/** What the failure of an append means for its caller. */
public enum AppendFailure {
    /** It is not stored, and may be later: Redis is out of memory, loads, or fails over. Send it again unchanged. */
    REFUSED,
    /** It is not stored, and never will be under this epoch: a later one was opened, see {@code EpochFence}. */
    FENCED,
    /** The stream is missing or of another type. Stop, and never acknowledge. */
    HALT,
    /** It may be stored or not: the connection broke or the answer did not come. Send it again unchanged; a second copy is void. */
    UNKNOWN,
    /** It is not stored, and will not be until somebody corrects the settings: credentials, rights, or the server is a replica. */
    MISCONFIGURED
}

package io.matchlock.log.server;

/** What the failure of an append means for the one who appended. */
public enum AppendFailure {
    /** Certainly not stored, and may be stored later: out of memory, loading, failing over. Send it again unchanged. */
    REFUSED,
    /** The stream is not what it was: missing, of another type, ahead in another epoch. Stop, and never acknowledge. */
    HALT,
    /** Stored or not: the connection broke or the answer did not come. Send it again unchanged; duplicates are void. */
    UNKNOWN,
    /** Not stored, and won't be until somebody mends the settings: credentials, rights, a replica. */
    MISCONFIGURED
}

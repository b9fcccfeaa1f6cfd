package io.matchlock.gateway.health;

/** What a gateway counts. */
public enum GatewayCounter {
    /** Connections that are open now. */
    CONNECTIONS,
    /** Sessions that are established now. */
    SESSIONS,
    /** Messages appended as the client sent them. */
    MESSAGES,
    /** Messages in whose place a refusal was appended. */
    MESSAGES_REFUSED,
    /** Batches that the log has stored. */
    BATCHES_STORED,
    /** Batches that failed and are sent again. */
    BATCHES_FAILED,
    /** Messages that were acknowledged. */
    MESSAGES_ACKNOWLEDGED,
    /** Reports sent to clients. */
    REPORTS,
    /** Sessions whose connection was ended by Terminate, from either side. */
    SESSIONS_TERMINATED,
    /** Frames of clients that were not sound. */
    FRAME_FAULTS,
    /** Times that a connection had to wait for room. */
    STALLS,
    /** Batches that Aeron has taken. */
    BATCHES_PUBLISHED,
    /** Batches that Aeron did not take. Matchers read them from the log. */
    BATCHES_DROPPED,
    /** Events entries read from the log. */
    ENTRIES_HEALED,
    /** Messages on Aeron that were of another segment. The gateway drops them. */
    MESSAGES_FOREIGN,
    /** Batches that are in flight now. */
    BATCHES_IN_FLIGHT
}

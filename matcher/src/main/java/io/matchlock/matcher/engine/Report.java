package io.matchlock.matcher.engine;

/**
 * The head of one message to a client: whom it goes to, its number, its execution id, what it answers. A view that the engine
 * reuses: valid only within the callback that was given it.
 */
public final class Report {
    int session;
    int ownerChainId;
    long number;
    long execId;
    long refSeqNum;
    long transactTimeNs;

    Report() {}

    /** The session's number, from 1. */
    public int session() {
        return session;
    }

    /** Chain that the session is bound to, 0 when it is unbound. */
    public int ownerChainId() {
        return ownerChainId;
    }

    /** The session's report number: from 1, without gaps. */
    public long number() {
        return number;
    }

    /** Dense over the segment from 1; 0 for messages that carry none (cancel rejects, business rejects). */
    public long execId() {
        return execId;
    }

    /** Client number that this answers, {@link Codes#NULL_U64} when it answers none (a resting order's trade). */
    public long refSeqNum() {
        return refSeqNum;
    }

    /** Receive time of the message that caused it, nanoseconds UTC. */
    public long transactTimeNs() {
        return transactTimeNs;
    }
}

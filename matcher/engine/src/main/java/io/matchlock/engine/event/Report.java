package io.matchlock.engine.event;

import io.matchlock.engine.request.Codes;

/**
 * The head of one message to a client: whom it goes to, its number, its execution id, what it answers. A view that the engine
 * reuses: valid only within the callback that was given it.
 */
public final class Report {
    private int session;
    private int ownerChainId;
    private long number;
    private long execId;
    private long refSeqNum;
    private long transactTimeNs;

    /** Of nothing yet. */
    public Report() {}

    /** Makes this the head of the next message. */
    public void head(
            final int session,
            final int ownerChainId,
            final long number,
            final long execId,
            final long refSeqNum,
            final long transactTimeNs) {
        this.session = session;
        this.ownerChainId = ownerChainId;
        this.number = number;
        this.execId = execId;
        this.refSeqNum = refSeqNum;
        this.transactTimeNs = transactTimeNs;
    }

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

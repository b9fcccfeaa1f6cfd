package io.matchlock.matcher.engine;

/** What the record at hand belongs to. Says nothing beyond the entry: no part of the state. */
final class Turn {
    /** Whether the entry goes by {@link EntryBounds}. */
    boolean isBounded;

    int chainId;
    long incarnation;
    int session;
    long clientSeqNo;
    long receiveTimeNs;

    void entry(final int chainId, final long incarnation) {
        this.chainId = chainId;
        this.incarnation = incarnation;
    }

    void message(final int session, final long clientSeqNo, final long receiveTimeNs) {
        this.session = session;
        this.clientSeqNo = clientSeqNo;
        this.receiveTimeNs = receiveTimeNs;
    }
}

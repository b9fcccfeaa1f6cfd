package io.matchlock.engine.state;

import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.version.EntryBounds;

/** What the record at hand belongs to. Says nothing beyond the entry: no part of the state. */
public final class Turn {
    /** Whether the entry goes by {@link EntryBounds}. */
    public boolean isBounded;

    public int chainId;
    public long incarnation;
    public @SessionSlot int session;
    public long clientSeqNo;
    public long receiveTimeNs;

    public void entry(final int chainId, final long incarnation) {
        this.chainId = chainId;
        this.incarnation = incarnation;
    }

    public void message(final @SessionSlot int session, final long clientSeqNo, final long receiveTimeNs) {
        this.session = session;
        this.clientSeqNo = clientSeqNo;
        this.receiveTimeNs = receiveTimeNs;
    }
}

package io.matchlock.engine.state;

import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.version.EntryBounds;

/** What the record at hand belongs to. Says nothing beyond the entry: no part of the state. */
public final class Turn {
    /** Whether the entry goes by {@link EntryBounds}. */
    public boolean isBounded;

    /** The entry's chain; of a record that waited, its own. */
    public int chainId;
    /** The chain's incarnation. */
    public long incarnation;
    /** The client message's session, 0 for none. */
    public @SessionSlot int session;
    /** The client message's number, null for none. */
    public long clientSeqNo;
    /** When the record was received, nanoseconds UTC. */
    public long receiveTimeNs;

    /** An entry of this chain begins. */
    public void entry(final int chainId, final long incarnation) {
        this.chainId = chainId;
        this.incarnation = incarnation;
    }

    /** A record begins; session 0 and a null client number if it is no client's. */
    public void message(final @SessionSlot int session, final long clientSeqNo, final long receiveTimeNs) {
        this.session = session;
        this.clientSeqNo = clientSeqNo;
        this.receiveTimeNs = receiveTimeNs;
    }
}

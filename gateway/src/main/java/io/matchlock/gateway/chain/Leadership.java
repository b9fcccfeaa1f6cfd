package io.matchlock.gateway.chain;

/**
 * Decides when a gateway bids for the term, and when it tells the time. The log decides who leads. Pure; owned by the
 * thread of the gateway's first loop.
 */
public final class Leadership {
    /** Nothing to append. */
    public static final int NOTHING = 0;
    /** Append Lead with {@link #term()} + 1. */
    public static final int BID = 1;
    /** Append Tick with {@link #term()}. */
    public static final int TICK = 2;
    /** Append SegmentResumed, then Tick, both with {@link #term()}. */
    public static final int RESUME_AND_TICK = 3;

    /** Time between ticks. */
    public static final long TICK_NS = 1_000_000_000L;
    /** Silence after which a gateway bids. */
    public static final long SILENCE_NS = 3_000_000_000L;
    /** A tick farther ahead than this does not count by itself; the engine's limit is 60 s. */
    public static final long JUMP_NS = 55_000_000_000L;

    private final int chainId;
    private long term;
    private int leader;
    private long engineTimeNs;
    private long toldAtNs;
    private long bidAtNs;
    private long tickedAtNs;

    /**
     * Begins as a follower that has just heard the time.
     *
     * @param chainId of the gateway's first loop
     * @param nowNs monotonic
     */
    public Leadership(final int chainId, final long nowNs) {
        this.chainId = chainId;
        toldAtNs = nowNs;
        bidAtNs = nowNs - SILENCE_NS;
        tickedAtNs = nowNs - TICK_NS;
    }

    /**
     * The log has told term, leader and time.
     *
     * @param toldTerm the current term
     * @param toldLeader chain id of the leader, 0 for none
     * @param toldTimeNs engine time, UTC
     * @param isTick whether a tick counted
     * @param nowNs monotonic
     */
    public void onTold(
            final long toldTerm, final int toldLeader, final long toldTimeNs, final boolean isTick, final long nowNs) {
        if (isTick || toldTerm != term) {
            toldAtNs = nowNs;
        }
        term = toldTerm;
        leader = toldLeader;
        engineTimeNs = Math.max(engineTimeNs, toldTimeNs);
    }

    /**
     * What to append now.
     *
     * @param nowNs monotonic
     * @param wallNs UTC
     * @return {@link #NOTHING}, {@link #BID}, {@link #TICK} or {@link #RESUME_AND_TICK}
     */
    public int decide(final long nowNs, final long wallNs) {
        if (leader == chainId) {
            if (nowNs - tickedAtNs < TICK_NS) {
                return NOTHING;
            }
            return engineTimeNs != 0 && wallNs - engineTimeNs > JUMP_NS ? RESUME_AND_TICK : TICK;
        }
        final boolean nobody = leader == 0 || nowNs - toldAtNs >= SILENCE_NS;
        return nobody && nowNs - bidAtNs >= SILENCE_NS ? BID : NOTHING;
    }

    /**
     * A bid was appended.
     *
     * @param nowNs monotonic
     */
    public void onBid(final long nowNs) {
        bidAtNs = nowNs;
    }

    /**
     * A tick was appended.
     *
     * @param timeNs that it tells
     * @param nowNs monotonic
     */
    public void onTicked(final long timeNs, final long nowNs) {
        tickedAtNs = nowNs;
        engineTimeNs = timeNs;
    }

    /**
     * The time for the next tick: the wall clock, but later than every time told before.
     *
     * @param wallNs UTC
     * @return ns UTC
     */
    public long tickTimeNs(final long wallNs) {
        return Math.max(wallNs, engineTimeNs + 1);
    }

    /** {@return the current term} */
    public long term() {
        return term;
    }

    /** {@return whether this gateway leads} */
    public boolean isLeader() {
        return leader == chainId;
    }
}

package io.matchlock.gateway.chain;

/**
 * Decides when a gateway bids for the term, and when it tells the time. The log decides who leads, and it is an
 * incarnation of a chain that does: a chain that was opened anew has to bid again, though its predecessor's id still
 * stands as the leader's. Pure; owned by the thread of the gateway's first loop.
 *
 * <p>Silence is counted in ticks, so ticks must not bunch: one is on its way at a time, and the next is sent no earlier than
 * {@link #MIN_SPACING_NS} after the one before was stored, or after the term was seen to be won. Any two ticks that count
 * thus enter the log at least so far apart, whatever stood still in between.
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
    /** The least real time between two ticks' entering the log. */
    public static final long MIN_SPACING_NS = TICK_NS / 2;
    /** Silence after which a gateway bids. */
    public static final long SILENCE_NS = 3 * TICK_NS;
    /** A tick farther ahead than this does not count by itself; the engine's limit is 60 s. */
    public static final long JUMP_NS = 55 * TICK_NS;

    /** A clock that is behind lets time pass at this part of its pace, until it is no longer behind. */
    private static final int SLOW_PACE = 2;

    private static final long LONGEST_STEP_NS = 2 * TICK_NS;
    private static final long NO_TERM = -1;

    private final int chainId;
    private long term;
    private int leader;
    /** The term that this incarnation has bid for last. */
    private long bidTerm = NO_TERM;

    private long engineTimeNs;
    private long toldAtNs;
    private long bidAtNs;
    private long tickedAtNs;
    /** No tick is sent before. */
    private long spacedAtNs;

    private boolean isTickOut;

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
        spacedAtNs = nowNs;
    }

    /** The chain is opened anew: what its predecessor bid for and won is not its own. */
    public void onOpened() {
        bidTerm = NO_TERM;
        isTickOut = false;
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
        if (toldTerm < term) {
            return;
        }
        if (isTick || toldTerm != term) {
            toldAtNs = nowNs;
        }
        if (toldTerm != term) {
            spacedAtNs = nowNs + MIN_SPACING_NS;
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
        if (isLeader()) {
            if (isTickOut || nowNs - spacedAtNs < 0 || nowNs - tickedAtNs < TICK_NS) {
                return NOTHING;
            }
            return engineTimeNs != 0 && wallNs - engineTimeNs > JUMP_NS ? RESUME_AND_TICK : TICK;
        }
        final boolean nobody = leader == 0 || leader == chainId || nowNs - toldAtNs >= SILENCE_NS;
        return nobody && nowNs - bidAtNs >= SILENCE_NS ? BID : NOTHING;
    }

    /**
     * A bid for {@link #term()} + 1 was appended.
     *
     * @param nowNs monotonic
     */
    public void onBid(final long nowNs) {
        bidAtNs = nowNs;
        bidTerm = term + 1;
    }

    /**
     * A tick was appended. Until {@link #onTickStored} there is no other.
     *
     * @param timeNs that it tells
     * @param nowNs monotonic
     */
    public void onTicked(final long timeNs, final long nowNs) {
        tickedAtNs = nowNs;
        engineTimeNs = timeNs;
        isTickOut = true;
    }

    /**
     * The tick is known to be in the log.
     *
     * @param nowNs monotonic
     */
    public void onTickStored(final long nowNs) {
        isTickOut = false;
        spacedAtNs = nowNs + MIN_SPACING_NS;
    }

    /**
     * The time for the next tick: the wall clock, but never earlier than all that was told before. While the clock is behind
     * that, time passes at half its pace, so that what waits for it still comes and the clock catches up.
     *
     * @param nowNs monotonic
     * @param wallNs UTC
     * @return ns UTC
     */
    public long tickTimeNs(final long nowNs, final long wallNs) {
        final long sinceNs = nowNs - Math.max(tickedAtNs, toldAtNs);
        final long stepNs = Math.min(LONGEST_STEP_NS, Math.max(sinceNs, 0)) / SLOW_PACE;
        return Math.max(wallNs, engineTimeNs + Math.max(1, stepNs));
    }

    /** {@return the current term} */
    public long term() {
        return term;
    }

    /** {@return whether this incarnation leads} */
    public boolean isLeader() {
        return leader == chainId && term == bidTerm;
    }
}

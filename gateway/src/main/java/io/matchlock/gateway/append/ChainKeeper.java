package io.matchlock.gateway.append;

import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Batch;
import io.matchlock.gateway.chain.Chain;
import io.matchlock.gateway.chain.Leadership;
import io.matchlock.gateway.settings.LoopEnvironment;
import io.matchlock.log.retry.Backoff;
import io.matchlock.protocol.log.ChainId;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * Opens the loop's chain and opens it anew when the engine knows it no longer, says that the loop lives when it has nothing
 * else to say, and, on a gateway's first loop, stands for the term and tells the time. Owned by the loop.
 */
public final class ChainKeeper {
    private static final long ALIVE_NS = 1_000_000_000L;
    private static final long FIRST_BACKOFF_NS = 10_000_000L;
    private static final int LEASE_PARTS = 3;
    private static final int ANY_RECORD = InternalRecords.MAX_PAYLOAD;
    private static final int MAX_BACKOFF_SHIFT = 9;
    private static final long NO_TICK = 0;

    private enum State {
        CLOSED,
        OPENING,
        OPEN,
        HALTED
    }

    private final int chainId;
    private final Chain chain;
    private final BatchWriter writer;
    private final Admission admission;
    private final InternalRecords records = new InternalRecords();
    private final NanoClock clock;
    private final EpochNanoClock wallClock;
    private final LongSupplier random;
    private final Leadership leadership;
    private final long aliveNs;
    private final Backoff backoff = new Backoff(FIRST_BACKOFF_NS, FIRST_BACKOFF_NS << MAX_BACKOFF_SHIFT);
    private State state = State.CLOSED;
    private long startTimeNs;
    private long openAtNs;
    private long tickBatch = NO_TICK;
    private boolean isEngineBusy;

    /**
     * Makes a keeper of a chain that is closed.
     *
     * @param chainId of the loop
     * @param chain of the loop
     * @param writer of the loop
     * @param admission says whether records of ours may be appended
     * @param leaseNs of the chain, 0 where nobody is fenced
     * @param environment of the loop
     */
    public ChainKeeper(
            final int chainId,
            final Chain chain,
            final BatchWriter writer,
            final Admission admission,
            final long leaseNs,
            final LoopEnvironment environment) {
        this.chainId = chainId;
        this.chain = chain;
        this.writer = writer;
        this.admission = admission;
        clock = environment.clock();
        wallClock = environment.wallClock();
        random = environment.random();
        leadership = new Leadership(chainId, clock.nanoTime());
        aliveNs = leaseNs == 0 ? ALIVE_NS : Math.min(ALIVE_NS, leaseNs / LEASE_PARTS);
        openAtNs = clock.nanoTime();
    }

    /** {@return whether the engine has accepted the chain} */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** {@return whether the loop has stopped for good} */
    public boolean isHalted() {
        return state == State.HALTED;
    }

    /** Stops for good. */
    public void halt() {
        state = State.HALTED;
    }

    /** Opens a new chain if none is open, no batch of the last one is left, and the log is connected. */
    public void open() {
        final boolean isDue = state == State.CLOSED && clock.nanoTime() - openAtNs >= 0;
        if (!isDue || !chain.isIdle() || !writer.isConnected()) {
            return;
        }
        chain.open(random.getAsLong());
        leadership.onOpened();
        tickBatch = NO_TICK;
        startTimeNs = Math.max(wallClock.nanoTime(), startTimeNs + 1);
        records.gatewayStarted(writer.room(ANY_RECORD), startTimeNs, wallClock.nanoTime());
        state = State.OPENING;
    }

    /** The engine knows the chain no longer: gives up what is not acknowledged. A new chain is opened once all answers are in. */
    public void restart() {
        if (state != State.HALTED) {
            writer.abandon();
            state = State.CLOSED;
        }
    }

    /**
     * The engine has answered a GatewayStarted of this chain id.
     *
     * @param incarnation that was asked for
     * @param accepted whether the engine took it
     * @param standingStartNs start time of the chain that stands, 0 for none
     * @return null, or why the loop can't go on
     */
    public String onAccepted(final long incarnation, final boolean accepted, final long standingStartNs) {
        if (incarnation != chain.incarnation()) {
            return accepted && state == State.OPEN
                    ? "another process runs as gateway " + ChainId.gateway(chainId) + ", give each a number of its own"
                    : null;
        }
        if (state == State.OPENING && accepted) {
            state = State.OPEN;
            backoff.succeeded();
        } else if (state == State.OPENING && standingStartNs == 0) {
            return "the segment has room for no more chains (max.chains, gateways times loops that are not fenced): end"
                    + " gateways that are not needed, or wait until those that are gone are fenced";
        } else if (state == State.OPENING) {
            startTimeNs = Math.max(startTimeNs, standingStartNs);
            openAtNs = clock.nanoTime() + backoff.failed();
            restart();
        }
        return null;
    }

    /**
     * Says whether the engine has work left, which later records must carry on.
     *
     * @param isBusy whether it has
     */
    public void onBusy(final boolean isBusy) {
        isEngineBusy = isBusy;
    }

    /**
     * The engine has told who leads, or what time it is.
     *
     * @param term that stands
     * @param leader chain id of the leader
     * @param timeNs engine time
     * @param isTick whether this is the effect of a tick
     */
    public void onTold(final long term, final int leader, final long timeNs, final boolean isTick) {
        leadership.onTold(term, leader, timeNs, isTick, clock.nanoTime());
    }

    /**
     * Time passes: opens a chain, tells the time if this loop leads, and says that the loop lives.
     *
     * @param nowNs monotonic
     */
    public void onTime(final long nowNs) {
        if (state == State.CLOSED) {
            open();
        }
        if (tickBatch != NO_TICK && chain.ackedNumber() >= tickBatch) {
            tickBatch = NO_TICK;
            leadership.onTickStored(nowNs);
        }
        if (state != State.OPEN || admission.level() == Admission.NOTHING || !writer.isConnected()) {
            return;
        }
        if (ChainId.loop(chainId) == 0 && admission.hasRoomForTime()) {
            lead(nowNs);
        }
        if (nowNs - writer.lastAppendNs() >= aliveNs || isWorkToCarryOn()) {
            final Batch batch = writer.room(ANY_RECORD);
            if (batch != null && batch.count() == 0) {
                records.gatewayAlive(batch, wallClock.nanoTime());
            }
        }
    }

    /** The leader carries on what the engine has left, one record at a time: none while the engine has not come to the last. */
    private boolean isWorkToCarryOn() {
        return isEngineBusy && leadership.isLeader() && chain.isIdle() && chain.isApplied();
    }

    private void lead(final long nowNs) {
        final long wallNs = wallClock.nanoTime();
        final int action = leadership.decide(nowNs, wallNs);
        final Batch batch = action == Leadership.NOTHING ? null : writer.room(2 * ANY_RECORD);
        if (batch == null) {
            return;
        }
        if (action == Leadership.BID) {
            records.lead(batch, leadership.term() + 1, wallNs);
            leadership.onBid(nowNs);
            return;
        }
        final long timeNs = leadership.tickTimeNs(nowNs, wallNs);
        if (action == Leadership.RESUME_AND_TICK) {
            records.segmentResumed(batch, leadership.term(), timeNs);
        }
        records.tick(batch, leadership.term(), timeNs);
        tickBatch = batch.number();
        leadership.onTicked(timeNs, nowNs);
    }
}

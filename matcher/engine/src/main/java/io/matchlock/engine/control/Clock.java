package io.matchlock.engine.control;

import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.party.IdleSessions;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.work.WorkQueue;

/** Terms, their leader, and the time that the leader's ticks tell. Reads no clock. */
public final class Clock {
    /** How far a tick may lie ahead of the time before it. */
    static final long MAX_STEP_NS = 60_000_000_000L;

    private final Registers registers;
    private final Chains chains;
    private final IdleSessions sessions;
    private final WorkQueue queue;
    private final EngineListener listener;
    private final Turn turn;

    /** Works on the registers of this state. */
    public Clock(
            final EngineState state,
            final Chains chains,
            final WorkQueue queue,
            final EngineListener listener,
            final Turn turn) {
        this.registers = state.registers();
        this.sessions = state.sessions().idle();
        this.chains = chains;
        this.queue = queue;
        this.listener = listener;
        this.turn = turn;
    }

    /** Makes the turn's chain the leader, if the term is the next; tells who leads. */
    public void lead(final long term) {
        if (term == registers.term() + 1) {
            registers.lead(term, turn.chainId, turn.incarnation);
        }
        listener.onLeaderTold(registers.term(), registers.engineTimeNs(), registers.leaderChainId());
    }

    /** Lets the leader's next tick lie up to 60 s beyond a time. */
    public void resume(final long term, final long timeNs) {
        if (isFromLeader(term) && timeNs > registers.engineTimeNs()) {
            registers.resumedTimeNs(timeNs);
        }
    }

    /** Tells the time, if the leader says it and it is later. */
    public void tick(final long term, final long timeNs) {
        final long beforeNs = registers.engineTimeNs();
        if (!isFromLeader(term) || timeNs <= beforeNs || isTooFar(timeNs, beforeNs)) {
            return;
        }
        registers.engineTimeNs(timeNs);
        registers.resumedTimeNs(0);
        registers.countTick();
        sessions.now(registers.ticks());
        listener.onTimeTold(registers.term(), timeNs, registers.leaderChainId());
        chains.ticked(beforeNs);
        queue.tick(timeNs);
    }

    private boolean isFromLeader(final long term) {
        return term == registers.term()
                && turn.chainId == registers.leaderChainId()
                && turn.incarnation == registers.leaderIncarnation();
    }

    private boolean isTooFar(final long timeNs, final long beforeNs) {
        final long base = Math.max(beforeNs, registers.resumedTimeNs());
        return base != 0 && timeNs - base > MAX_STEP_NS;
    }
}

package io.matchlock.engine.control;

import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.handle.ChainSlot;
import io.matchlock.engine.party.ChainTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.version.Lives;

/** Which entries are applied: opens chains, counts their batches, fences those that have fallen silent. */
public final class Chains {
    private static final long TICK_NS = 1_000_000_000L;

    private final ChainTable chains;
    private final Registers registers;
    private final Sessions sessions;
    private final Unbinding unbinding;
    private final EngineListener listener;
    private final Turn turn;
    private final int fenceTicks;

    /** Works on the chains of this state. */
    public Chains(
            final ChainTable chains,
            final Registers registers,
            final Sessions sessions,
            final Unbinding unbinding,
            final EngineListener listener,
            final Turn turn,
            final int fenceTicks) {
        this.chains = chains;
        this.registers = registers;
        this.sessions = sessions;
        this.unbinding = unbinding;
        this.listener = listener;
        this.turn = turn;
        this.fenceTicks = fenceTicks;
    }

    /** Takes up the next entry of a chain; returns whether it is applied. */
    public boolean follow(final int chainId, final long incarnation, final long batchNumber) {
        final int chain = chains.find(chainId);
        if (!isNext(chain, incarnation, batchNumber)) {
            return false;
        }
        chains.lastBatch(chain, batchNumber);
        chains.heard(chain, registers.engineTimeNs(), registers.ticks());
        turn.entry(chainId, incarnation);
        unbinding.beginEntry(turn.isBounded);
        return true;
    }

    private boolean isNext(final @ChainSlot int chain, final long incarnation, final long batchNumber) {
        return chain != 0
                && chains.isOpen(chain)
                && chains.incarnation(chain) == incarnation
                && chains.lastBatch(chain) + 1 == batchNumber;
    }

    /** Takes up an entry that opens a chain; returns whether it is applied. */
    public boolean open(final int chainId, final long incarnation, final long batchNumber, final long startTimeNs) {
        final int chain = chains.find(chainId);
        if (batchNumber != 1 || isRepeated(chain, incarnation, startTimeNs)) {
            return false;
        }
        if (!isAcceptable(chain, incarnation, startTimeNs)) {
            tell(chainId, incarnation, standingTimeNs(chain), false);
            return false;
        }
        replace(chain == 0 ? room(chainId) : chain, chainId, incarnation, startTimeNs);
        return true;
    }

    /** What a chain must start later than; 0 if there is no room for it. */
    private long standingTimeNs(final @ChainSlot int chain) {
        if (chain != 0) {
            return chains.startTimeNs(chain);
        }
        return hasRoom() ? chains.latestGoneNs() : 0;
    }

    /** A slot for a new chain id; there is one. */
    private @ChainSlot int room(final int chainId) {
        if (!chains.full()) {
            return chains.add(chainId);
        }
        final int gone = chains.firstFenced();
        chains.replace(gone, chainId);
        return gone;
    }

    /** A fenced chain gives way once its sessions were told to be unbound. */
    private boolean hasRoom() {
        return !chains.full()
                || (registers.rulesVersion() >= Lives.VERSION
                        && registers.nextToUnbind() == 0
                        && chains.firstFenced() != 0);
    }

    /** The same batch stored twice, after a reply was lost. */
    private boolean isRepeated(final @ChainSlot int chain, final long incarnation, final long startTimeNs) {
        return chain != 0 && chains.incarnation(chain) == incarnation && chains.startTimeNs(chain) == startTimeNs;
    }

    /** By version 3 of the rules the incarnation tells whose a session is, so it can't stand twice. */
    private boolean isAcceptable(final @ChainSlot int chain, final long incarnation, final long startTimeNs) {
        return chain == 0
                ? startTimeNs > chains.latestGoneNs() && hasRoom()
                : startTimeNs > chains.startTimeNs(chain)
                        && !(turn.isBounded && incarnation == chains.incarnation(chain));
    }

    private void replace(
            final @ChainSlot int chain, final int chainId, final long incarnation, final long startTimeNs) {
        if (!turn.isBounded) {
            sessions.unbindAll(chainId, Codes.UNBIND_GATEWAY_RESTARTED);
        }
        chains.open(chain, incarnation, startTimeNs);
        chains.heard(chain, registers.engineTimeNs(), registers.ticks());
        turn.entry(chainId, incarnation);
        unbinding.beginEntry(turn.isBounded);
        if (turn.isBounded) {
            unbinding.start();
        }
        tell(chainId, incarnation, startTimeNs, true);
    }

    private void tell(final int chainId, final long incarnation, final long startTimeNs, final boolean accepted) {
        listener.onGatewayAccepted(
                chainId,
                incarnation,
                startTimeNs,
                accepted,
                registers.term(),
                registers.engineTimeNs(),
                registers.leaderChainId());
    }

    /** A tick has counted: its own chain has been heard at it; closes chains that have been silent for too long before it. */
    void ticked(final long beforeNs) {
        chains.heard(chains.find(turn.chainId), registers.engineTimeNs(), registers.ticks());
        if (turn.isBounded) {
            fenceFirstSilent();
        } else if (registers.engineTimeNs() - beforeNs > Clock.MAX_STEP_NS) {
            heardAll();
        } else {
            fenceSilent();
        }
    }

    /** Silence is counted in ticks, however far they go, and one chain is fenced at each: the others' turn comes with the next. */
    private void fenceFirstSilent() {
        final long heardBefore = registers.ticks() - fenceTicks;
        for (int chain = 1; fenceTicks != 0 && chain <= chains.count(); chain++) {
            if (chains.isOpen(chain) && chains.heardAtTick(chain) <= heardBefore) {
                chains.close(chain);
                unbinding.start();
                tellFenced(chain);
                return;
            }
        }
    }

    /** Versions 1 and 2. Time has leapt, and nobody could be heard meanwhile: all open chains count as heard now. */
    private void heardAll() {
        for (int chain = 1; chain <= chains.count(); chain++) {
            chains.heard(chain, registers.engineTimeNs(), registers.ticks());
        }
    }

    /** Versions 1 and 2: silence is counted in engine time. */
    private void fenceSilent() {
        if (fenceTicks == 0) {
            return;
        }
        final long silentSinceNs = registers.engineTimeNs() - fenceTicks * TICK_NS;
        for (int chain = 1; chain <= chains.count(); chain++) {
            if (chains.isOpen(chain) && chains.heardAtNs(chain) <= silentSinceNs) {
                sessions.unbindAll(chains.id(chain), Codes.UNBIND_GATEWAY_FENCED);
                chains.close(chain);
                tellFenced(chain);
            }
        }
    }

    private void tellFenced(final @ChainSlot int chain) {
        listener.onGatewayFenced(chains.id(chain), chains.incarnation(chain));
    }
}

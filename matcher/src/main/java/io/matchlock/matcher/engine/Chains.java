package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.ChainTable;
import io.matchlock.matcher.engine.state.Registers;

/** Which entries are applied: opens chains, counts their batches, fences those that have fallen silent. */
final class Chains {
    private static final long TICK_NS = 1_000_000_000L;

    private final ChainTable chains;
    private final Registers registers;
    private final Sessions sessions;
    private final EngineListener listener;
    private final Turn turn;
    private final long fenceNs;

    Chains(
            final ChainTable chains,
            final Registers registers,
            final Sessions sessions,
            final EngineListener listener,
            final Turn turn,
            final int fenceTicks) {
        this.chains = chains;
        this.registers = registers;
        this.sessions = sessions;
        this.listener = listener;
        this.turn = turn;
        this.fenceNs = fenceTicks * TICK_NS;
    }

    int follow(final int chainId, final long incarnation, final long batchNumber) {
        final int chain = chains.find(chainId);
        if (!isNext(chain, incarnation, batchNumber)) {
            return Engine.VOID;
        }
        chains.lastBatch(chain, batchNumber);
        chains.heardAtNs(chain, registers.engineTimeNs());
        turn.entry(chainId, incarnation);
        return Engine.APPLIED;
    }

    private boolean isNext(final int chain, final long incarnation, final long batchNumber) {
        return chain != 0
                && chains.isOpen(chain)
                && chains.incarnation(chain) == incarnation
                && chains.lastBatch(chain) + 1 == batchNumber;
    }

    int open(final int chainId, final long incarnation, final long batchNumber, final long startTimeNs) {
        final int chain = chains.find(chainId);
        if (batchNumber != 1 || isRepeated(chain, incarnation, startTimeNs)) {
            return Engine.VOID;
        }
        if (!isAcceptable(chain, startTimeNs)) {
            tell(chainId, incarnation, chain == 0 ? 0 : chains.startTimeNs(chain), false);
            return Engine.VOID;
        }
        replace(chain == 0 ? chains.add(chainId) : chain, chainId, incarnation, startTimeNs);
        return Engine.APPLIED;
    }

    /** The same batch stored twice, after a reply was lost. */
    private boolean isRepeated(final int chain, final long incarnation, final long startTimeNs) {
        return chain != 0 && chains.incarnation(chain) == incarnation && chains.startTimeNs(chain) == startTimeNs;
    }

    private boolean isAcceptable(final int chain, final long startTimeNs) {
        return chain == 0 ? startTimeNs > 0 && !chains.full() : startTimeNs > chains.startTimeNs(chain);
    }

    private void replace(final int chain, final int chainId, final long incarnation, final long startTimeNs) {
        sessions.unbindAll(chainId, Codes.UNBIND_GATEWAY_RESTARTED);
        chains.open(chain, incarnation, startTimeNs, registers.engineTimeNs());
        turn.entry(chainId, incarnation);
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

    /** The tick's own chain has been heard at the tick's time. */
    void heard() {
        chains.heardAtNs(chains.find(turn.chainId), registers.engineTimeNs());
    }

    /** Time has leapt, and nobody could be heard meanwhile: all open chains count as heard now. */
    void heardAll() {
        for (int chain = 1; chain <= chains.count(); chain++) {
            chains.heardAtNs(chain, registers.engineTimeNs());
        }
    }

    /** Closes the open chains that have been silent for too long. */
    void fenceSilent() {
        if (fenceNs == 0) {
            return;
        }
        final long silentSinceNs = registers.engineTimeNs() - fenceNs;
        for (int chain = 1; chain <= chains.count(); chain++) {
            if (chains.isOpen(chain) && chains.heardAtNs(chain) <= silentSinceNs) {
                fence(chain);
            }
        }
    }

    private void fence(final int chain) {
        sessions.unbindAll(chains.id(chain), Codes.UNBIND_GATEWAY_FENCED);
        chains.close(chain);
        listener.onGatewayFenced(chains.id(chain), chains.incarnation(chain));
    }
}

package io.matchlock.engine.work;

import io.matchlock.engine.progress.Work;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.trade.Election;
import io.matchlock.engine.trade.Sweep;
import io.matchlock.engine.trade.Uncross;

/** Does the kinds of work, each as far as the record at hand may, and puts down what is left. */
final class UnfinishedWork {
    private final Registers registers;
    private final Work work;
    private final Sweep sweep;
    private final Election election;
    private final Uncross uncross;
    private final Expiry expiry;
    private final Cancels cancels;
    private final Turn turn;

    UnfinishedWork(
            final EngineState state,
            final Sweep sweep,
            final Election election,
            final Uncross uncross,
            final Expiry expiry,
            final Cancels cancels,
            final Turn turn) {
        this.registers = state.registers();
        this.work = state.work();
        this.sweep = sweep;
        this.election = election;
        this.uncross = uncross;
        this.expiry = expiry;
        this.cancels = cancels;
        this.turn = turn;
    }

    /** Whether something was put down. */
    boolean isLeft() {
        return work.kind() != Work.NONE;
    }

    /** Goes on with what is left, if anything is. */
    void takeUp() {
        final int kind = work.kind();
        if (kind != Work.NONE) {
            work.kind(Work.NONE);
            turn.chainId = work.chainId();
            turn.message(work.session(), work.clientSeqNo(), work.receiveTimeNs());
            run(kind);
        }
    }

    /** Does one kind of work after the other, until nothing comes next or some is put down. */
    void run(final int next) {
        int kind = next;
        while (kind != Work.NONE) {
            if ((kind & Work.PUT_DOWN) != 0) {
                work.kind(kind & ~Work.PUT_DOWN);
                work.cause(turn.session, turn.chainId, turn.clientSeqNo, turn.receiveTimeNs);
                registers.busy(true);
                return;
            }
            kind = step(kind);
        }
    }

    private int step(final int kind) {
        return switch (kind) {
            case Work.COUNT, Work.TRADE -> sweep.resume(kind);
            case Work.ELECT -> election.run();
            case Work.PRICE -> uncross.price();
            case Work.UNCROSS -> uncross.trade();
            case Work.EXPIRE -> expiry.expire();
            case Work.END_HALTS -> expiry.endHalts();
            case Work.MASS_CANCEL -> cancels.mass();
            case Work.KILL -> cancels.kill();
            default -> throw new IllegalStateException("work of kind " + kind);
        };
    }
}

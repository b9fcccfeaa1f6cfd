package io.matchlock.audit.sim.fault;

import io.matchlock.audit.sim.postgres.CommitFate;
import io.matchlock.audit.sim.postgres.SimPostgres;

/** Makes things go wrong with the ledger's server, and right again. */
final class LedgerFaults {
    private static final double LOST_COMMITS = 0.3;

    private final SimPostgres postgres;

    LedgerFaults(final SimPostgres postgres) {
        this.postgres = postgres;
    }

    /** Begins a fault; returns how it ends. */
    Runnable begin(final FaultKind kind) {
        switch (kind) {
            case STOP_POSTGRES -> {
                postgres.stop();
                return postgres::resume;
            }
            case CRASH_POSTGRES -> {
                postgres.crash();
                return postgres::restart;
            }
            case LOSE_COMMITS -> {
                postgres.loseCommits(LOST_COMMITS, CommitFate.values());
                return () -> postgres.loseCommits(0);
            }
            case FULL_POSTGRES -> {
                postgres.fill(true);
                return () -> postgres.fill(false);
            }
            default -> {
                postgres.cutAll();
                return () -> {};
            }
        }
    }

    void mend() {
        postgres.loseCommits(0);
        postgres.fill(false);
        postgres.resume();
        postgres.restart();
    }
}

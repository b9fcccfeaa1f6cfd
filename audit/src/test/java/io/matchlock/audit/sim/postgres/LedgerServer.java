package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.persister.store.Store;
import java.util.concurrent.Callable;

/** A ledger's server, real or simulated, as a test of both drives it. */
interface LedgerServer {
    /** A client with one connection. */
    interface Client {
        /** {@return its ledger; used within {@link #run} and {@link #start} only} */
        Store store();

        /**
         * Does something and waits for its end.
         *
         * @param task that may ask the store several things
         * @return what it returned, or in words how it failed
         */
        String run(Callable<?> task);

        /**
         * Begins something that must wait for another client's lock.
         *
         * @param task that does
         * @return how it ended, once it has
         */
        Ending start(Callable<?> task);
    }

    /** The end of something that waits. */
    interface Ending {
        /** {@return what it returned, or in words how it failed} */
        String await();
    }

    /** {@return a new client} */
    Client client();

    /** Ends all connections. */
    void cut();

    /** Loses the connection at the next commit. */
    void loseNextCommit(CommitFate fate);

    /** Loses no more connections. */
    void keepCommits();

    /** Lets a commit that is late arrive, now that somebody waits for it. */
    void release();

    /** {@return what is committed} */
    RowSource rows();
}

package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.audit.sim.store.SimStore;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.persister.store.Store;
import java.util.concurrent.Callable;

/** The simulated one, whose time goes on while somebody waits. */
final class SimulatedServer implements LedgerServer {
    /** Enough for a few statements, and less than a late commit takes. */
    private static final long A_MOMENT_NS = 20_000_000L;

    private final Scheduler scheduler;
    private final SimPostgres server;

    SimulatedServer(final long seed, final String segment) {
        scheduler = new Scheduler(seed, false);
        server = new SimPostgres(scheduler, segment);
    }

    @Override
    public Client client() {
        return new SimulatedClient();
    }

    @Override
    public void cut() {
        server.cutAll();
        pass(A_MOMENT_NS);
    }

    @Override
    public void loseNextCommit(final CommitFate fate) {
        server.loseCommits(1, fate);
    }

    @Override
    public void keepCommits() {
        server.loseCommits(0);
    }

    @Override
    public void release() {
        server.loseCommits(0);
    }

    @Override
    public RowSource rows() {
        return server.tables();
    }

    private void pass(final long ns) {
        final long endNs = scheduler.nowNs() + ns;
        while (scheduler.runNext(endNs)) {
            Thread.onSpinWait();
        }
    }

    private final class SimulatedClient implements Client {
        private final SimStore store = new SimStore(
                server,
                new SimProcess(scheduler, "client", new WallClock(scheduler)).actor("main"),
                () -> isAnswered = true);
        private boolean isAnswered;
        private String said;

        @Override
        public Store store() {
            return store;
        }

        @Override
        public String run(final Callable<?> task) {
            isAnswered = true;
            return goOn(task);
        }

        @Override
        public Ending start(final Callable<?> task) {
            isAnswered = true;
            turn(task);
            final long endNs = scheduler.nowNs() + A_MOMENT_NS;
            while (scheduler.runNext(endNs)) {
                turn(task);
            }
            if (said != null) {
                throw new AssertionError("it does not wait, but says " + said);
            }
            return () -> goOn(task);
        }

        private String goOn(final Callable<?> task) {
            turn(task);
            while (said == null) {
                scheduler.runNext(Long.MAX_VALUE);
                turn(task);
            }
            final String result = said;
            said = null;
            return result;
        }

        private void turn(final Callable<?> task) {
            if (isAnswered) {
                isAnswered = false;
                store.turn(() -> {
                    said = Said.of(task);
                    return 0;
                });
            }
        }
    }
}

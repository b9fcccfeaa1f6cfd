package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Runs seeds on several threads, each run on one of them. */
public final class Seeds {
    private Seeds() {}

    /**
     * Runs seeds until all are run, or it is enough.
     *
     * @param first seed
     * @param last seed
     * @param threads to run on
     * @param runs a scenario
     * @param isEnough is asked before each run
     * @return what they come to
     * @throws InterruptedException if the caller is interrupted
     */
    public static Totals run(
            final long first,
            final long last,
            final int threads,
            final Function<Scenario, Outcome> runs,
            final BooleanSupplier isEnough)
            throws InterruptedException {
        final Totals totals = new Totals();
        final AtomicLong next = new AtomicLong(first);
        final List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            final Thread worker = new Thread(
                    () -> {
                        long seed = next.getAndIncrement();
                        while (seed <= last && !isEnough.getAsBoolean()) {
                            totals.add(runs.apply(Scenario.of(seed)));
                            seed = next.getAndIncrement();
                        }
                    },
                    "simulator-" + i);
            workers.add(worker);
            worker.start();
        }
        for (final Thread worker : workers) {
            worker.join();
        }
        return totals;
    }
}

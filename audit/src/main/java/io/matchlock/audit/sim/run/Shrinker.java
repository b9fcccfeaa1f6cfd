package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.fault.Fault;
import io.matchlock.audit.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes a failing run as small as possible while it still fails: fewer faults, fewer processes, a shorter time. */
public final class Shrinker {
    private static final int MAX_TRIES = 200;
    private static final long NS_PER_S = 1_000_000_000L;

    private final Function<Scenario, Outcome> runs;
    private Scenario smallest;
    private int tries;

    /**
     * Has tried nothing.
     *
     * @param runs runs a scenario
     * @param failing a scenario that fails
     */
    public Shrinker(final Function<Scenario, Outcome> runs, final Scenario failing) {
        this.runs = runs;
        smallest = failing;
    }

    /** The smallest that was found. */
    public Scenario shrink() {
        boolean isSmaller = true;
        while (isSmaller && tries < MAX_TRIES) {
            isSmaller = dropFaults();
            isSmaller |= dropProcesses();
            isSmaller |= shorten();
        }
        return smallest;
    }

    private boolean dropFaults() {
        boolean isSmaller = false;
        for (int i = smallest.faults().size() - 1; i >= 0; i--) {
            final List<Fault> fewer = new ArrayList<>(smallest.faults());
            fewer.remove(i);
            isSmaller |= take(smallest.withFaults(fewer));
        }
        return isSmaller;
    }

    private boolean dropProcesses() {
        final Scenario now = smallest;
        boolean isSmaller = now.matchers() > 1 && take(sized(now, 0, 0, 1, 0));
        isSmaller |= now.gateways() > 1 && take(sized(smallest, 1, 0, 0, 0));
        isSmaller |= now.loops() > 1 && take(sized(smallest, 0, 1, 0, 0));
        isSmaller |= now.clients().size() > 1 && take(sized(smallest, 0, 0, 0, 1));
        return isSmaller;
    }

    private boolean shorten() {
        final long shorterNs = smallest.lengthNs() * 2 / 3;
        return shorterNs > NS_PER_S
                && take(smallest.withSize(
                        smallest.gateways(),
                        smallest.loops(),
                        smallest.matchers(),
                        smallest.clients().size(),
                        shorterNs));
    }

    private boolean take(final Scenario smaller) {
        tries++;
        if (runs.apply(smaller).isSound()) {
            return false;
        }
        smallest = smaller;
        return true;
    }

    private static Scenario sized(
            final Scenario now, final int gateways, final int loops, final int matchers, final int clients) {
        return now.withSize(
                now.gateways() - gateways,
                now.loops() - loops,
                now.matchers() - matchers,
                now.clients().size() - clients,
                now.lengthNs());
    }
}

package io.matchlock.audit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.matchlock.audit.sim.run.Outcome;
import io.matchlock.audit.sim.run.Seeds;
import io.matchlock.audit.sim.run.Simulation;
import io.matchlock.audit.sim.run.Totals;
import io.matchlock.audit.sim.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class SimulationTest {
    private static final long SEEDS = Long.getLong("matchlock.seeds", 2_000);
    private static final int THREADS = 2;

    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger("io.matchlock")).setLevel(Level.OFF);
    }

    @Test
    void shouldKeepAllPromisesThroughFaults() throws InterruptedException {
        final Totals totals = Seeds.run(1, SEEDS, THREADS, scenario -> Simulation.run(scenario, false), () -> false);
        System.out.println(totals);

        final List<String> broken = totals.broken().stream()
                .map(outcome -> "seed " + outcome.scenario().seed() + ": " + outcome.broken())
                .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void shouldRunASeedTheSameWayEachTime() {
        final Outcome first = Simulation.run(Scenario.of(4), true);
        final Outcome again = Simulation.run(Scenario.of(4), true);

        assertEquals(first, again);
    }
}

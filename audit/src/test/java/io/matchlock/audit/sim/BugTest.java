package io.matchlock.audit.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.matchlock.audit.sim.bug.Bug;
import io.matchlock.audit.sim.bug.BuggySimulation;
import io.matchlock.audit.sim.scenario.Scenario;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What the simulator is worth: faults that are put into the code must be found. */
@Tag("slow")
final class BugTest {
    private static final long SEEDS = 500;

    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger("io.matchlock")).setLevel(Level.OFF);
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void shouldFind(final Bug bug) {
        final BuggySimulation simulation = new BuggySimulation(bug);
        long seed = 1;
        while (seed <= SEEDS && simulation.run(Scenario.of(seed), false).isSound()) {
            seed++;
        }
        System.out.println(bug + " is found by seed " + seed);

        assertTrue(seed <= SEEDS);
    }
}

package io.matchlock.audit.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.matchlock.audit.sim.bug.Bug;
import io.matchlock.audit.sim.bug.BuggySimulation;
import io.matchlock.audit.sim.run.Scenario;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What the simulator is worth: a fault that is put into the code must be found by one of 500 scenarios that can show it. */
@Tag("slow")
final class BugTest {
    private static final int SCENARIOS = 500;

    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger("io.matchlock")).setLevel(Level.OFF);
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void shouldFind(final Bug bug) {
        final BuggySimulation simulation = new BuggySimulation(bug);
        int tried = 0;
        long seed = 0;
        boolean isFound = false;
        while (!isFound && tried < SCENARIOS) {
            final Scenario scenario = Scenario.of(++seed);
            if (bug.isShownBy(scenario)) {
                tried++;
                isFound = !simulation.run(scenario, false).isSound();
            }
        }
        System.out.println(
                bug + (isFound ? " is found" : " is not found") + " by scenario " + tried + ", seed " + seed);

        assertTrue(isFound);
    }
}

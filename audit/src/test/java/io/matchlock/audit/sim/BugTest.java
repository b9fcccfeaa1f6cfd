package io.matchlock.audit.sim;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.matchlock.audit.sim.bug.Bug;
import io.matchlock.audit.sim.bug.BuggySimulation;
import io.matchlock.audit.sim.scenario.Scenario;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * What the simulator is worth: faults that are put into the code must be found, each by one of the first seeds. The seeds that found
 * the slow ones before are tried first.
 */
@Tag("slow")
final class BugTest {
    private static final long SEEDS = 500;
    private static final Map<Bug, Long> TRIED_FIRST = Map.ofEntries(
            entry(Bug.APPLY_TWICE, 11L),
            entry(Bug.WRITE_AGAIN_UNASKED, 19L),
            entry(Bug.ASK_TOO_EARLY, 27L),
            entry(Bug.TRUST_STORED_BEHIND_FAILED, 233L),
            entry(Bug.SILENCE_IN_SECONDS, 42L),
            entry(Bug.IGNORE_CHAINS, 129L),
            entry(Bug.FOLLOW_SHORTER_LOG, 24L),
            entry(Bug.NEGOTIATE_ONCE, 28L),
            entry(Bug.ANY_HISTORY, 24L),
            entry(Bug.COMPARE_NOTHING, 17L),
            entry(Bug.ANY_SERVER, 88L),
            entry(Bug.UNBOUNDED_ENTRIES, 15L),
            entry(Bug.NO_CLAIM, 54L),
            entry(Bug.SNAPSHOT_AHEAD, 104L),
            entry(Bug.ANY_SNAPSHOT, 120L),
            entry(Bug.FENCE_ANYWHERE, 64L));

    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger("io.matchlock")).setLevel(Level.OFF);
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void shouldFind(final Bug bug) {
        final BuggySimulation simulation = new BuggySimulation(bug);
        final OptionalLong found = LongStream.concat(
                        LongStream.of(TRIED_FIRST.getOrDefault(bug, 1L)), LongStream.rangeClosed(1, SEEDS))
                .filter(seed -> !simulation.run(Scenario.of(seed), false).isSound())
                .findFirst();

        assertTrue(found.isPresent());
        System.out.println(bug + " is found by seed " + found.getAsLong());
    }
}
